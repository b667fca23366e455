package io.github.audibleabssync.state;

import io.github.audibleabssync.failure.AccessRemedy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes sure that one daemon at a time writes a state: a lock of the operating system on a file beside it, which vanishes
 * with the process however that ends. The file itself stays and names the last holder.
 *
 * <p>Its first byte is the lock. Its second byte is locked by whoever holds the first, and only to be seen: who wants to know
 * whether a daemon runs tries that one, and so never stands in the way of a daemon that takes the first at the same moment.
 */
final class DaemonLock implements AutoCloseable {

    /** What this process holds. Closing any second channel to a locked file would give the lock up, so none is opened. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final long LOCK = 0;
    private static final long SIGN = 1;

    private final Path file;
    private final FileChannel channel;

    private DaemonLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a state.
     *
     * @param state the state file, absolute, in an existing folder
     * @param remedy what to do when somebody else holds it
     * @throws StateFileProblem if somebody else holds it, or the lock file cannot be written or locked
     */
    static DaemonLock take(Path state, String remedy) {
        Path file = fileOf(state);
        synchronized (HELD) {
            if (!HELD.add(file)) {
                String holder = "process " + ProcessHandle.current().pid() + ", this one";
                throw taken(state, holder, remedy);
            }
        }
        Optional<FileChannel> channel = Optional.empty();
        try {
            channel = Optional.of(open(file));
            Optional<FileLock> lock = tryLock(channel.get());
            if (lock.isEmpty()) {
                throw taken(state, readHolder(file), remedy);
            }
            writeHolder(channel.get());
            FileLock _ = channel.get().lock(SIGN, 1, false);
            return new DaemonLock(file, channel.get());
        } catch (IOException e) {
            giveUp(file, channel);
            throw new StateFileProblem(
                    "The state's lock file cannot be written or locked (" + e.getMessage() + ")",
                    file,
                    e instanceof AccessDeniedException
                            ? AccessRemedy.of(file)
                            : "Put the state on a local disk, in a folder that this user may"
                                    + " write.",
                    e);
        } catch (RuntimeException e) {
            giveUp(file, channel);
            throw e;
        }
    }

    /**
     * Whether a daemon holds the lock of a state, in whatever process or container.
     *
     * @param state the state file, absolute
     * @throws StateFileProblem if that cannot be found out
     */
    static boolean isHeld(Path state) {
        Path file = fileOf(state);
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                FileLock sign = channel.tryLock(SIGN, 1, true);
                return sign == null;
            } catch (NoSuchFileException neverTaken) {
                return false;
            } catch (IOException e) {
                throw new StateFileProblem(
                        "The state's lock file cannot be looked at (" + e.getMessage() + ")",
                        file,
                        "Let this user read it, and put the state on a local disk.",
                        e);
            }
        }
    }

    private static Path fileOf(Path state) {
        return FileInspection.beside(state, ".lock");
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(LOCK, 1, false));
        } catch (OverlappingFileLockException held) {
            return Optional.empty();
        }
    }

    private static StateFileProblem taken(Path state, String holder, String remedy) {
        return StateFileProblem.inUse(
                "Another daemon runs on this state (" + holder + ")", state, remedy);
    }

    private static String readHolder(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "process unknown" : "process " + text;
    }

    private static void writeHolder(FileChannel channel) throws IOException {
        String host = System.getenv("HOSTNAME");
        String holder =
                ProcessHandle.current().pid()
                        + (host == null || host.isBlank() ? "" : " on " + host)
                        + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static void giveUp(Path file, Optional<FileChannel> channel) {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(file);
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        if (channel.isOpen()) {
            giveUp(file, Optional.of(channel));
        }
    }
}
