package io.github.audibleabssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the state is when {@code STATE_PATH} still is what the older daemon wanted it to be. */
class StateLocationTest {

    private static final String OLDER = "{\"watchlist\": []}";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"state.db, state.json", "mine.sqlite, state.json", "state, state.json"})
    void anOrdinaryStateIsWhereTheSettingSays(String given, String older) {
        assertThat(locate(given))
                .isEqualTo(new StateLocation(folder.resolve(given), folder.resolve(older), false));
    }

    @ParameterizedTest
    @CsvSource({"state.json, state.db", "State.JSON, State.db", "mine.json, mine.db"})
    void aJsonFileIsTheOlderDaemonsWhetherItIsThereOrNot(String given, String ours)
            throws IOException {
        StateLocation missing = locate(given);
        Files.writeString(folder.resolve(given), OLDER);

        assertThat(locate(given))
                .isEqualTo(missing)
                .isEqualTo(new StateLocation(folder.resolve(ours), folder.resolve(given), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{damaged", "", "\n", "\u0000\u0000"})
    void aJsonFileThatIsDamagedLeadsToTheSameState(String content) throws IOException {
        Files.writeString(folder.resolve("state.json"), content);

        assertThat(locate("state.json").file()).isEqualTo(folder.resolve("state.db"));
    }

    @ParameterizedTest
    @CsvSource({"state, state.db", "state.db, state.db.db", "state.txt, state.txt.db"})
    void theOlderDaemonsFileIsKnownByItsContentUnderAnyName(String given, String ours)
            throws IOException {
        Files.writeString(folder.resolve(given), "\n " + OLDER);

        assertThat(locate(given).file()).isEqualTo(folder.resolve(ours));
    }

    @Test
    void theSameStateIsFoundAfterTheOlderFileWasTakenAway() throws IOException {
        Files.writeString(folder.resolve("state"), OLDER);
        Path ours = locate("state").file();
        Files.writeString(ours, "SQLite format 3\0");

        Files.delete(folder.resolve("state"));

        assertThat(locate("state").file()).isEqualTo(ours);
    }

    @Test
    void aStateOfOursMayHaveAnyName() throws IOException {
        Files.writeString(folder.resolve("state.json"), "SQLite format 3\0 and so on");

        assertThat(locate("state.json").file()).isEqualTo(folder.resolve("state.json"));
    }

    /** Closing a file that SQLite works with drops the locks of the process. */
    @Test
    void aStateInUseIsNotLookedInto() throws IOException {
        Files.writeString(folder.resolve("state.db"), OLDER);
        Files.createFile(folder.resolve("state.db-wal"));

        assertThat(locate("state.db").redirected()).isFalse();
    }

    @Test
    void aDamagedStateOfOursIsNotTakenForTheOlderDaemons() throws IOException {
        Files.writeString(folder.resolve("state.db"), "damaged");

        assertThat(locate("state.db").redirected()).isFalse();
    }

    @Test
    void everyCommandFindsTheSameState() throws IOException {
        Files.writeString(folder.resolve("state.json"), OLDER);
        Map<String, String> environment =
                Map.of("ABS_BASE_URL", "http://a", "ABS_TOKEN", "t", "STATE_PATH", "state.json");

        assertThat(SettingsLoader.load(environment, folder).daemon().statePath())
                .isEqualTo(SettingsLoader.statePath(environment, folder))
                .isEqualTo(SettingsLoader.forLooking(environment, folder).statePath())
                .isEqualTo(folder.resolve("state.db"));
    }

    private StateLocation locate(String given) {
        return StateLocation.of(folder.resolve(given));
    }
}
