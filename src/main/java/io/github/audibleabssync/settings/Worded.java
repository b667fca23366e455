package io.github.audibleabssync.settings;

import java.util.List;
import java.util.stream.Stream;

/** A choice as the user writes it. */
interface Worded {

    /** The word in the environment. */
    String word();

    static List<String> wordsOf(Worded... choices) {
        return Stream.of(choices).map(Worded::word).toList();
    }

    static <E extends Worded> E parse(String word, E[] choices) {
        return Stream.of(choices)
                .filter(choice -> choice.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown word '" + word + "'"));
    }
}
