package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.PutOff;
import io.github.audibleabssync.core.BookState.WriteHistory;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.HalfWritten;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.JournalEntry.Confirmation;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.ReadBack;
import io.github.audibleabssync.core.Reading;
import io.github.audibleabssync.core.ServerClock;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.SideState;
import io.github.audibleabssync.core.Track;
import io.github.audibleabssync.core.Watchlist;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.RateLimited;
import io.github.audibleabssync.state.StateStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What becomes of a write: confirmed, overtaken, not written, or to be looked at again (contract §5). The one place where an
 * agreement follows from a write.
 */
final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private static final int UNCONFIRMED_BEFORE_READ_ONLY = 2;
    private static final int MOST_INTERVALS = 30;

    private final Books books;
    private final StateStore store;
    private final Function<Side, ServiceLink> links;
    private final Readings readings;
    private final Duration tolerance;
    private final Duration interval;
    private final Clock clock;

    Settlement(
            Books books,
            StateStore store,
            Function<Side, ServiceLink> links,
            Duration tolerance,
            Duration interval,
            Clock clock) {
        this.books = books;
        this.store = store;
        this.links = links;
        this.readings = new Readings(books);
        this.tolerance = tolerance;
        this.interval = interval;
        this.clock = clock;
    }

    /**
     * Judges a claim by what its side said in this cycle. A write to an Audiobookshelf item that another one has replaced
     * since is judged by the item that was written; if that is gone, so is the write.
     *
     * @param fromBefore the claim is of an earlier cycle or an earlier life of the daemon
     * @return whether the claim is settled; if not, look again
     */
    boolean settle(Cycle cycle, Pair pair, Claim claim, boolean fromBefore) {
        Side side = claim.side();
        Instant readAt = readings.readAt(side, cycle, pair);
        boolean former =
                side == Side.AUDIOBOOKSHELF && !claim.agreement().itemId().equals(pair.itemId());
        Reading reading =
                former
                        ? readings.ofFormerItem(cycle, claim.agreement().itemId())
                        : readings.of(side, cycle, pair);
        if (former && reading instanceof Reading.Nothing) {
            store.release(claim.key());
            return true;
        }
        ServerClock serverClock = links.apply(side).serverClock();
        ReadBack verdict = ReadBack.judge(claim, reading, serverClock, tolerance, readAt);
        Optional<Claim> half =
                verdict == ReadBack.NOT_WRITTEN
                        ? HalfWritten.find(
                                claim, reading, books.state(claim.book()).agreement(), tolerance)
                        : Optional.empty();
        if (half.isPresent()) {
            confirm(cycle, pair, half.get(), shown(reading), Confirmation.CONFIRMED);
            return true;
        }
        switch (verdict) {
            case CONFIRMED -> confirm(cycle, pair, claim, shown(reading), Confirmation.CONFIRMED);
            case OVERTAKEN -> confirm(cycle, pair, claim, shown(reading), Confirmation.OVERTAKEN);
            case NOT_WRITTEN -> notWritten(pair, claim, fromBefore);
            case NOT_YET -> {
                return false;
            }
        }
        return true;
    }

    /**
     * A write that was refused: ours all the same if the side shows just that, since an earlier try may have arrived. Else
     * nothing was written; whatever else the side shows did not overtake us.
     *
     * @return whether the claim is settled; if not, look again
     */
    boolean settleRefused(Cycle cycle, Pair pair, Claim claim) {
        Side side = claim.side();
        Reading reading = readings.of(side, cycle, pair);
        ReadBack verdict =
                ReadBack.judge(
                        claim,
                        reading,
                        links.apply(side).serverClock(),
                        tolerance,
                        readings.readAt(side, cycle, pair));
        switch (verdict) {
            case CONFIRMED -> confirm(cycle, pair, claim, shown(reading), Confirmation.CONFIRMED);
            case OVERTAKEN, NOT_WRITTEN -> store.release(claim.key());
            case NOT_YET -> {
                return false;
            }
        }
        return true;
    }

    private void confirm(
            Cycle cycle, Pair pair, Claim claim, Reading.At at, Confirmation confirmation) {
        Side side = claim.side();
        ServerClock serverClock = links.apply(side).serverClock();
        Instant now = clock.instant();
        SideState planned = claim.agreement().of(side);
        boolean overtaken = confirmation == Confirmation.OVERTAKEN;
        Place place = overtaken || claim.place().isEmpty() ? planned.place() : at.place();
        Optional<Instant> changedAt =
                overtaken ? Optional.of(claim.since()) : at.time().flatMap(serverClock::toOurs);
        SideState after = new SideState(place, planned.finished(), changedAt);
        Agreement agreement = claim.agreement().with(side, after);
        Reading.At ours =
                overtaken
                        ? new Reading.At(
                                place,
                                planned.finished(),
                                Optional.of(serverClock.toTheirs(claim.since())))
                        : at;
        BookState before = books.state(claim.book());
        Track track =
                claim.place().isPresent()
                        ? before.track(side).wrote(ours, serverClock, now)
                        : before.track(side).see(ours, serverClock, now);
        BookState state =
                before.withSide(side, track, confirmedWrite(claim))
                        .withAgreement(agreement)
                        .withPutOff(Optional.empty());
        store.confirm(
                claim,
                state,
                new JournalEntry(
                        claim.book(),
                        side,
                        claim.before(),
                        claim.source(),
                        after,
                        agreement,
                        claim.rule(),
                        claim.reason(),
                        claim.origin(),
                        confirmation,
                        now));
        books.remembered(claim.book(), state);
        cycle.written();
        LOG.info(
                "{}: {} -> {} on {}{} (rule {}: {}){}",
                name(pair),
                claim.before().map(Settlement::show).orElse("nothing"),
                show(after),
                side.title(),
                claim.finished()
                        .map(flag -> flag ? ", marked finished" : ", opened again")
                        .orElse(""),
                claim.rule().label(),
                claim.reason().sentence(),
                overtaken ? "; somebody wrote a newer place since, which comes next" : "");
    }

    /** A side that holds nothing stands at its start. */
    private static Reading.At shown(Reading reading) {
        return reading instanceof Reading.At at
                ? at
                : new Reading.At(Place.START, false, Optional.empty());
    }

    private static WriteHistory confirmedWrite(Claim claim) {
        return new WriteHistory(Optional.of(claim.since()), 0, Optional.empty());
    }

    /** Rule 35. A claim that was never sent, or whose answer was lost, is nobody's fault: decide afresh. */
    private void notWritten(Pair pair, Claim claim, boolean fromBefore) {
        BookState before = books.state(claim.book());
        WriteHistory history = before.writes(claim.side());
        boolean promised = claim.sentAt().isPresent() && !claim.answerLost();
        int unconfirmed = promised ? history.unconfirmed() + 1 : history.unconfirmed();
        boolean readOnly = promised && unconfirmed >= UNCONFIRMED_BEFORE_READ_ONLY;
        WriteHistory next =
                new WriteHistory(
                        claim.sentAt().or(history::writtenAt),
                        readOnly ? 0 : unconfirmed,
                        readOnly
                                ? Optional.of(clock.instant().plus(ReadBack.READ_ONLY))
                                : history.readOnlyUntil());
        BookState state = before.withSide(claim.side(), before.track(claim.side()), next);
        if (promised && claim.side() == Side.AUDIBLE) {
            books.forgetAudio(claim.book().asin());
        }
        store.release(claim.key());
        store.remember(Map.of(claim.book(), state));
        books.remembered(claim.book(), state);
        if (promised) {
            LOG.warn(
                    "{}: {} answered a write of {} with success, but still shows the old place; {}."
                            + " {}. {}",
                    name(pair),
                    claim.side().title(),
                    claim.place().map(Place::toString).orElse("a finished flag"),
                    readOnly
                            ? "it is left alone for 24 hours"
                            : "it is tried once more with the next cycle",
                    Memory.describe(state),
                    tryNow(pair));
        } else if (!fromBefore) {
            LOG.info(
                    "{}: the write to {} did not arrive; deciding again",
                    name(pair),
                    claim.side().title());
        }
    }

    /** A book that failed waits: one interval, doubling, at most 30 intervals or 15 minutes. */
    void putOff(Pair pair, Exception failure) {
        if (failure instanceof RateLimited || failure instanceof CredentialsRejected) {
            return;
        }
        BookState before = books.state(pair.key());
        int failures = before.putOff().map(PutOff::failures).orElse(0) + 1;
        long intervals = Math.min(MOST_INTERVALS, 1L << Math.min(failures - 1, 10));
        Duration wait = interval.multipliedBy(intervals);
        Duration capped =
                wait.compareTo(Watchlist.LONGEST_WAIT) > 0 ? Watchlist.LONGEST_WAIT : wait;
        PutOff putOff = new PutOff(clock.instant().plus(capped), failures);
        BookState state = before.withPutOff(Optional.of(putOff));
        store.remember(Map.of(pair.key(), state));
        books.remembered(pair.key(), state);
        LOG.warn(
                "{} waits {} s after failure {} in a row: {} {}. {}",
                name(pair),
                capped.toSeconds(),
                failures,
                failure.getMessage(),
                Memory.describe(state),
                tryNow(pair));
    }

    private static String tryNow(Pair pair) {
        return "To try at once: audible-abs-sync resume " + pair.key();
    }

    static String name(Pair pair) {
        return "'%s' [%s]".formatted(pair.title(), pair.key());
    }

    private static String show(SideState state) {
        return state.place() + (state.finished() ? " (finished)" : "");
    }
}
