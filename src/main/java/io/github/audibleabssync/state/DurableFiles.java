package io.github.audibleabssync.state;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Database files of our own making: on disk before they get their name, and readable by nobody but their owner. */
final class DurableFiles {

    private DurableFiles() {}

    /** Makes an empty file that only its owner may read; SQLite takes an empty file for a new database. */
    static void createPrivate(Path file) throws IOException {
        Files.createFile(file);
        makePrivate(file);
    }

    /** Lets only the owner read and write: what somebody listens to is nobody else's business. */
    static void makePrivate(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Copies into a file that does not exist yet, and that nobody else may read at any time. */
    static void copyPrivately(Path from, Path to) throws IOException {
        createPrivate(to);
        try (OutputStream content = Files.newOutputStream(to)) {
            long _ = Files.copy(from, content);
        }
    }

    /** Gives a complete file its name, in one step that survives a loss of power; what bore the name is gone. */
    static void putInPlace(Path from, Path to) throws IOException {
        makePrivate(from);
        try (FileChannel content = FileChannel.open(from, StandardOpenOption.WRITE)) {
            content.force(true);
        }
        move(from, to);
    }

    /** Renames a file in one step; what bore the name is gone. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(to);
    }

    /** Not every system lets a folder be opened: there a rename is as durable as it is. */
    private static void forceFolder(Path file) {
        try (FileChannel folder =
                FileChannel.open(file.resolveSibling(""), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException notHere) {
            // nothing to do about it: the rename itself has happened
        }
    }
}
