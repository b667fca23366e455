package io.github.audibleabssync.settings;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders the table for people. The committed files are compared with these texts by a test. */
public final class SettingsDocs {

    private SettingsDocs() {}

    /** The reference page, {@code docs/settings.md}. */
    public static String reference() {
        return """
        # Settings

        Every setting is an environment variable; a blank one counts as unset. All mistakes are reported together at
        start, with exit code 78. A secret can be read from a file instead: set the variable that ends in `_FILE`.
        Relative paths count from the working directory. `HTTPS_PROXY` and `NO_PROXY` are honoured. `JAVA_OPTS` gives
        the launcher further options for Java.

        What the set-up page asked for stands in `settings.properties` in the folder of `STATE_PATH`, readable for its
        owner only. Any setting may stand there, one `NAME=value` a line as it is, but for `STATE_PATH`, `ROUTES_PATH`,
        `LOG_LEVEL` and `LOG_FORMAT`; the environment wins. Audiobookshelf's token and extra headers, the Audible session
        and its password are taken over from changed files with the next cycle; everything else, and the environment,
        with a restart.

        This page is rendered from the table in `SettingsTable`.
        """
                + byGroup(SettingsDocs::referenceOf)
                + "\n";
    }

    /** The example environment, {@code .env.example}. */
    public static String exampleEnvironment() {
        return """
        # Copy this file to .env and fill in what is required.
        # A line that begins with # leaves the setting at its default; meanings: docs/settings.md
        """
                + byGroup(SettingsDocs::exampleOf)
                + "\n";
    }

    /** The settings as {@code --help} prints them. */
    public static String help() {
        return "Settings (environment variables):\n" + byGroup(SettingsDocs::helpOf) + "\n";
    }

    private static String byGroup(Function<SettingGroup, String> render) {
        return Stream.of(SettingGroup.values()).map(render).collect(Collectors.joining("\n"));
    }

    private static List<Setting> rows(SettingGroup group) {
        return SettingsTable.rows().stream().filter(row -> row.group() == group).toList();
    }

    private static String referenceOf(SettingGroup group) {
        String head =
                "\n## "
                        + group.title()
                        + "\n\n"
                        + "| variable | type | unit | default | secret | meaning |\n"
                        + "|---|---|---|---|---|---|\n";
        return rows(group).stream()
                .map(SettingsDocs::referenceRow)
                .collect(Collectors.joining("\n", head, ""));
    }

    private static String referenceRow(Setting row) {
        String usual = row.defaultValue().map(value -> "`" + value + "`").orElse(row.defaultText());
        return "| `%s` | %s | %s | %s | %s | %s |"
                .formatted(
                        row.name(),
                        row.values().typeName(),
                        row.values().unit(),
                        usual,
                        row.secret() ? "yes" : "",
                        row.sentence())
                .replace("|  |", "| |")
                .replace("|  |", "| |");
    }

    private static String exampleOf(SettingGroup group) {
        return rows(group).stream()
                .map(SettingsDocs::exampleLine)
                .collect(Collectors.joining("\n", "\n# --- " + group.title() + "\n", ""));
    }

    private static String exampleLine(Setting row) {
        return "# %s\n%s%s=%s"
                .formatted(
                        row.sentence(),
                        row.required() ? "" : "#",
                        row.name(),
                        row.defaultValue().orElse(""));
    }

    private static String helpOf(SettingGroup group) {
        return rows(group).stream()
                .map(SettingsDocs::helpLines)
                .collect(Collectors.joining("\n", "\n" + group.title() + "\n", ""));
    }

    private static String helpLines(Setting row) {
        String usual = row.defaultText();
        String facts =
                Stream.of(
                                row.values().typeName(),
                                row.values().unit(),
                                row.secret() ? "secret" : "",
                                row.required() || usual.isEmpty() ? usual : "default " + usual)
                        .filter(fact -> !fact.isEmpty())
                        .collect(Collectors.joining("; "));
        return "  %s (%s)\n      %s".formatted(row.name(), facts, row.sentence().replace("`", ""));
    }
}
