package io.github.audibleabssync.core;

import java.util.Optional;

/**
 * Decides what is to be done about one book: the sync contract's stages A to E, in its order.
 *
 * <p>Pure: the same situation always gives the same decision, and nothing is read or written here. The stages are the
 * classes {@link MayDecide} (A), {@link FirstSight} (B), {@link FlagsAndAbsence} (C), {@link Places} (D) and
 * {@link OnTheWay} (E). What a person decided stands in place of B to D ({@link Rulings}).
 */
public final class ConflictResolver {

    private ConflictResolver() {}

    /** Decides; never null, and {@link Rule#R46_NO_RULE} where nothing fits. */
    public static Decision decide(Situation situation) {
        Optional<Decision> barred = MayDecide.check(situation);
        if (barred.isPresent()) {
            return barred.get();
        }
        Case book = new Case(situation);
        Optional<Decision> ruled = Rulings.decide(book);
        if (ruled.isPresent()) {
            return ruled.get();
        }
        Step step = book.agreement().isEmpty() ? FirstSight.decide(book) : afterAgreement(book);
        return switch (step) {
            case Step.Done(Decision decision) -> decision;
            case Step.Wanted(Draft draft) -> OnTheWay.check(book, draft, Origin.RULE);
        };
    }

    private static Step afterAgreement(Case book) {
        return FlagsAndAbsence.decide(book).orElseGet(() -> Places.decide(book));
    }
}
