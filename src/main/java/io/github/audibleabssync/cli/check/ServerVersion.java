package io.github.audibleabssync.cli.check;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Audiobookshelf, held against those that this program was tried with: it is built on recordings of 2.26.0 and
 * 2.36.0. Since 2.13.0 the server honours the time of a written place.
 */
record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {

    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4}).*");
    private static final ServerVersion NEWEST_TRIED = new ServerVersion(2, 36, 0);
    private static final ServerVersion OLDEST_TRIED = new ServerVersion(2, 26, 0);
    private static final ServerVersion OLDEST = new ServerVersion(2, 13, 0);
    private static final Comparator<ServerVersion> ORDER =
            Comparator.comparingInt(ServerVersion::major)
                    .thenComparingInt(ServerVersion::minor)
                    .thenComparingInt(ServerVersion::patch);

    static Line line(String text) {
        Optional<ServerVersion> found = find(text);
        if (found.isEmpty()) {
            return CheckWords.VERSION_UNKNOWN.line();
        }
        ServerVersion version = found.get();
        if (version.compareTo(OLDEST) < 0) {
            return CheckWords.VERSION_TOO_OLD.line(version, OLDEST);
        }
        if (version.compareTo(OLDEST_TRIED) < 0) {
            return CheckWords.VERSION_OLDER.line(version, OLDEST_TRIED);
        }
        return version.compareTo(NEWEST_TRIED) > 0
                ? CheckWords.VERSION_NEWER.line(version, NEWEST_TRIED)
                : CheckWords.VERSION_TRIED.line(version);
    }

    private static Optional<ServerVersion> find(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(
                        new ServerVersion(
                                Integer.parseInt(form.group(1)),
                                Integer.parseInt(form.group(2)),
                                Integer.parseInt(form.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(ServerVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "%d.%d.%d".formatted(major, minor, patch);
    }
}
