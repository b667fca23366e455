package io.github.audibleabssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be known of the container without an engine: its files name real settings and real scripts. */
class ComposeFileTest {

    private static final Path SCRIPTS = Path.of("src/main/dist/bin");

    @Test
    void composeSetsOnlyKnownSettingsToValuesTheyTake(@TempDir Path folder) throws IOException {
        Map<String, String> environment = new HashMap<>();
        map(service().get("environment"))
                .forEach((name, value) -> environment.put(name, String.valueOf(value)));

        assertThat(environment.keySet()).isNotEmpty().isSubsetOf(Set.copyOf(SettingsTable.names()));

        environment.put("ABS_BASE_URL", "http://audiobookshelf");
        environment.put("ABS_TOKEN", "any");
        assertThat(SettingsLoader.load(environment, folder).httpServer().enabled()).isTrue();
    }

    @Test
    void composePublishesThePortOfTheServerOnThisMachineOnly() throws IOException {
        String port = defaultOf("HTTP_SERVER_PORT");

        assertThat(service().get("ports")).isEqualTo(List.of("127.0.0.1:" + port + ":" + port));
        assertThat(dockerfile()).contains("EXPOSE " + port);
    }

    @Test
    void composeKeepsTheStateAndTakesAwayEverythingElse() throws IOException {
        Map<String, Object> service = service();

        assertThat(service)
                .containsEntry("volumes", List.of("./data:/data"))
                .containsEntry("read_only", true)
                .containsEntry("tmpfs", List.of("/tmp"))
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("stop_grace_period", "15s")
                .containsEntry("env_file", List.of(Map.of("path", ".env", "required", false)));
        assertThat(List.of("STATE_PATH", "AUDIBLE_AUTH_JSON_PATH"))
                .allSatisfy(name -> assertThat(defaultOf(name)).startsWith("/data/"));
    }

    @Test
    void composeBringsTheContainerBackAfterARebootOfTheHost() throws IOException {
        assertThat(service()).containsEntry("restart", "unless-stopped");
    }

    @Test
    void theImageIsMadeOfCopiesAndOfCommandsThatRunOutsideToo() throws IOException {
        List<String> instructions = dockerfile();

        assertThat(instructions)
                .allMatch(
                        line ->
                                line.matches(
                                        "(FROM|LABEL|WORKDIR|COPY|RUN|USER|VOLUME|EXPOSE|HEALTHCHECK|ENTRYPOINT|CMD)"
                                            + " .*"));
        assertThat(instructions)
                .filteredOn(line -> line.startsWith("RUN "))
                .containsExactly(
                        "RUN mvn -B -q -DskipTests package",
                        "RUN target/audible-abs-sync/bin/unpack-sqlite-native",
                        "RUN /opt/audible-abs-sync/bin/train-aot-cache",
                        "RUN install -d -o 1000 -g 1000 /data");
        assertThat(List.of("audible-abs-sync", "unpack-sqlite-native", "train-aot-cache"))
                .allSatisfy(name -> assertThat(SCRIPTS.resolve(name)).isExecutable());
    }

    @Test
    void theImageRunsTheCommandLineAsAnOrdinaryUserAndChecksItsOwnHealth() throws IOException {
        assertThat(dockerfile())
                .contains(
                        "USER 1000:1000",
                        "VOLUME /data",
                        "ENTRYPOINT [\"/opt/audible-abs-sync/bin/audible-abs-sync\"]",
                        "CMD [\"run\"]")
                .anyMatch(
                        line ->
                                line.startsWith("HEALTHCHECK ")
                                        && line.endsWith(
                                                "CMD [\"/opt/audible-abs-sync/bin/audible-abs-sync\","
                                                    + " \"healthcheck\"]"));
    }

    @Test
    void theBuildContextHasEverythingThatIsCopied() throws IOException {
        List<String> kept = Files.readAllLines(Path.of(".dockerignore"));

        assertThat(dockerfile())
                .filteredOn(line -> line.startsWith("COPY ") && !line.startsWith("COPY --from"))
                .flatExtracting(
                        line -> List.of(line.split(" ")).subList(1, line.split(" ").length - 1))
                .isNotEmpty()
                .allMatch(source -> kept.stream().anyMatch(line -> line.startsWith("!" + source)));
    }

    private static String defaultOf(String name) {
        return SettingsTable.settings().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .flatMap(Setting::defaultValue)
                .orElseThrow();
    }

    private static List<String> dockerfile() throws IOException {
        return Files.readString(Path.of("Dockerfile"))
                .replaceAll("\\\\\\n\\s*", "")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static Map<String, Object> service() throws IOException {
        Object document =
                new Load(LoadSettings.builder().build())
                        .loadFromString(Files.readString(Path.of("docker-compose.yml")));
        Map<String, Object> services = map(map(document).get("services"));
        assertThat(services).containsOnlyKeys("audible-abs-sync");
        return map(services.get("audible-abs-sync"));
    }

    private static Map<String, Object> map(@Nullable Object value) {
        return assertThat(value)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .actual();
    }
}
