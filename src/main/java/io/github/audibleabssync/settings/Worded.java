package io.github.audibleabssync.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Settings whose values are a few fixed words: the constants of an enum in lower case. */
final class Worded {

    private Worded() {}

    static String wordOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The words, in the order of the constants. */
    static List<String> wordsOf(Enum<?>[] values) {
        return Stream.of(values).map(Worded::wordOf).toList();
    }

    /**
     * The constant of a word that was checked before.
     *
     * @throws IllegalArgumentException if there is none
     */
    static <T extends Enum<T>> T parse(String word, T[] values) {
        return Stream.of(values)
                .filter(value -> wordOf(value).equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown word: " + word));
    }
}
