package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.ReadBack;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.state.StateStore;

import org.apache.camel.Body;
import org.apache.camel.Variable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of {@code 55-confirm-writes}: one wait and one look a side for all writes of the cycle. */
public final class WriteConfirmer {

    private static final Duration NEXT_LOOK = Duration.ofMillis(2500);

    /** No look is due later than this, unless our clock was set back meanwhile. */
    private static final Duration MOST = Duration.ofSeconds(10);

    private final StateStore store;
    private final PlaceReader reader;
    private final Settlement settlement;
    private final Pause pause;
    private final Clock clock;

    WriteConfirmer(
            StateStore store, PlaceReader reader, Settlement settlement, Pause pause, Clock clock) {
        this.store = store;
        this.reader = reader;
        this.settlement = settlement;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Waits until the writes of the cycle can be looked at, for the first time or once more.
     *
     * @return false when there is nothing to look at any more, the services had their time, or the daemon stops. What is
     *     open then is settled by the next cycle's reading
     */
    public boolean waitForReadBack(@Variable("cycle") Cycle cycle) {
        List<Claim> open = open(cycle);
        if (open.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        Optional<Instant> due =
                open.stream()
                        .map(ReadBack::due)
                        .max(Comparator.naturalOrder())
                        .filter(time -> now.isBefore(time) && !time.isAfter(now.plus(MOST)));
        if (due.isPresent()) {
            return pause.until(due.get());
        }
        if (cycle.looks() == 0) {
            return pause.until(now);
        }
        Instant last =
                open.stream().map(ReadBack::deadline).max(Comparator.naturalOrder()).orElseThrow();
        if (cycle.lastLook().isAfter(last)) {
            return false;
        }
        Instant next = now.plus(NEXT_LOOK);
        return pause.until(next.isBefore(last) ? next : last.plusMillis(1));
    }

    private List<Claim> open(Cycle cycle) {
        List<String> keys = cycle.awaiting().stream().map(Intent::key).toList();
        return store.listOpenClaims().stream().filter(claim -> keys.contains(claim.key())).toList();
    }

    /** Whether a write to Audiobookshelf waits for its read-back. */
    public boolean awaitsAudiobookshelf(@Variable("cycle") Cycle cycle) {
        return awaiting(cycle, Side.AUDIOBOOKSHELF).findAny().isPresent();
    }

    /** The titles whose writes wait for their read-back, in batches of one request each. */
    public List<List<Asin>> batches(@Variable("cycle") Cycle cycle) {
        return reader.batchesOf(
                awaiting(cycle, Side.AUDIBLE).map(one -> one.book().asin()).toList());
    }

    /** The titles whose flag was written; unknown until it is read, so that an old one is not taken for the read-back. */
    public List<Asin> flags(@Variable("cycle") Cycle cycle) {
        List<Asin> asins =
                awaiting(cycle, Side.AUDIBLE)
                        .filter(Intent::hasFlag)
                        .map(one -> one.book().asin())
                        .distinct()
                        .toList();
        cycle.unreadFlags().addAll(asins);
        return asins;
    }

    private static Stream<Intent> awaiting(Cycle cycle, Side side) {
        return cycle.awaiting().stream().filter(one -> one.target() == side);
    }

    /** The writes to judge by what was just read. */
    public List<Intent> look(@Variable("cycle") Cycle cycle) {
        cycle.looked(clock.instant());
        return cycle.awaiting();
    }

    /** Judges one write; a settled one is not looked at again. */
    public void settle(@Body Intent intent, @Variable("cycle") Cycle cycle) {
        Optional<Claim> claim =
                open(cycle).stream().filter(one -> one.key().equals(intent.key())).findFirst();
        if (claim.isEmpty() || isSettled(intent, claim.get(), cycle)) {
            cycle.settled(intent);
        }
    }

    private boolean isSettled(Intent intent, Claim claim, Cycle cycle) {
        return cycle.isRefused(intent)
                ? settlement.settleRefused(cycle, intent.pair(), claim)
                : settlement.settle(cycle, intent.pair(), claim, false);
    }
}
