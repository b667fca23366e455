package io.github.audibleabssync.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP headers, one {@code Name: value} a line. */
public record HeaderLines() implements SettingValues {

    private static final Pattern LINE =
            Pattern.compile(
                    "([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \\t]*([\\x21-\\x7e](?:[\\x20-\\x7e\\t]*)?)");

    /** Headers the daemon, or the connection itself, sets. */
    private static final Set<String> TAKEN =
            Set.of(
                    "authorization",
                    "connection",
                    "content-length",
                    "content-type",
                    "host",
                    "if-none-match",
                    "te",
                    "transfer-encoding",
                    "upgrade");

    @Override
    public String typeName() {
        return "lines of 'Name: value'";
    }

    @Override
    public Optional<String> complaint(String value) {
        List<String> lines = lines(value);
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (!line.matches()) {
                return Optional.of(
                        "has a line that is no header (line "
                                + (i + 1)
                                + "); write 'Name: value', one a line");
            }
            String name = line.group(1).toLowerCase(Locale.ROOT);
            if (TAKEN.contains(name)) {
                return Optional.of(
                        "sets '" + name + "', which the daemon sets itself; remove that line");
            }
        }
        return Optional.empty();
    }

    /** Splits a value that has no complaint. */
    static List<ExtraHeader> parse(String value) {
        return lines(value).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new ExtraHeader(line.group(1), Secret.of(line.group(2))))
                .toList();
    }

    private static List<String> lines(String value) {
        return value.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
