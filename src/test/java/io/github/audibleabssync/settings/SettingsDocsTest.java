package io.github.audibleabssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The committed texts are those that the table renders, and the table is the specification's. */
class SettingsDocsTest {

    private static final List<String> SPECIFIED =
            List.of(
                    "ABS_BASE_URL",
                    "ABS_TOKEN",
                    "ABS_TOKEN_FILE",
                    "ABS_LIBRARY_ID",
                    "ABS_ALLOW_DUPLICATE_ASIN",
                    "AUDIBLE_LOCALE",
                    "AUDIBLE_AUTH_JSON_PATH",
                    "AUDIBLE_AUTH_JSON_B64",
                    "AUDIBLE_AUTH_JSON_B64_FILE",
                    "AUDIBLE_AUTH_PASSWORD",
                    "AUDIBLE_AUTH_PASSWORD_FILE",
                    "AUDIBLE_API_URL",
                    "AUDIBLE_AUTH_URL",
                    "AUDIBLE_BATCH_SIZE",
                    "AUDIBLE_REQUESTS_PER_CYCLE",
                    "AUDIBLE_LIBRARY_DISCOVERY_INTERVAL_SECONDS",
                    "AUDIBLE_DEEP_SCAN_INTERVAL_SECONDS",
                    "SYNC_INTERVAL_SECONDS",
                    "SYNC_TOLERANCE_SECONDS",
                    "SYNC_COOLDOWN_SECONDS",
                    "SYNC_CONFLICT_POLICY",
                    "SYNC_CONFLICT_MIN_TIME_DELTA_SECONDS",
                    "SYNC_MAX_REWIND_SECONDS",
                    "SYNC_REWIND_CONFIRM_SECONDS",
                    "SYNC_IMPORT_WINDOW_DAYS",
                    "AUDIBLE_FINISHED_INTERVAL_SECONDS",
                    "SYNC_FINISHED",
                    "WATCHLIST_MAX_SIZE",
                    "ONE_WAY_MODE",
                    "DRY_RUN",
                    "STATE_PATH",
                    "REQUEST_TIMEOUT_SECONDS",
                    "HTTP_SERVER_ENABLED",
                    "HTTP_SERVER_PORT",
                    "HTTP_SERVER_HOST",
                    "HTTP_SERVER_TOKEN",
                    "HTTP_SERVER_TOKEN_FILE",
                    "METRICS_PUBLIC",
                    "JOURNAL_RETENTION_DAYS",
                    "EXTRA_CA_FILE",
                    "ABS_EXTRA_HEADERS",
                    "ABS_EXTRA_HEADERS_FILE",
                    "ROUTES_PATH",
                    "ROUTES_RELOAD",
                    "LOG_LEVEL",
                    "LOG_FORMAT");

    enum Rendering {
        REFERENCE("docs/settings.md", SettingsDocs.reference(), "(?m)^\\| `([A-Z0-9_]+)`"),
        EXAMPLE(".env.example", SettingsDocs.exampleEnvironment(), "(?m)^#?([A-Z0-9_]+)=");

        private final Path file;
        private final String text;
        private final Pattern name;

        Rendering(String file, String text, String name) {
            this.file = Path.of(file);
            this.text = text;
            this.name = Pattern.compile(name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCommittedFileIsTheRendering(Rendering rendering) throws IOException {
        if (Boolean.getBoolean("settings.write")) {
            Files.writeString(rendering.file, rendering.text);
        }

        assertThat(rendering.file)
                .as("render it anew: mvn -q test -Dtest=SettingsDocsTest -Dsettings.write=true")
                .hasContent(rendering.text);
    }

    @ParameterizedTest
    @EnumSource
    void theRenderingCoversExactlyTheSpecification(Rendering rendering) {
        List<String> names =
                rendering.name.matcher(rendering.text).results().map(hit -> hit.group(1)).toList();

        assertThat(names).containsExactlyInAnyOrderElementsOf(SPECIFIED);
    }

    @Test
    void helpNamesEverySettingWithItsDefault() {
        List<String> lines = Arrays.asList(SettingsDocs.help().split("\n"));

        assertThat(lines)
                .contains(
                        "  SYNC_INTERVAL_SECONDS (number; seconds; default 120)",
                        "  ABS_TOKEN (text; secret; required)",
                        "  AUDIBLE_AUTH_PASSWORD (text; secret)");
        assertThat(SPECIFIED)
                .allSatisfy(
                        name ->
                                assertThat(lines)
                                        .anyMatch(line -> line.startsWith("  " + name + " (")));
    }

    @Test
    void everyDefaultIsAValueItsSettingTakes() {
        assertThat(SettingsTable.rows())
                .allSatisfy(
                        row ->
                                assertThat(row.defaultValue().flatMap(row::problemWith))
                                        .as(row.name())
                                        .isEmpty());
    }
}
