package io.github.audibleabssync.settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A file with secrets in it: nobody but its owner may read it. File systems without permissions are left in peace. */
public final class PrivateFile {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFile.class);

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS =
            PosixFilePermissions.fromString("------rwx");
    private static final Set<PosixFilePermission> NOT_OWNER =
            PosixFilePermissions.fromString("---rwxrwx");

    /** What was complained about in this process: once is enough. */
    private static final Set<Path> SAID = ConcurrentHashMap.newKeySet();

    private PrivateFile() {}

    /**
     * Takes the access of others away, and says so; or says, once, what to do when that is not possible. A file of somebody
     * else that we read as members of its group is as it has to be.
     */
    public static void protect(Path file) {
        try {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (view == null || !Files.exists(file)) {
                return;
            }
            boolean ours = isOurs(file);
            Set<PosixFilePermission> before = view.readAttributes().permissions();
            if (!isShared(before, ours)) {
                return;
            }
            if (ours && repair(view, before)) {
                LOG.info(
                        "{} has secrets in it and was open to other users ({}); it is open to its"
                                + " owner only now.",
                        file,
                        PosixFilePermissions.toString(before));
            } else if (SAID.add(file.toAbsolutePath())) {
                LOG.warn(
                        "{} has secrets in it and is open to other users ({}), which cannot be"
                                + " mended from here. Run: chmod {} '{}'",
                        file,
                        PosixFilePermissions.toString(before),
                        ours ? "600" : "o-rwx",
                        file);
            }
        } catch (IOException unreadable) {
            // who reads it says so
        }
    }

    private static boolean isShared(Set<PosixFilePermission> permissions, boolean ours) {
        Set<PosixFilePermission> shared = EnumSet.noneOf(PosixFilePermission.class);
        shared.addAll(permissions);
        shared.retainAll(ours ? NOT_OWNER : OTHERS);
        return !shared.isEmpty();
    }

    /** Some file systems take the request and do nothing. */
    private static boolean repair(PosixFileAttributeView view, Set<PosixFilePermission> before) {
        Set<PosixFilePermission> wanted = EnumSet.copyOf(before);
        wanted.removeAll(NOT_OWNER);
        try {
            view.setPermissions(wanted);
            return !isShared(view.readAttributes().permissions(), true);
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean isOurs(Path file) throws IOException {
        Optional<Object> us = uid(Path.of("/proc/self"));
        return us.isEmpty() || us.equals(uid(file));
    }

    private static Optional<Object> uid(Path file) throws IOException {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.getAttribute(file, "unix:uid"))
                    : Optional.empty();
        } catch (UnsupportedOperationException | IllegalArgumentException notHere) {
            return Optional.empty();
        }
    }

    /**
     * Writes a file whole or not at all, never readable for anybody else; what bore the name is gone.
     *
     * @throws IOException if it is not written
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        String prefix = file.getFileName() + ".new-";
        Path draft =
                Files.getFileStore(folder).supportsFileAttributeView("posix")
                        ? Files.createTempFile(
                                folder,
                                prefix,
                                "",
                                PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                        : Files.createTempFile(folder, prefix, "");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    int _ = channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
