package io.github.audibleabssync.cli.check;

import java.util.Arrays;

/**
 * A finding with places to fill in.
 *
 * @param level how bad it is
 * @param text what was found
 * @param remedy what to do now; empty when nothing is to be done, or the text says it
 */
record Words(Level level, String text, String remedy) {

    /** What a failure says of itself. */
    static String of(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    /**
     * Fills in the places of both texts.
     *
     * @param places for the text, and what is over for the remedy
     */
    Line about(Topic topic, Object... places) {
        int taken = (int) text.chars().filter(letter -> letter == '%').count();
        Object[] rest = Arrays.copyOfRange(places, Math.min(taken, places.length), places.length);
        return new Line(topic, level, text.formatted(places), remedy.formatted(rest));
    }
}
