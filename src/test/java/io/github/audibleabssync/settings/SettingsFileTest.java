package io.github.audibleabssync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@code settings.properties} beside the state. */
class SettingsFileTest {

    private static final String SECRET = "a-secret-token";

    @TempDir Path folder;
    private final Map<String, String> environment = new HashMap<>();

    private Path file(String text) throws IOException {
        environment.put("STATE_PATH", folder.resolve("state.db").toString());
        return Files.writeString(folder.resolve("settings.properties"), text);
    }

    private Settings load() {
        return SettingsLoader.load(environment, folder);
    }

    @Test
    void whatStandsThereCountsLikeTheEnvironment() throws Exception {
        file(
                "# mine\n\n ABS_BASE_URL = http://abs:13378/\nABS_TOKEN="
                        + SECRET
                        + "\nDRY_RUN=true\n");

        Settings settings = load();

        assertThat(settings.audiobookshelf().baseUrl()).hasToString("http://abs:13378");
        assertThat(settings.audiobookshelf().token().reveal()).isEqualTo(SECRET);
        assertThat(settings.sync().dryRun()).isTrue();
        assertThat(SettingsLoader.forLooking(environment, folder).statePath())
                .isEqualTo(folder.resolve("state.db"));
    }

    @Test
    void theEnvironmentWins() throws Exception {
        file("ABS_BASE_URL=http://file\nABS_TOKEN=" + SECRET + "\n");
        environment.put("ABS_BASE_URL", "http://environment");
        Path token = Files.writeString(folder.resolve("token"), "of-the-secret-file");
        environment.put("ABS_TOKEN_FILE", token.toString());

        Settings settings = load();

        assertThat(settings.audiobookshelf().baseUrl()).hasToString("http://environment");
        assertThat(settings.audiobookshelf().token().reveal()).isEqualTo("of-the-secret-file");
    }

    @Test
    void whoLooksAtACopyOfTheStateElsewhereHasTheSameSettings() throws Exception {
        file("ABS_BASE_URL=http://file\nABS_TOKEN=" + SECRET + "\n");
        environment.put("ABS_BASE_URL", "http://environment");

        Map<String, String> all = new HashMap<>(SettingsLoader.withFile(environment, folder));
        all.put("STATE_PATH", folder.resolve("elsewhere/state.db").toString());

        Settings settings = SettingsLoader.load(all, folder);
        assertThat(settings.audiobookshelf().token().reveal()).isEqualTo(SECRET);
        assertThat(settings.audiobookshelf().baseUrl()).hasToString("http://environment");
    }

    @Test
    void whatIsWrongIsReportedWithFileAndLineAndWithoutSecrets() throws Exception {
        Path file =
                file(
                        """
                        ABS_BASE_URL=ftp://abs
                        ABS_TOKEN=two words-of-a-secret
                        ABS_TOKENN=words-of-a-secret
                        no sign of words-of-a-secret
                        STATE_PATH=/elsewhere
                        SYNC_INTERVAL_SECONDS=soon
                        DRY_RUN=true
                        DRY_RUN=false
                        """);

        assertThatThrownBy(this::load)
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        problem ->
                                assertThat(problem.problems())
                                        .hasSize(7)
                                        .allMatch(line -> line.startsWith(file + ", line "))
                                        .anyMatch(
                                                line ->
                                                        line.contains("line 1: ABS_BASE_URL=")
                                                                && line.contains("http"))
                                        .anyMatch(line -> line.contains("line 2: ABS_TOKEN=***"))
                                        .anyMatch(line -> line.contains("write ABS_TOKEN if"))
                                        .anyMatch(line -> line.contains("line 6: SYNC_INTERVAL"))
                                        .noneMatch(line -> line.contains("words-of-a-secret")));
    }

    @Test
    void aFileThatOthersCanReadIsMadePrivate() throws Exception {
        Path file = file("ABS_BASE_URL=http://abs\nABS_TOKEN=" + SECRET + "\n");

        load();

        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void valuesArePutInTheirPlaceAndOtherLinesStay() throws Exception {
        Path file = file("# mine\nABS_BASE_URL=http://old\nDRY_RUN=true\n");

        SettingsFile.put(file, Map.of("ABS_BASE_URL", "http://new"));
        SettingsFile.put(file, Map.of("ABS_TOKEN", SECRET));

        assertThat(file)
                .hasContent("# mine\nABS_BASE_URL=http://new\nDRY_RUN=true\nABS_TOKEN=" + SECRET);
        assertThat(load().audiobookshelf().token().reveal()).isEqualTo(SECRET);
    }

    @Test
    void aKeyThatIsPutReplacesTheNameOfItsFile() throws Exception {
        Path file = file("ABS_BASE_URL=http://abs\nABS_TOKEN_FILE=/nowhere/token\n");

        SettingsFile.put(file, Map.of("ABS_TOKEN", SECRET));

        assertThat(file).hasContent("ABS_BASE_URL=http://abs\nABS_TOKEN=" + SECRET);
        assertThat(load().audiobookshelf().token().reveal()).isEqualTo(SECRET);
        Path token = Files.writeString(folder.resolve("token"), "of-the-secret-file");
        SettingsFile.put(file, Map.of("ABS_TOKEN_FILE", token.toString()));
        assertThat(load().audiobookshelf().token().reveal()).isEqualTo("of-the-secret-file");
    }

    @Test
    void theDaemonWaitsForWhatIsMissingWhenSomebodyCanEnterIt() throws Exception {
        file("HTTP_SERVER_ENABLED=true\n");

        Settings settings = SettingsLoader.loadForDaemon(environment, folder);

        assertThat(settings.missing()).containsExactly("ABS_BASE_URL", "ABS_TOKEN");
        assertThat(settings.watch().loadForDaemon().missing()).hasSize(2);
        file("HTTP_SERVER_ENABLED=true\nABS_BASE_URL=http://abs\nABS_TOKEN=" + SECRET + "\n");
        assertThat(settings.watch().loadForDaemon().missing()).isEmpty();
        assertThat(SettingsLoader.loadForDaemon(environment, folder).missing()).isEmpty();
    }

    @Test
    void whatIsWrongOrCannotBeEnteredStillKeepsTheDaemonFromStarting() throws Exception {
        file("");
        assertThatThrownBy(() -> SettingsLoader.loadForDaemon(environment, folder))
                .hasMessageContaining("ABS_BASE_URL is not set");

        environment.put("HTTP_SERVER_ENABLED", "true");
        environment.put("ABS_BASE_URL", "ftp://abs");
        assertThatThrownBy(() -> SettingsLoader.loadForDaemon(environment, folder))
                .hasMessageContaining("ABS_BASE_URL='ftp://abs'");

        environment.remove("ABS_BASE_URL");
        environment.put("ABS_TOKEN_FILE", "/nowhere/token");
        assertThatThrownBy(() -> SettingsLoader.loadForDaemon(environment, folder))
                .hasMessageContaining("/nowhere/token");
    }
}
