package io.github.audibleabssync.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the settings, and reports everything that is wrong with them at once. */
public final class SettingsLoader {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Stands for a required setting that the set-up page will ask for; an address that leads nowhere. */
    private static final String NOT_YET = "http://not-set-yet.invalid";

    private final Path workingDirectory;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> given = new HashSet<>();

    private SettingsLoader(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    /**
     * Reads the settings of one process.
     *
     * @param environment variables by name, other programs' included
     * @param workingDirectory what relative paths count from
     * @throws InvalidSettings if anything is missing or wrong
     */
    public static Settings load(Map<String, String> environment, Path workingDirectory) {
        return new SettingsLoader(workingDirectory)
                .load(environment, new SettingsWatch(environment, workingDirectory), List.of());
    }

    /**
     * Reads the settings of the daemon. With its HTTP server on it can start without Audiobookshelf's address and token, and
     * waits until somebody enters them on the set-up page.
     *
     * @param environment variables by name, other programs' included
     * @param workingDirectory what relative paths count from
     * @throws InvalidSettings if anything is wrong, or missing and not to be asked for
     */
    public static Settings loadForDaemon(Map<String, String> environment, Path workingDirectory) {
        SettingSource source = new SettingSource(environment, workingDirectory, new ArrayList<>());
        List<String> missing =
                SettingsTable.settings().stream()
                        .filter(setting -> setting.required() && source.isMissing(setting))
                        .map(Setting::name)
                        .toList();
        if (missing.isEmpty() || !isServed(source)) {
            return load(environment, workingDirectory);
        }
        Map<String, String> filled = new HashMap<>(environment);
        missing.forEach(name -> filled.put(name, NOT_YET));
        return new SettingsLoader(workingDirectory)
                .load(filled, new SettingsWatch(environment, workingDirectory), missing);
    }

    /**
     * The environment with what {@code settings.properties} adds to it: for who looks at a copy of the state, beside which
     * there is no such file.
     *
     * @param environment variables by name, other programs' included
     * @param workingDirectory what relative paths count from
     * @throws InvalidSettings if the file cannot be used
     */
    public static Map<String, String> withFile(
            Map<String, String> environment, Path workingDirectory) {
        List<String> problems = new ArrayList<>();
        SettingSource source = new SettingSource(environment, workingDirectory, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        Map<String, String> all = new HashMap<>(environment);
        SettingsTable.names()
                .forEach(name -> source.find(name).ifPresent(value -> all.put(name, value)));
        return all;
    }

    private static boolean isServed(SettingSource source) {
        return SettingsTable.settings().stream()
                .filter(setting -> setting.name().equals("HTTP_SERVER_ENABLED"))
                .anyMatch(
                        setting ->
                                source.findGiven(setting)
                                        .filter(value -> setting.problemWith(value).isEmpty())
                                        .map(setting.values()::canonical)
                                        .filter("true"::equals)
                                        .isPresent());
    }

    /**
     * Where the state is, however wrong or absent all other settings may be: beside the file that {@code STATE_PATH} names,
     * if that is the older daemon's.
     *
     * @param environment variables by name, other programs' included
     * @param workingDirectory what a relative path counts from
     */
    public static Path statePath(Map<String, String> environment, Path workingDirectory) {
        return StateLocation.of(path("STATE_PATH", environment, workingDirectory)).file();
    }

    /**
     * Where the routes are, however wrong or absent all other settings may be.
     *
     * @param environment variables by name, other programs' included
     * @param workingDirectory what a relative path counts from
     */
    public static Path routesPath(Map<String, String> environment, Path workingDirectory) {
        return path("ROUTES_PATH", environment, workingDirectory);
    }

    private static Path path(String name, Map<String, String> environment, Path workingDirectory) {
        Setting setting =
                SettingsTable.settings().stream()
                        .filter(row -> row.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        String given = environment.getOrDefault(setting.name(), "");
        return workingDirectory.resolve(
                given.isBlank()
                        ? setting.defaultValue().orElseThrow()
                        : setting.values().canonical(given));
    }

    /**
     * What is needed to look into the state: whatever is missing or wrong counts as unset, for a question can be answered
     * all the same, and the daemon complains when it starts.
     *
     * @param environment variables by name, other programs' included
     * @param workingDirectory what relative paths count from
     */
    public static LookingSettings forLooking(
            Map<String, String> environment, Path workingDirectory) {
        SettingsLoader loader = new SettingsLoader(workingDirectory);
        SettingSource source = new SettingSource(environment, workingDirectory, new ArrayList<>());
        for (Setting setting : SettingsTable.settings()) {
            if (setting.secret()) {
                continue;
            }
            source.findGiven(setting)
                    .filter(value -> setting.problemWith(value).isEmpty())
                    .map(setting.values()::canonical)
                    .or(setting::defaultValue)
                    .ifPresent(value -> loader.values.put(setting.name(), value));
        }
        CheckedValues checked = new CheckedValues(loader.values, workingDirectory);
        return new LookingSettings(
                StateLocation.of(checked.path("STATE_PATH")).file(),
                SyncSettings.of(checked),
                checked.flag("ABS_ALLOW_DUPLICATE_ASIN"));
    }

    /**
     * Looks at the settings of one process without insisting that they are right.
     *
     * @param environment variables by name, other programs' included
     * @param workingDirectory what relative paths count from
     */
    public static SettingsReview review(Map<String, String> environment, Path workingDirectory) {
        return new SettingsLoader(workingDirectory).review(environment);
    }

    private SettingsReview review(Map<String, String> environment) {
        SettingSource source = new SettingSource(environment, workingDirectory, problems);
        Set<SettingGroup> wrong = EnumSet.noneOf(SettingGroup.class);
        for (Setting setting : SettingsTable.settings()) {
            int before = problems.size();
            read(setting, source);
            if (problems.size() > before || source.isWrong(setting)) {
                wrong.add(setting.group());
                setting.defaultValue().ifPresent(usual -> values.put(setting.name(), usual));
            }
        }
        if (values.containsKey("EXTRA_CA_FILE")) {
            int before = problems.size();
            source.checkReadable("EXTRA_CA_FILE", values.get("EXTRA_CA_FILE"));
            if (problems.size() > before) {
                wrong.add(SettingGroup.AUDIOBOOKSHELF);
            }
        }
        new UnknownNames(problems, warnings).check(environment);
        CheckedValues checked = new CheckedValues(values, workingDirectory);
        if (problems.isEmpty()) {
            warnAbout(checked);
        }
        return new SettingsReview(
                problems,
                warnings,
                wrong.contains(SettingGroup.AUDIOBOOKSHELF)
                        ? Optional.empty()
                        : Optional.of(AudiobookshelfSettings.of(checked)),
                wrong.contains(SettingGroup.AUDIBLE)
                        ? Optional.empty()
                        : Optional.of(
                                AudibleSettings.of(checked, given.contains("AUDIBLE_LOCALE"))),
                SyncSettings.of(checked),
                HttpServerSettings.of(checked),
                DaemonSettings.of(checked));
    }

    private Settings load(
            Map<String, String> environment, SettingsWatch watch, List<String> missing) {
        SettingSource source = new SettingSource(environment, workingDirectory, problems);
        SettingsTable.settings().forEach(setting -> read(setting, source));
        if (values.containsKey("EXTRA_CA_FILE")) {
            source.checkReadable("EXTRA_CA_FILE", values.get("EXTRA_CA_FILE"));
        }
        new UnknownNames(problems, warnings).check(environment);
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        CheckedValues checked = new CheckedValues(values, workingDirectory);
        warnAbout(checked);
        return new Settings(
                AudiobookshelfSettings.of(checked),
                AudibleSettings.of(checked, given.contains("AUDIBLE_LOCALE")),
                SyncSettings.of(checked),
                HttpServerSettings.of(checked),
                DaemonSettings.of(checked),
                warnings,
                properties(),
                missing,
                watch);
    }

    private void read(Setting setting, SettingSource source) {
        Optional<String> value = source.findGiven(setting);
        if (value.isEmpty()) {
            setting.defaultValue().ifPresent(usual -> values.put(setting.name(), usual));
            return;
        }
        Optional<String> problem = setting.problemWith(value.get());
        if (problem.isPresent()) {
            problems.add(problem.get());
            return;
        }
        values.put(setting.name(), setting.values().canonical(value.get()));
        given.add(setting.name());
    }

    private void warnAbout(CheckedValues checked) {
        Duration interval = checked.seconds("SYNC_INTERVAL_SECONDS");
        if (interval.compareTo(PATIENCE) < 0) {
            warnings.add(
                    "SYNC_INTERVAL_SECONDS="
                            + interval.toSeconds()
                            + " asks Audible very often, which may slow the account down; write 30"
                            + " or more.");
        }
        if (checked.flag("HTTP_SERVER_ENABLED") && !given.contains("HTTP_SERVER_TOKEN")) {
            warnings.add(
                    "HTTP_SERVER_TOKEN is not set: whoever reaches the port can read the status,"
                            + " and every request that changes something is answered 403; set a"
                            + " token.");
        }
        if (given.contains("AUDIBLE_AUTH_JSON_B64") && given.contains("AUDIBLE_AUTH_JSON_PATH")) {
            warnings.add(
                    "AUDIBLE_AUTH_JSON_PATH is ignored because the session comes from"
                            + " AUDIBLE_AUTH_JSON_B64; remove one of them.");
        }
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>(values);
        SettingsTable.settings().stream()
                .filter(Setting::secret)
                .map(Setting::name)
                .forEach(properties::remove);
        return properties;
    }
}
