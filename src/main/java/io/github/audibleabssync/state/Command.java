package io.github.audibleabssync.state;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Side;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that a person asks of the running daemon, on record until it is answered.
 *
 * @param id in the order in which they came, from 1; 0 before it is on record
 * @param kind what is asked
 * @param book which book; empty for all, or where none is meant
 * @param side for {@link Kind#KEEP}
 * @param to for {@link Kind#UNDO}: back to this time; empty for the last write
 * @param content for {@link Kind#POLICY}: what is to hold, as {@code name=value}
 * @param askedBy how it came in: {@code cli} or {@code http}
 * @param askedAt when, by the clock of whoever asked
 * @param taken the daemon, or an earlier life of it, has begun with it
 */
public record Command(
        long id,
        Kind kind,
        Optional<BookKey> book,
        Optional<Side> side,
        Optional<Instant> to,
        Optional<String> content,
        String askedBy,
        Instant askedAt,
        boolean taken) {

    /** What can be asked. */
    public enum Kind {
        /** Run a cycle now. */
        SYNC,
        /** Run a cycle that only tells what it would do. */
        PLAN,
        /** Do what the safety stop holds back. */
        APPLY,
        /** What is held for a confirmation is meant. */
        CONFIRM,
        /** One side is right. */
        KEEP,
        /** Take writes back. */
        UNDO,
        /** Treat a book differently from the settings. */
        POLICY,
        /** Write nothing, for a book or at all. */
        PAUSE,
        /** Write again. */
        RESUME
    }

    /** A command that is not on record yet. */
    public static Command of(Kind kind, String askedBy, Instant askedAt) {
        return new Command(
                0,
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                askedBy,
                askedAt,
                false);
    }

    /** The same for a book. */
    public Command about(BookKey one) {
        return new Command(id, kind, Optional.of(one), side, to, content, askedBy, askedAt, taken);
    }

    /** The same with a side that is right. */
    public Command keeping(Side right) {
        return new Command(
                id, kind, book, Optional.of(right), to, content, askedBy, askedAt, taken);
    }

    /** The same, back to a time. */
    public Command backTo(Instant time) {
        return new Command(
                id, kind, book, side, Optional.of(time), content, askedBy, askedAt, taken);
    }

    /** The same with something that is to hold. */
    public Command saying(String text) {
        return new Command(id, kind, book, side, to, Optional.of(text), askedBy, askedAt, taken);
    }

    /**
     * What became of it.
     *
     * @param outcome in one word
     * @param text for the person: sentences, or JSON for {@link Kind#PLAN}
     */
    public record Answer(Outcome outcome, String text) {}

    /** What can become of a command. */
    public enum Outcome {
        /** It is done. */
        DONE,
        /** It is accepted, and something has to happen first. */
        WAITS,
        /** It is not done, and will not be. */
        REFUSED
    }
}
