package io.github.audibleabssync.moving;

import java.util.Arrays;
import java.util.List;

/** What the log says of the older daemon's state, one line a start. */
public enum MovingWords {
    /** File, number of books, our file. */
    TAKEN_OVER(
            "The older daemon's state %s was read once, for its watchlist: its %d books are asked"
                + " first, and in every cycle for a week. Nothing else of it counts, and it is left"
                + " as it is; this daemon's state is %s."),
    /** File, our file. */
    REDIRECTED(
            "STATE_PATH names %s, as for the older daemon, whose file is left as it is; this"
                    + " daemon's state is %s."),
    /** File, what is wrong with it, our file. */
    UNUSABLE(
            "%s is not a state of the older daemon (%s), so no watchlist was taken over. It is left"
                    + " as it is; remove it if you do not need it. This daemon's state is %s."),
    /** File, error of the store. */
    NOT_KEPT(
            "The watchlist of the older daemon's state %s could not be kept (%s); the next start"
                    + " tries again.");

    private final String text;

    MovingWords(String text) {
        this.text = text;
    }

    String with(Object... places) {
        return text.formatted(places);
    }

    /** All of them with their places unfilled, for those who list them. */
    public static List<String> list() {
        return Arrays.stream(values()).map(words -> words.text).toList();
    }
}
