package io.github.audibleabssync.core;

import java.util.Optional;

/**
 * What a person asked for one book, for good or for once.
 *
 * @param paused nothing is written for this book
 * @param conflict who wins where both sides moved, in place of {@code SYNC_CONFLICT_POLICY}; empty: as that says
 * @param edition how editions that do not fit are treated
 * @param ruling a decision that is being carried out; empty when there is none
 */
public record Wishes(
        boolean paused,
        Optional<ConflictPolicy> conflict,
        Edition edition,
        Optional<Ruling> ruling) {

    /** Nobody asked for anything. */
    public static final Wishes NONE =
            new Wishes(false, Optional.empty(), Edition.APART, Optional.empty());

    /** The same, paused or no longer paused. */
    public Wishes withPaused(boolean pause) {
        return new Wishes(pause, conflict, edition, ruling);
    }

    /** The same with another policy; empty for the setting's. */
    public Wishes withConflict(Optional<ConflictPolicy> policy) {
        return new Wishes(paused, policy, edition, ruling);
    }

    /** The same with another treatment of editions. */
    public Wishes withEdition(Edition treatment) {
        return new Wishes(paused, conflict, treatment, ruling);
    }

    /** The same with another ruling, or without. */
    public Wishes withRuling(Optional<Ruling> decision) {
        return new Wishes(paused, conflict, edition, decision);
    }
}
