package io.github.audibleabssync.core;

/**
 * One book's situation and what was decided about it.
 *
 * @param situation what it depended on
 * @param decision what follows
 */
public record Resolved(Situation situation, Decision decision) {

    /** The book. */
    public BookKey key() {
        return situation.pair().key();
    }

    /** The same situation with another decision. */
    public Resolved but(Decision other) {
        return new Resolved(situation, other);
    }

    /** Decides. */
    public static Resolved of(Situation situation) {
        return new Resolved(situation, ConflictResolver.decide(situation));
    }
}
