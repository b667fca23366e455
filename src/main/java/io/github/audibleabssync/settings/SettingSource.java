package io.github.audibleabssync.settings;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where values come from: the environment, else {@code settings.properties}; or the file that a secret's twin names. A blank
 * variable counts as unset.
 */
final class SettingSource {

    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final List<String> problems;
    private final SettingsFile file;

    SettingSource(Map<String, String> environment, Path workingDirectory, List<String> problems) {
        this.environment = environment;
        this.workingDirectory = workingDirectory;
        this.problems = problems;
        this.file =
                SettingsFile.read(
                        SettingsFile.beside(
                                SettingsLoader.statePath(environment, workingDirectory)),
                        problems);
    }

    /** What the user gave, or empty: unset, or not readable, which is reported. */
    Optional<String> findGiven(Setting setting) {
        Optional<String> direct = find(setting.name());
        Optional<String> twin = setting.secret() ? find(setting.twinName()) : Optional.empty();
        if (direct.isPresent() && twin.isPresent()) {
            problems.add(
                    setting.name()
                            + " and "
                            + setting.twinName()
                            + " are both set; remove one of them.");
            return Optional.empty();
        }
        if (twin.isPresent()) {
            return readSecret(setting.twinName(), twin.get().strip());
        }
        if (direct.isEmpty() && setting.required() && !isWrong(setting)) {
            String other = setting.secret() ? " or " + setting.twinName() : "";
            problems.add(
                    setting.name() + other + " is not set; it is required. " + setting.sentence());
        }
        return direct;
    }

    /** Reports a file that cannot be read. */
    void checkReadable(String name, String file) {
        read(name, file);
    }

    /** Whether nothing was given at all, neither rightly nor wrongly. */
    boolean isMissing(Setting setting) {
        return find(setting.name()).isEmpty()
                && (!setting.secret() || find(setting.twinName()).isEmpty())
                && !isWrong(setting);
    }

    /** Whether all that was given for it is a wrong line of the file, which was reported when the file was read. */
    boolean isWrong(Setting setting) {
        boolean given =
                find(setting.name()).isPresent()
                        || (setting.secret() && find(setting.twinName()).isPresent());
        return !given
                && (file.isWrong(setting.name())
                        || (setting.secret() && file.isWrong(setting.twinName())));
    }

    /** The file that a secret is read from; empty when it is none of those. */
    Optional<Path> findFile(Setting secret) {
        return find(secret.twinName()).map(String::strip).map(workingDirectory::resolve);
    }

    /** What stands in the environment or the file under a name of the table. */
    Optional<String> find(String name) {
        String plain = name.replaceFirst("_FILE$", "");
        Optional<String> given = inEnvironment(name);
        boolean hidden = inEnvironment(plain).or(() -> inEnvironment(plain + "_FILE")).isPresent();
        return given.isPresent() || hidden ? given : file.find(name);
    }

    private Optional<String> inEnvironment(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private Optional<String> readSecret(String name, String file) {
        Optional<String> content =
                read(name, file).map(text -> text.replaceFirst("[\\r\\n]+$", ""));
        if (content.isPresent() && content.get().isBlank()) {
            problems.add(name + "='" + file + "' is an empty file; write the secret into it.");
            return Optional.empty();
        }
        return content;
    }

    private Optional<String> read(String name, String file) {
        try {
            return Optional.of(Files.readString(workingDirectory.resolve(file)));
        } catch (NoSuchFileException e) {
            return unreadable(name, file, "does not exist");
        } catch (AccessDeniedException e) {
            return unreadable(name, file, "may not be read by this user");
        } catch (IOException e) {
            return unreadable(name, file, "cannot be read as text");
        }
    }

    private Optional<String> unreadable(String name, String file, String why) {
        problems.add(name + "='" + file + "' " + why + "; name a readable file.");
        return Optional.empty();
    }
}
