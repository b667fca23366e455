package io.github.audibleabssync.audible;

import io.github.audibleabssync.failure.AccessRemedy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Puts a session file in its place: whole or not at all, and never readable for anybody but its owner, not even for the moment
 * of writing.
 */
public final class SessionFileWriter {

    private final Path file;

    /** For this file, which need not exist. Of a symbolic link, the file that it leads to. */
    public SessionFileWriter(Path file) {
        this.file = resolve(file.toAbsolutePath().normalize());
    }

    private static Path resolve(Path file) {
        try {
            return Files.isSymbolicLink(file) ? file.toRealPath() : file;
        } catch (IOException leadsNowhere) {
            return file;
        }
    }

    /**
     * Makes sure that a file can be written there, before anything is done that cannot be undone.
     *
     * @throws SessionFileProblem if not; says what to do
     */
    public void check() {
        if (Files.isDirectory(file)) {
            throw SessionFileProblem.folder(file);
        }
        try {
            Files.delete(draft());
        } catch (IOException problem) {
            throw unwritable(problem);
        }
    }

    /**
     * Writes the file.
     *
     * @param content plain or encrypted
     * @param replace whether a file that is there may go; the check is made once more here
     * @throws SessionFileProblem if it is not written. When only the last step failed, the content is kept in another file of
     *     the same folder, which the message names: the device is registered already
     */
    public void write(byte[] content, boolean replace) {
        Path draft;
        try {
            draft = draft();
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    int _ = channel.write(rest);
                }
                channel.force(true);
            }
        } catch (IOException problem) {
            throw unwritable(problem);
        }
        try {
            move(draft, replace);
        } catch (IOException problem) {
            throw new SessionFileProblem(
                    "%s cannot be put in place (%s); the new session is complete in %s"
                            .formatted(file, name(problem), draft),
                    "Move it there yourself. If only the file is mounted into a container, mount"
                            + " its folder instead");
        }
    }

    private void move(Path draft, boolean replace) throws IOException {
        if (!replace && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** An empty file beside the other; only its owner can read it. */
    private Path draft() throws IOException {
        Path folder = file.resolveSibling("");
        String prefix = file.getFileName() + ".new-";
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? Files.createTempFile(folder, prefix, "", ownerOnly())
                : Files.createTempFile(folder, prefix, "");
    }

    private static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    private SessionFileProblem unwritable(IOException problem) {
        return new SessionFileProblem(
                "%s cannot be written (%s)".formatted(file, name(problem)),
                switch (problem) {
                    case NoSuchFileException _ -> "Make its folder first, or name another place";
                    case AccessDeniedException _ -> AccessRemedy.of(file.resolveSibling(""));
                    default -> "Check the disk that it is on, or name another place";
                });
    }

    private static String name(IOException problem) {
        return switch (problem) {
            case NoSuchFileException missing -> "its folder does not exist";
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException exists -> "a file has appeared there meanwhile";
            default -> problem.getClass().getSimpleName();
        };
    }

    /**
     * Takes the file away.
     *
     * @throws SessionFileProblem if it stays
     */
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException problem) {
            throw new SessionFileProblem(
                    "%s cannot be removed (%s)".formatted(file, name(problem)),
                    problem instanceof AccessDeniedException
                            ? AccessRemedy.of(file.resolveSibling(""))
                            : "Remove it yourself");
        }
    }
}
