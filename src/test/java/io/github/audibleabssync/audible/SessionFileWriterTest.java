package io.github.audibleabssync.audible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

class SessionFileWriterTest {

    private static final byte[] CONTENT = "{\"secret\": 1}".getBytes(UTF_8);

    @TempDir private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void onlyTheOwnerCanReadTheFileAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("session.json");

        SessionFileWriter writer = new SessionFileWriter(file);
        writer.check();
        writer.write(CONTENT, false);

        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(names()).containsExactly("session.json");
    }

    @Test
    void aFileThatIsReplacedLosesItsLoosePermissions() throws IOException {
        Path file = Files.writeString(folder.resolve("session.json"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        new SessionFileWriter(file).write(CONTENT, true);

        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void aFileThatAppearedMeanwhileStaysAndTheNewSessionIsKeptBesideIt() throws IOException {
        Path file = Files.writeString(folder.resolve("session.json"), "somebody else's");

        assertThatThrownBy(() -> new SessionFileWriter(file).write(CONTENT, false))
                .isInstanceOf(SessionFileProblem.class)
                .hasMessageContaining("a file has appeared there meanwhile")
                .hasMessageContaining("the new session is complete in " + file + ".new-");

        assertThat(file).hasContent("somebody else's");
        Path kept = folder.resolve(names().getLast());
        assertThat(kept).hasBinaryContent(CONTENT);
        assertThat(permissions(kept)).isEqualTo("rw-------");
    }

    @Test
    void aLinkStaysALinkAndItsTargetGetsTheSession() throws IOException {
        Path target = Files.writeString(folder.resolve("target.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("session.json"), target);

        new SessionFileWriter(link).write(CONTENT, true);

        assertThat(link).isSymbolicLink();
        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void aFolderThatIsNotThereIsNamedBeforeAnythingHappens() {
        SessionFileWriter writer = new SessionFileWriter(folder.resolve("none/session.json"));

        assertThatThrownBy(writer::check)
                .isInstanceOf(SessionFileProblem.class)
                .hasMessageContaining("its folder does not exist")
                .hasMessageContaining("Make its folder first");
    }

    @Test
    void aFolderInItsPlaceIsNamedBeforeAnythingHappens() throws IOException {
        Path file = Files.createDirectory(folder.resolve("session.json"));
        SessionFileWriter writer = new SessionFileWriter(file);

        assertThatThrownBy(writer::check)
                .isInstanceOf(SessionFileProblem.class)
                .hasMessageContaining(file + " is a folder. Remove it")
                .hasMessageContaining("AUDIBLE_AUTH_JSON_PATH");
        assertThat(names()).containsExactly("session.json");
    }

    @Test
    void removingTwiceIsNoMistake() throws IOException {
        Path file = Files.writeString(folder.resolve("session.json"), "old");
        SessionFileWriter writer = new SessionFileWriter(file);

        writer.remove();
        writer.remove();

        assertThat(names()).isEmpty();
    }
}
