package io.github.audibleabssync.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.audibleabssync.failure.AccessRemedy.Found;
import io.github.audibleabssync.failure.AccessRemedy.Owner;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which command a person is told to run when a file or folder is not this process's to use. */
class AccessRemedyTest {

    private static final Owner USER = new Owner(1000, 1000);
    private static final Path DATA = Path.of("/data");

    @TempDir private Path folder;

    @Test
    void aFolderOfRootIsToBeHandedOver() {
        assertThat(words(new Found(DATA, new Owner(0, 0), "rwxr-xr-x", DATA)))
                .isEqualTo(
                        "This process is user 1000:1000, and /data belongs to 0:0 (rwxr-xr-x). Run"
                            + " 'sudo chown -R 1000:1000 /data'; for a container, on its host, with"
                            + " the folder that is mounted there (./data).");
    }

    @Test
    void theFolderOfSomebodyElseMayAlsoBeUsedAsItsOwner() {
        assertThat(words(new Found(DATA, new Owner(1026, 100), "rwx------", DATA)))
                .contains("'sudo chown -R 1000:1000 /data'")
                .endsWith(
                        "Or let the container run as the owner: user: \"1026:100\" in"
                                + " docker-compose.yml.");
    }

    @Test
    void ofAFileTheWholeFolderIsToBeHandedOver() {
        Path state = DATA.resolve("state.db");

        assertThat(words(new Found(state, new Owner(0, 0), "rw-------", DATA)))
                .startsWith("This process is user 1000:1000, and /data/state.db belongs to 0:0 ")
                .contains("'sudo chown -R 1000:1000 /data'");
    }

    @Test
    void theOwnerOnlyLacksTheRight() {
        assertThat(words(new Found(DATA, USER, "r-xr-xr-x", DATA)))
                .contains("'sudo chmod -R u+rwX /data'")
                .doesNotContain("chown");
    }

    @Test
    void whereTheRightsAreFineTheDiskIsReadOnly() {
        assertThat(words(new Found(DATA, USER, "rwxr-xr-x", DATA)))
                .contains("mounted read-only")
                .doesNotContain("sudo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/tmp", "/etc", "/var/lib", "/home"})
    void nobodyIsToldToHandOverAFolderOfEverybody(String shared) {
        Path everybodys = Path.of(shared);

        assertThat(words(new Found(everybodys, new Owner(0, 0), "rwxr-xr-x", everybodys)))
                .doesNotContain("sudo", "chown")
                .contains("choose a folder of its own");
    }

    @Test
    void theNumbersAreThoseOfThisProcessAndOfTheFolder() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self")), "Linux only");
        Object user = Files.getAttribute(folder, "unix:uid");
        Object group = Files.getAttribute(folder, "unix:gid");

        assertThat(AccessRemedy.of(folder.resolve("not/there/state.db")))
                .startsWith(
                        "This process is user %1$s:%2$s, and %3$s belongs to %1$s:%2$s (rwx"
                                .formatted(user, group, folder));
    }

    private static String words(Found found) {
        return new AccessRemedy(USER, found).words();
    }
}
