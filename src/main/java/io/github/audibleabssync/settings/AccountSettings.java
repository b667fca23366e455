package io.github.audibleabssync.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What signing in and out needs: the settings of the Audible account alone. Everything else may still be missing, for this is
 * the first thing that people do.
 *
 * @param audible the Audible account
 * @param requestTimeout for connecting, and for each wait for an answer
 */
public record AccountSettings(AudibleSettings audible, Duration requestTimeout) {

    private static final String TIMEOUT = "REQUEST_TIMEOUT_SECONDS";

    /**
     * Reads them.
     *
     * @param environment variables by name, other programs' included
     * @param workingDirectory what relative paths count from
     * @throws InvalidSettings if one of them is wrong
     */
    public static AccountSettings load(Map<String, String> environment, Path workingDirectory) {
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        SettingSource source = new SettingSource(environment, workingDirectory, problems);
        SettingsTable.settings().stream()
                .filter(AccountSettings::concernsTheAccount)
                .forEach(setting -> read(setting, source, values, problems));
        new UnknownNames(problems, new ArrayList<>()).check(accountsOwn(environment));
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        boolean localeGiven =
                SettingsTable.settings().stream()
                        .filter(setting -> setting.name().equals("AUDIBLE_LOCALE"))
                        .noneMatch(source::isMissing);
        CheckedValues checked = new CheckedValues(values, workingDirectory);
        return new AccountSettings(
                AudibleSettings.of(checked, localeGiven), checked.seconds(TIMEOUT));
    }

    private static boolean concernsTheAccount(Setting setting) {
        return setting.group() == SettingGroup.AUDIBLE || setting.name().equals(TIMEOUT);
    }

    private static void read(
            Setting setting,
            SettingSource source,
            Map<String, String> values,
            List<String> problems) {
        source.findGiven(setting)
                .or(setting::defaultValue)
                .ifPresent(
                        value ->
                                setting.problemWith(value)
                                        .ifPresentOrElse(
                                                problems::add,
                                                () ->
                                                        values.put(
                                                                setting.name(),
                                                                setting.values()
                                                                        .canonical(value))));
    }

    private static Map<String, String> accountsOwn(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("AUDIBLE_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The same with another session file, which counts although a session may be given as content. */
    public AccountSettings withSessionFile(Path file) {
        return new AccountSettings(audible.withSessionFile(file), requestTimeout);
    }
}
