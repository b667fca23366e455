package io.github.audibleabssync.core;

import java.util.List;
import java.util.Optional;

/**
 * Rule 42, the last line of defence: when a cycle wants unusually many places to go back, or finishes to be undone, none of
 * them is done. Writes that go forward go on.
 */
public final class SafetyStop {

    private static final int MOST = 10;
    private static final int FEW_BOOKS = 20;
    private static final double LARGEST_SHARE = 0.2;

    private SafetyStop() {}

    /** The decisions of a cycle, with {@link Reason#SAFETY_STOP} in place of backward writes if there are too many. */
    public static List<Resolved> check(List<Resolved> cycle) {
        long backward = cycle.stream().filter(SafetyStop::isBackward).count();
        long decided = cycle.stream().filter(SafetyStop::isDecided).count();
        boolean many =
                backward > MOST || (decided >= FEW_BOOKS && backward > LARGEST_SHARE * decided);
        if (!many) {
            return cycle;
        }
        Decision stop = new Decision.Hold(Rule.R42_SAFETY_STOP, Reason.SAFETY_STOP);
        return cycle.stream().map(book -> isBackward(book) ? book.but(stop) : book).toList();
    }

    /** A pair that stage A stopped was not decided: it must not make the share of the others smaller. */
    private static boolean isDecided(Resolved book) {
        return book.decision().rule().stage() != Rule.Stage.A;
    }

    private static boolean isBackward(Resolved book) {
        if (!(book.decision() instanceof Decision.Write write)
                || !write.origin().equals(Origin.RULE)
                || Rulings.isReleased(book.situation())
                || !(book.situation().reading(write.target()) instanceof Reading.At target)) {
            return false;
        }
        boolean reopens =
                write.finished().equals(Optional.of(false))
                        || (write.target() == Side.AUDIOBOOKSHELF && write.place().isPresent());
        boolean goesBack =
                write.place().map(place -> place.compareTo(target.place()) < 0).orElse(false);
        return goesBack || (target.finished() && reopens);
    }
}
