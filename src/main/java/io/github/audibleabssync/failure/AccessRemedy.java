package io.github.audibleabssync.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The one message about a file or folder that this process may not use: who it is, whose that is, and which command mends it.
 * In a container the numbers are all that counts, since nobody there has a name.
 *
 * @param process who this process is
 * @param found what it may not use
 */
public record AccessRemedy(Owner process, Found found) {

    /** Folders of everybody: handing one over with all that is in it would break the machine. */
    private static final Set<String> SHARED =
            Set.of(
                    "/",
                    "/bin",
                    "/boot",
                    "/dev",
                    "/etc",
                    "/home",
                    "/lib",
                    "/lib64",
                    "/media",
                    "/mnt",
                    "/opt",
                    "/proc",
                    "/root",
                    "/run",
                    "/sbin",
                    "/srv",
                    "/sys",
                    "/tmp",
                    "/usr",
                    "/usr/local",
                    "/var",
                    "/var/lib",
                    "/var/tmp",
                    "/Users",
                    "/Library");

    /**
     * An owner by its numbers.
     *
     * @param user number of the user
     * @param group number of the group
     */
    public record Owner(int user, int group) {
        @Override
        public String toString() {
            return user + ":" + group;
        }
    }

    /**
     * A file or folder.
     *
     * @param path where it is, absolute
     * @param owner whose it is
     * @param rights as {@code ls} shows them, nine letters
     * @param folder the path itself, or the folder that the file is in
     */
    public record Found(Path path, Owner owner, String rights, Path folder) {}

    /**
     * What to do so that this process may use a file or folder: some sentences, with a final stop.
     *
     * @param path one that this process may not read or write, or that does not exist in a folder of that kind
     */
    public static String of(Path path) {
        Path there = path.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        Optional<Owner> process = findOwner(Path.of("/proc/self"));
        Optional<Owner> owner = findOwner(there);
        if (process.isEmpty() || owner.isEmpty()) {
            return "Give user '%s' the right to read and write %s."
                    .formatted(System.getProperty("user.name"), there);
        }
        Path folder = Files.isDirectory(there) ? there : there.resolveSibling("").normalize();
        return new AccessRemedy(process.get(), new Found(there, owner.get(), rights(there), folder))
                .words();
    }

    /** Who this process is, by name and numbers as far as the system tells. */
    public static String processName() {
        String name = System.getProperty("user.name", "?");
        String number = findOwner(Path.of("/proc/self")).map(Owner::toString).orElse("");
        return name.equals("?") || name.isBlank()
                ? "user " + number
                : "user '%s'%s".formatted(name, number.isEmpty() ? "" : " (" + number + ")");
    }

    private static Optional<Owner> findOwner(Path path) {
        try {
            return Files.getAttribute(path, "unix:uid") instanceof Integer user
                            && Files.getAttribute(path, "unix:gid") instanceof Integer group
                    ? Optional.of(new Owner(user, group))
                    : Optional.empty();
        } catch (IOException | RuntimeException notHere) {
            return Optional.empty();
        }
    }

    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException | RuntimeException notHere) {
            return "";
        }
    }

    /** The sentences. */
    public String words() {
        String who =
                "This process is user %s, and %s belongs to %s (%s). "
                        .formatted(process, found.path(), found.owner(), found.rights());
        if (process.user() == found.owner().user()) {
            return who + (mayWrite() ? readOnly() : mend("chmod -R u+rwX"));
        }
        return who + mend("chown -R " + process) + asItsOwner();
    }

    private boolean mayWrite() {
        return !found.rights().isEmpty()
                && PosixFilePermissions.fromString(found.rights())
                        .contains(PosixFilePermission.OWNER_WRITE);
    }

    private static String readOnly() {
        return "Its rights allow it, so what it lies on is probably mounted read-only: mount it"
                + " writable.";
    }

    private String mend(String command) {
        return SHARED.contains(found.folder().toString())
                ? "Other programs use %s, too: choose a folder of its own."
                        .formatted(found.folder())
                : "Run 'sudo %s %s'; for a container, on its host, with the folder that is mounted there (./data)."
                        .formatted(command, found.folder());
    }

    private String asItsOwner() {
        return found.owner().user() == 0
                ? ""
                : " Or let the container run as the owner: user: \"%s\" in docker-compose.yml."
                        .formatted(found.owner());
    }
}
