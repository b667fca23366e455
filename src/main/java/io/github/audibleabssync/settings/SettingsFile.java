package io.github.audibleabssync.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code settings.properties} beside the state: what was asked for by the set-up page, and whatever else somebody writes there.
 * One {@code NAME=value} a line, the value as it stands; a line that begins with {@code #} is a comment.
 */
public final class SettingsFile {

    private static final String NAME = "settings.properties";
    private static final String HEAD =
            "# Written by the set-up page. One NAME=value a line; the environment wins. Secrets:"
                    + " keep it to yourself.";

    /** The file is found by the first; the others are needed before it is read. */
    private static final Set<String> ENVIRONMENT_ONLY =
            Set.of("STATE_PATH", "LOG_LEVEL", "LOG_FORMAT", "ROUTES_PATH");

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> wrong = new HashSet<>();

    private SettingsFile() {}

    /** Where the file is, if there is one: beside the state. */
    public static Path beside(Path state) {
        return state.resolveSibling(NAME);
    }

    /** Reads a file that need not exist; what is wrong with it is reported with file and line. */
    static SettingsFile read(Path file, List<String> problems) {
        SettingsFile settings = new SettingsFile();
        try {
            PrivateFile.protect(file);
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank() && !line.strip().startsWith("#")) {
                    String where = file + ", line " + number + ": ";
                    settings.take(line).ifPresent(problem -> problems.add(where + problem));
                }
            }
        } catch (NoSuchFileException none) {
            // nothing was written there yet
        } catch (IOException unreadable) {
            problems.add(
                    file
                            + " cannot be read as text ("
                            + unreadable.getClass().getSimpleName()
                            + "); let the user that runs audible-abs-sync read it, or remove it.");
        }
        return settings;
    }

    /** The complaint about a line; empty when there is none. */
    private Optional<String> take(String line) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            return Optional.of("there is no '='; write NAME=value, or # before a comment.");
        }
        String name = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        Optional<Setting> setting =
                SettingsTable.rows().stream().filter(row -> row.name().equals(name)).findFirst();
        if (setting.isEmpty()) {
            return Optional.of(unknown(name));
        }
        if (ENVIRONMENT_ONLY.contains(name)) {
            return Optional.of(name + " has to be an environment variable; remove the line.");
        }
        if (values.containsKey(name)) {
            return Optional.of(name + " stands here for the second time; remove one line.");
        }
        Optional<String> problem =
                value.isEmpty() ? Optional.empty() : setting.get().problemWith(value);
        if (problem.isPresent()) {
            wrong.add(name);
        } else {
            values.put(name, value);
        }
        return problem;
    }

    /** The value is not shown: a mistyped name may hold a secret. */
    private static String unknown(String name) {
        if (!name.matches("[A-Za-z0-9_]{1,60}")) {
            return "what stands before '=' is no setting; correct or remove the line.";
        }
        return NearestName.find(name.toUpperCase(Locale.ROOT), SettingsTable.names())
                .map(NearestName::name)
                .map(
                        near ->
                                name
                                        + " is no setting; write "
                                        + near
                                        + " if that is meant, else remove the line.")
                .orElse(name + " is no setting; remove the line.");
    }

    /** What stands there for a setting; a blank value counts as unset. */
    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** Whether something stands there that was reported already. */
    boolean isWrong(String name) {
        return wrong.contains(name);
    }

    /**
     * Sets values, and keeps every other line but those of a secret's other name: one set both ways is refused.
     *
     * @param values without line breaks
     * @throws IOException if the file is not written; it is as it was then
     */
    public static void put(Path file, Map<String, String> values) throws IOException {
        Map<String, String> rest = new LinkedHashMap<>(values);
        Set<String> twins = twins(values.keySet());
        List<String> lines = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String name =
                        line.contains("=") ? line.substring(0, line.indexOf('=')).strip() : "";
                if (!values.containsKey(name) && !twins.contains(name)) {
                    lines.add(line);
                } else if (rest.containsKey(name)) {
                    lines.add(name + "=" + rest.remove(name));
                }
            }
        } else {
            lines.add(HEAD);
        }
        rest.forEach((name, value) -> lines.add(name + "=" + value));
        String text = String.join("\n", lines) + "\n";
        PrivateFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The other names of these settings, as far as they are secrets. */
    private static Set<String> twins(Set<String> names) {
        return SettingsTable.settings().stream()
                .filter(Setting::secret)
                .flatMap(
                        setting -> {
                            boolean plain = names.contains(setting.name());
                            boolean file = names.contains(setting.twinName());
                            return plain == file
                                    ? Stream.<String>empty()
                                    : Stream.of(plain ? setting.twinName() : setting.name());
                        })
                .collect(Collectors.toSet());
    }
}
