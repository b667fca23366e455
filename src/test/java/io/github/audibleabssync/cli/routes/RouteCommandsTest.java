package io.github.audibleabssync.cli.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.camel.EditedRoutes;
import io.github.audibleabssync.cli.Console;
import io.github.audibleabssync.cli.ExitCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** {@code check --routes} and {@code routes diff}, as a person types them. */
class RouteCommandsTest {

    @TempDir Path folder;
    private EditedRoutes routes;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void copy() throws IOException {
        routes = EditedRoutes.copyTo(folder.resolve("routes"));
        environment.putAll(
                Map.of(
                        "ABS_BASE_URL",
                        "http://127.0.0.1:9",
                        "ABS_TOKEN",
                        "none",
                        "STATE_PATH",
                        folder.resolve("state.db").toString(),
                        "ROUTES_PATH",
                        routes.folder().toString()));
    }

    private record Said(ExitCode code, String out, String err) {}

    private Said run(String... arguments) {
        Console console = new Console(environment, folder, Clock.systemUTC());
        return new Said(console.execute(arguments), console.out(), console.err());
    }

    @Test
    void checkSaysThatTheRoutesCanBeRunAndLeavesNothing() {
        Said said = run("check", "--routes");

        assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.OK);
        assertThat(said.out()).startsWith("The 12 route files of ").contains("can be run");
        assertThat(said.err()).isEmpty();
        assertThat(folder.resolve("state.db")).doesNotExist();
    }

    @Test
    void checkNamesFileAndLineOfEachMistake() throws IOException {
        int line = routes.edit("10-", "method: plan", "method: plann");

        Said said = run("check", "--routes");

        assertThat(said.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(said.err())
                .startsWith("The routes cannot be run:")
                .contains(
                        routes.file("10-") + ", line " + line, "plann", "put the shipped one back")
                .doesNotContain("Exception", "\tat ");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void checkOfWrongSettingsSaysSo() {
        environment.remove("ABS_TOKEN");

        Said said = run("check", "--routes");

        assertThat(said.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(said.err()).contains("ABS_TOKEN");
    }

    @Test
    void checkTriesTheRoutesWhileAudiobookshelfIsStillToBeEnteredInABrowser() {
        environment.remove("ABS_BASE_URL");
        environment.remove("ABS_TOKEN");
        environment.put("HTTP_SERVER_ENABLED", "true");

        Said said = run("check", "--routes");

        assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.OK);
        assertThat(said.out()).contains("can be run");
    }

    @Test
    void checkOfAnEmptyFolderSaysSo() {
        environment.put("ROUTES_PATH", folder.resolve("none").toString());

        Said said = run("check", "--routes");

        assertThat(said.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(said.err()).contains("There are no routes at ROUTES_PATH");
    }

    @Test
    void diffOfTheShippedFilesIsEmpty() {
        assertThat(run("routes", "diff")).isEqualTo(new Said(ExitCode.OK, "", ""));
    }

    @Test
    void diffNeedsNoOtherSetting() {
        environment.remove("ABS_BASE_URL");
        environment.remove("ABS_TOKEN");

        assertThat(run("routes", "diff").code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void diffShowsLinesVersionsAndFilesThatOnlyOneSideHas() throws IOException {
        routes.edit("10-", "delay: 0", "delay: 5s");
        routes.edit("20-", "# Version", "# Edition");
        Files.delete(routes.file("30-"));
        routes.add("99-mine.camel.yaml", "- from: {uri: direct:mine, steps: [{log: x}]}\n");

        Said said = run("routes", "diff");

        assertThat(said.code()).isEqualTo(ExitCode.FAILED);
        assertThat(said.out().lines())
                .contains("--- shipped/10-sync-cycle.camel.yaml (version 1)")
                .contains("+++ " + routes.file("10-") + " (version 1)")
                .contains("-        delay: 0", "+        delay: 5s")
                .contains("+++ " + routes.file("20-") + " (without a version)")
                .contains("Only shipped: 30-read-places.camel.yaml (version 1)")
                .contains("Only yours: " + routes.file("99-"));
        assertThat(said.err()).isEmpty();
    }

    @Test
    void diffOfOneFileShowsOnlyThat() throws IOException {
        routes.edit("10-", "delay: 0", "delay: 5s");
        routes.edit("20-", "# Version", "# Edition");

        assertThat(run("routes", "diff", "10-sync-cycle").out())
                .contains("delay: 5s")
                .doesNotContain("20-find-books");
        assertThat(run("routes", "diff", "30-read-places.camel.yaml").code())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void diffOfAFileThatIsNotThereSaysWhichAre() {
        Said said = run("routes", "diff", "11-sync-cycle");

        assertThat(said.code()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("'11-sync-cycle'", "10-sync-cycle.camel.yaml");
    }

    @Test
    void routesAloneSaysWhatThereIs() {
        Said said = run("routes");

        assertThat(said.code()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("check --routes", "routes diff");
    }
}
