package io.github.audibleabssync.core;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Audible's name of a title: ten letters and digits.
 *
 * <p>Audiobookshelf stores what it found in a file's tags, with spaces and in any case; {@link #find} reads those too.
 *
 * @param value ten characters, A–Z and 0–9
 */
public record Asin(String value) implements Comparable<Asin> {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9]{10}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is not ten capital letters and digits
     */
    public Asin {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an ASIN has ten capital letters and digits, this has not: '" + value + "'");
        }
    }

    /** Reads an ASIN as people and file tags write it; empty when the text is none. */
    public static Optional<Asin> find(String text) {
        String tidy = text.strip().toUpperCase(Locale.ROOT);
        return FORM.matcher(tidy).matches() ? Optional.of(new Asin(tidy)) : Optional.empty();
    }

    @Override
    public int compareTo(Asin other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
