package io.github.audibleabssync.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.state.FolderRights.Person;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Optional;

class FolderRightsTest {

    private static final Path DATA = Path.of("/data");

    @TempDir private Path folder;

    private static FolderRights unwritable(int owner, int self) {
        return new FolderRights(
                DATA,
                true,
                false,
                Optional.of(new Person(owner, owner)),
                Optional.of(new Person(self, self)));
    }

    @Test
    void aFolderOfAnotherUserNamesBothAndWhatToChown() {
        FolderRights rights = unwritable(0, 1000);

        assertThat(rights.problem().orElseThrow())
                .startsWith("The folder /data cannot be written by user")
                .contains("(1000:1000)")
                .endsWith("it belongs to 0:0");
        assertThat(rights.remedy())
                .isEqualTo(
                        "Run 'sudo chown -R 1000:1000 /data' (of a mounted folder: on the host,"
                                + " with its path there), or run audible-abs-sync as user 0:0.");
    }

    @Test
    void whereAChownWouldNotHelpItIsNotAdvised() {
        assertThat(unwritable(1000, 1000).remedy()).contains("read-only", "chmod u+rwx /data");
        assertThat(unwritable(1000, 0).remedy()).contains("read-only").doesNotContain("chown");
    }

    @Test
    void whatTheSystemDoesNotSayIsNotMadeUp() {
        FolderRights rights =
                new FolderRights(DATA, true, false, Optional.empty(), Optional.empty());

        assertThat(rights.problem().orElseThrow()).doesNotContain("belongs");
        assertThat(rights.remedy()).contains("the right to write there");
    }

    @Test
    void aFolderThatCanBeWrittenHasNoProblemAndAMissingOneHas() {
        assertThat(FolderRights.of(folder).problem()).isEmpty();
        assertThat(FolderRights.of(folder).owner()).isEqualTo(FolderRights.of(folder).self());
        FolderRights missing = FolderRights.of(folder.resolve("none"));
        assertThat(missing.problem().orElseThrow()).endsWith("none does not exist");
        assertThat(missing.remedy()).contains("Make it");
    }
}
