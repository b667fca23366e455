package io.github.audibleabssync.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the folder of the state can be used, by whom, and what to do if not.
 *
 * @param folder absolute
 * @param exists whether it is there, and a folder
 * @param writable whether this process may write into it
 * @param owner whose it is; empty when the file system does not say
 * @param self who this process is; empty when the system does not say
 */
public record FolderRights(
        Path folder,
        boolean exists,
        boolean writable,
        Optional<Person> owner,
        Optional<Person> self) {

    /**
     * A user and a group of the operating system.
     *
     * @param user number of the user
     * @param group number of the group
     */
    public record Person(int user, int group) {
        @Override
        public String toString() {
            return user + ":" + group;
        }
    }

    /** Looks at a folder. */
    public static FolderRights of(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return new FolderRights(
                absolute,
                Files.isDirectory(absolute),
                Files.isWritable(absolute),
                person(absolute),
                person(Path.of("/proc/self")));
    }

    private static Optional<Person> person(Path file) {
        try {
            int user = (Integer) Files.getAttribute(file, "unix:uid");
            int group = (Integer) Files.getAttribute(file, "unix:gid");
            return Optional.of(new Person(user, group));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** Who this process is, for people. */
    public String selfName() {
        String name = System.getProperty("user.name", "?");
        String number = self.map(Person::toString).orElse("");
        return name.equals("?") || name.isBlank()
                ? "user " + number
                : "user '%s'%s".formatted(name, number.isEmpty() ? "" : " (" + number + ")");
    }

    /** What is wrong, without a final stop; empty when the folder can be used. */
    public Optional<String> problem() {
        if (!exists) {
            return Optional.of("The folder %s does not exist".formatted(folder));
        }
        return writable
                ? Optional.empty()
                : Optional.of(
                        "The folder %s cannot be written by %s%s"
                                .formatted(
                                        folder,
                                        selfName(),
                                        owner.map(known -> "; it belongs to " + known).orElse("")));
    }

    /** What to do about the problem, as sentences. */
    public String remedy() {
        if (!exists) {
            return "Make it, mount it, or correct STATE_PATH.";
        }
        if (self.isEmpty()) {
            return "Give %s the right to write there.".formatted(selfName());
        }
        if (self.get().user() == 0 || owner.map(Person::user).equals(self.map(Person::user))) {
            return "It may be mounted read-only: look at the mount, or run 'chmod u+rwx %s'."
                    .formatted(folder);
        }
        return "Run 'sudo chown -R %s %s' (of a mounted folder: on the host, with its path there)%s."
                .formatted(
                        self.get(),
                        folder,
                        owner.map(known -> ", or run audible-abs-sync as user " + known)
                                .orElse(""));
    }
}
