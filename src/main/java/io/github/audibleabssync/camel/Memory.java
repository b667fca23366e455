package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Remedy;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.Rulings;
import io.github.audibleabssync.core.Rulings.Standing;
import io.github.audibleabssync.core.Track;
import io.github.audibleabssync.core.Wishes;
import io.github.audibleabssync.state.StateStore;

import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The steps of {@code 60-remember}: what was seen and decided goes into the state before anything is written. */
public final class Memory {

    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

    private static final Duration DAY = Duration.ofDays(1);

    private final Books books;
    private final StateStore store;
    private final Duration retention;
    private final boolean dryRun;
    private Instant prunedAt = Instant.MIN;

    /**
     * A memory.
     *
     * @param retention how long the journal is kept
     * @param dryRun agreements and the journal are left alone
     */
    Memory(Books books, StateStore store, Duration retention, boolean dryRun) {
        this.books = books;
        this.store = store;
        this.retention = retention;
        this.dryRun = dryRun;
    }

    /**
     * Remembers what the cycle saw and decided. Agreements that need no write are recorded here, unless this is a dry run:
     * that leaves agreements alone (rule 44). A cycle that only plans leaves everything alone.
     */
    public void remember(@Variable("cycle") Cycle cycle) {
        if (cycle.isOnlyPlan()) {
            return;
        }
        Map<BookKey, BookState> seen = new HashMap<>();
        for (Resolved book : cycle.resolved()) {
            BookState state = withVerdict(book);
            if (book.decision() instanceof Decision.Agree(var rule, var reason, var agreement)
                    && !dryRun) {
                BookState agreed = state.withAgreement(agreement);
                store.agree(book.key(), agreed, agreement);
                books.remembered(book.key(), agreed);
            } else {
                seen.put(book.key(), state);
            }
        }
        store.remember(seen);
        seen.forEach(books::remembered);
    }

    /** Once a day, drops from the journal what is older than {@code JOURNAL_RETENTION_DAYS}. */
    public synchronized void forgetOldWrites(@Variable("cycle") Cycle cycle) {
        Instant now = cycle.startedAt();
        if (!dryRun && (prunedAt.equals(Instant.MIN) || !now.isBefore(prunedAt.plus(DAY)))) {
            store.pruneJournal(now.minus(retention));
            prunedAt = now;
        }
    }

    /** Remembers outcomes that differ from what was decided: writes that were not tried, or not to the end. */
    public void rememberOutcomes(@Variable("cycle") Cycle cycle) {
        if (cycle.isOnlyPlan()) {
            return;
        }
        Map<BookKey, BookState> changed = new HashMap<>();
        for (Resolved book : cycle.resolved()) {
            BookState now = books.state(book.key());
            boolean differs =
                    now.last().map(last -> last.reason() != book.decision().reason()).orElse(true);
            if (differs && !outlastsSilence(now, book.decision())) {
                changed.put(book.key(), verdict(now, book));
            }
        }
        if (!changed.isEmpty()) {
            store.remember(changed);
            changed.forEach(books::remembered);
        }
    }

    private BookState withVerdict(Resolved book) {
        BookState seen = book.situation().state();
        BookState known = books.state(book.key());
        BookState current =
                known.withSeen(
                                seen.audible(),
                                seen.audiobookshelf(),
                                seen.askedAt(),
                                seen.movedAt(),
                                seen.heard())
                        .withPutOff(isFine(book.decision()) ? Optional.empty() : known.putOff())
                        .withWishes(stillWished(book, known.wishes()));
        return verdict(current, book);
    }

    /** A ruling that is done, or that somebody's listening overtook, is forgotten. */
    private static Wishes stillWished(Resolved book, Wishes wishes) {
        if (wishes.ruling().isEmpty()) {
            return wishes;
        }
        Standing standing = Rulings.standing(book.situation());
        if (standing == Standing.LAPSED) {
            LOG.info(
                    "{} was listened to after somebody had decided about it: the rules decide"
                            + " again",
                    Settlement.name(book.situation().pair()));
        }
        return standing == Standing.OPEN ? wishes : wishes.withRuling(Optional.empty());
    }

    /** A book that needs nothing has no failures in a row; one that is about to be written may fail again. */
    private static boolean isFine(Decision decision) {
        return decision.outcome() == Outcome.AGREE || decision.reason() == Reason.IN_SYNC;
    }

    /**
     * Whether what was decided before still stands: a side that could not be read ends no hold, and lets nobody forget that
     * a write is wanted (rule 3 asks for both).
     */
    private static boolean outlastsSilence(BookState state, Decision decision) {
        return decision.rule() == Rule.R1_SIDE_UNKNOWN
                && state.last()
                        .filter(last -> last.reason() != Reason.FIRST_LOOK)
                        .filter(
                                last ->
                                        last.outcome() == Outcome.HOLD
                                                || last.rule() == Rule.R3_PLACE_VANISHED
                                                || last.rule().stage() == Rule.Stage.E)
                        .isPresent();
    }

    private static BookState verdict(BookState state, Resolved book) {
        Decision decision = book.decision();
        if (outlastsSilence(state, decision)) {
            return state;
        }
        Instant now = book.situation().now();
        Optional<Verdict> before = state.last().filter(last -> last.reason() == decision.reason());
        Verdict verdict =
                new Verdict(
                        decision.rule(),
                        decision.outcome(),
                        decision.reason(),
                        before.map(Verdict::since)
                                .filter(since -> !since.isAfter(now))
                                .orElse(now));
        if (decision.outcome() == Outcome.HOLD && before.isEmpty()) {
            LOG.info(
                    "{} is held (rule {}): {}. {}.{}",
                    Settlement.name(book.situation().pair()),
                    decision.rule().label(),
                    decision.reason().sentence(),
                    describe(state),
                    Remedy.find(book.situation(), decision)
                            .map(command -> " To decide it: " + command)
                            .orElse(""));
        }
        return state.withLast(verdict);
    }

    /** Where both sides stand, for people. */
    static String describe(BookState state) {
        return "Audible: %s, Audiobookshelf: %s"
                .formatted(describe(state.audible()), describe(state.audiobookshelf()));
    }

    private static String describe(Track track) {
        return track.latest()
                .map(sight -> sight.place() + (sight.finished() ? " (finished)" : ""))
                .orElse("no place");
    }
}
