package io.github.audibleabssync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;

class CommandLineTest {

    @TempDir private Path folder;
    private Console console;

    @BeforeEach
    void open() {
        console = new Console(Map.of(), folder);
    }

    @Test
    void namesTheVersionOfTheBuild() {
        assertThat(console.execute("--version")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).matches("audible-abs-sync \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void helpShowsCommandsExitCodesAndEverySetting() {
        assertThat(console.execute("--help")).isEqualTo(ExitCode.OK);
        assertThat(console.out())
                .contains("run ", "demo ", "healthcheck ")
                .contains("78  settings, Audible session or routes have to be corrected")
                .contains("ABS_BASE_URL", "STATE_PATH", "LOG_FORMAT");
    }

    @Test
    void everyExitCodeIsDifferent() {
        assertThat(ExitCode.values()).extracting(ExitCode::code).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rum", "--verbose", "demo --for", "demo --for 20", "run now"})
    void aWrongCommandLineIsOneLineAndAHint(String line) {
        assertThat(console.execute(line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(console.err().lines()).hasSize(2);
        String known = line.replaceFirst("(rum|--| ).*", "");
        assertThat(console.err())
                .endsWith("Try '%s --help'.%n".formatted(("audible-abs-sync " + known).strip()));
        assertThat(console.out()).isEmpty();
    }
}
