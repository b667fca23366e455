package io.github.audibleabssync.core;

import io.github.audibleabssync.core.BookState.Outcome;

import java.time.Instant;
import java.util.Optional;

/** What is to be done about one book in one cycle. */
public sealed interface Decision {

    /** The rule that decided. */
    Rule rule();

    /** Why, in a stable word. */
    Reason reason();

    /** The kind, as metrics and the status page name it. */
    Outcome outcome();

    /**
     * Write to one side; place before flag.
     *
     * @param rule the rule that asks for it
     * @param reason what the write is for
     * @param target the side to write
     * @param place the place on the target's own audio; empty when only the flag is written
     * @param finished the flag; empty when it stays. {@code false} together with a place on Audiobookshelf is done by the
     *     place alone: a changed place reopens a finished book there, and {@code isFinished:false} would zero it
     * @param listenedAt when the place was reached on the other side, by our clock; empty when unknown
     * @param agreement what is agreed once both are confirmed
     * @param origin who asked for it
     */
    record Write(
            Rule rule,
            Reason reason,
            Side target,
            Optional<Place> place,
            Optional<Boolean> finished,
            Optional<Instant> listenedAt,
            Agreement agreement,
            Origin origin)
            implements Decision {
        @Override
        public Outcome outcome() {
            return Outcome.WRITE;
        }
    }

    /**
     * Record without writing.
     *
     * @param rule the rule that decided
     * @param reason why
     * @param agreement what is agreed from now on
     */
    record Agree(Rule rule, Reason reason, Agreement agreement) implements Decision {
        @Override
        public Outcome outcome() {
            return Outcome.AGREE;
        }
    }

    /**
     * Do not write yet; the listener sees why.
     *
     * @param rule the rule that decided
     * @param reason why
     */
    record Hold(Rule rule, Reason reason) implements Decision {
        @Override
        public Outcome outcome() {
            return Outcome.HOLD;
        }
    }

    /**
     * Nothing to do; the agreement stays.
     *
     * @param rule the rule that decided
     * @param reason why
     */
    record Leave(Rule rule, Reason reason) implements Decision {
        @Override
        public Outcome outcome() {
            return Outcome.LEAVE;
        }
    }
}
