package io.github.audibleabssync.core;

import java.util.Optional;

/**
 * A write that a rule of the stages B to D asks for, before stage E looks at it.
 *
 * @param target the side to write
 * @param place on the target's own audio; empty when only the flag is meant
 * @param finished the flag; empty when it stays
 * @param generationStep 1 for a re-listen, else 0
 */
record Draft(
        Rule rule,
        Reason reason,
        Side target,
        Optional<Place> place,
        Optional<Boolean> finished,
        int generationStep) {

    /** The place of a side, to the other. */
    static Draft follow(Case book, Rule rule, Side source) {
        return follow(book, rule, Reason.MOVED, source, 0);
    }

    /** The place of a side, to the other, for a special reason. */
    static Draft follow(Case book, Rule rule, Reason reason, Side source, int generationStep) {
        return new Draft(
                rule,
                reason,
                source.other(),
                Optional.of(book.translated(source)),
                Optional.empty(),
                generationStep);
    }

    /** A flag alone. */
    static Draft flag(Rule rule, Reason reason, Side target, boolean finished, int generationStep) {
        return new Draft(
                rule, reason, target, Optional.empty(), Optional.of(finished), generationStep);
    }

    Draft withPlace(Place other) {
        return new Draft(rule, reason, target, Optional.of(other), finished, generationStep);
    }

    Draft because(Reason other, int step) {
        return new Draft(rule, other, target, place, finished, step);
    }

    Draft withFinished(boolean flag) {
        return new Draft(rule, reason, target, place, Optional.of(flag), generationStep);
    }
}
