package io.github.audibleabssync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Files with secrets, and who may read them. */
class PrivateFileTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(PrivateFile.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir Path folder;

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    private Path file(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "secret");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> lines() {
        return log.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    @Test
    void whatOthersCouldReadIsTakenFromThemAndSaid() throws Exception {
        Path file = file("rw-r--r--");

        PrivateFile.protect(file);

        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("INFO " + file)
                .contains("rw-r--r--");
    }

    @Test
    void whatIsReadableForTheGroupIsTakenFromItToo() throws Exception {
        Path file = file("r--r-----");

        PrivateFile.protect(file);

        assertThat(permissions(file)).isEqualTo("r--------");
    }

    @Test
    void aPrivateFileAndAMissingOneAreNoMatter() throws Exception {
        PrivateFile.protect(file("rw-------"));
        PrivateFile.protect(folder.resolve("nothing"));

        assertThat(lines()).isEmpty();
    }

    @Test
    void aFileOfSomebodyElseIsComplainedAboutOnceWithTheCommand() throws Exception {
        Path file = file("rw-r--r--");
        giveAway(file);

        PrivateFile.protect(file);
        PrivateFile.protect(file);

        assertThat(permissions(file)).isEqualTo("rw-r--r--");
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains("chmod o-rwx '" + file + "'");
    }

    @Test
    void aFileOfSomebodyElseThatWeReadAsMembersOfItsGroupIsAsItHasToBe() throws Exception {
        Path file = file("rw-r-----");
        giveAway(file);

        PrivateFile.protect(file);

        assertThat(lines()).isEmpty();
    }

    private static void giveAway(Path file) throws IOException {
        assumeTrue(Files.getAttribute(file, "unix:uid").equals(0), "only root can give files away");
        Files.setAttribute(file, "unix:uid", 4711);
    }

    @Test
    void whatIsWrittenIsPrivateAndReplacesWhatWasThere() throws Exception {
        Path file = file("rw-r--r--");

        PrivateFile.write(file, new byte[] {'n', 'e', 'w'});

        assertThat(file).hasContent("new");
        assertThat(permissions(file)).isEqualTo("rw-------");
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }
}
