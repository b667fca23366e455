package io.github.audibleabssync.settings;

import java.util.Optional;

/**
 * One row of the table.
 *
 * @param name the environment variable
 * @param group the chapter it stands in
 * @param values what it takes
 * @param defaultValue what holds when it is unset; empty when nothing does
 * @param defaultNote what the reference says in place of a default value
 * @param required whether the daemon cannot start without it
 * @param secret whether its value must never be seen; every secret has a twin that names a file to read it from
 * @param sentence its meaning
 */
public record Setting(
        String name,
        SettingGroup group,
        SettingValues values,
        Optional<String> defaultValue,
        String defaultNote,
        boolean required,
        boolean secret,
        String sentence) {

    private static final String TWIN = "_FILE";

    /** The variable that names a file with this secret. */
    String twinName() {
        return name + TWIN;
    }

    /** The row of the file twin of this secret. */
    Setting twin() {
        return new Setting(
                twinName(),
                group,
                new SettingValues.FilePath(),
                Optional.empty(),
                "",
                false,
                false,
                "Names a file to read `" + name + "` from; set only one of the two.");
    }

    /** What the reference shows as default. */
    String defaultText() {
        return defaultValue.orElse(required ? "required" : defaultNote);
    }

    /** The complaint about a value as a whole sentence, or empty when the value is fine. */
    public Optional<String> problemWith(String value) {
        String shown = secret ? Secret.MASK : "'" + values.shown(value) + "'";
        String hint = defaultValue.map(usual -> " (default: " + usual + ")").orElse("");
        return values.complaint(value).map(wrong -> name + "=" + shown + " " + wrong + hint + ".");
    }
}
