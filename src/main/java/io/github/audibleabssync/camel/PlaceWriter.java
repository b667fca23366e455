package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.AudibleRequests;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfAnswers;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfRequests;
import io.github.audibleabssync.audiobookshelf.ProgressEntry;
import io.github.audibleabssync.audiobookshelf.SessionResult;
import io.github.audibleabssync.audiobookshelf.SessionTimes;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleAudio;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reading;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.ServerClock;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.RateLimited;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.WriteRefused;
import io.github.audibleabssync.state.StateStore;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of {@code 50-write-place}: look once more, write, and keep on record what left the house. */
public final class PlaceWriter {

    private static final Logger LOG = LoggerFactory.getLogger(PlaceWriter.class);

    /** A reading this young counts as a re-read (contract §5). */
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** What Audible takes at most for an answer, usually. */
    private static final Duration USUAL_ANSWER = Duration.ofSeconds(2);

    private final String account;
    private final Books books;
    private final StateStore store;
    private final Settlement settlement;
    private final ServiceLink audiobookshelf;
    private final Duration tolerance;
    private final Readings readings;
    private final Clock clock;

    PlaceWriter(
            String account,
            Books books,
            StateStore store,
            Settlement settlement,
            ServiceLink audiobookshelf,
            Duration tolerance,
            Clock clock) {
        this.account = account;
        this.books = books;
        this.store = store;
        this.settlement = settlement;
        this.audiobookshelf = audiobookshelf;
        this.tolerance = tolerance;
        this.readings = new Readings(books);
        this.clock = clock;
    }

    // --- rule 34: look once more
    // -------------------------------------------------------------------------------------

    /** Whether what was read of the target is too old to write on. */
    public boolean needsRereading(
            @Variable("intent") Intent intent, @Variable("cycle") Cycle cycle) {
        Instant readAt = readings.readAt(intent.target(), cycle, intent.pair());
        return readAt.isBefore(clock.instant().minus(FRESH));
    }

    /** This title, and the next ones that will be written to Audible: one request re-reads them all. */
    public List<Asin> titlesToReread(
            @Variable("intent") Intent intent, @Variable("cycle") Cycle cycle) {
        Instant stale = clock.instant().minus(FRESH);
        return Stream.concat(
                        Stream.of(intent),
                        cycle.intents().stream()
                                .filter(next -> next.target() == Side.AUDIBLE)
                                .filter(
                                        next ->
                                                readings.readAt(Side.AUDIBLE, cycle, next.pair())
                                                        .isBefore(stale)))
                .map(next -> next.book().asin())
                .distinct()
                .limit(AudibleRequests.MOST_POSITIONS)
                .toList();
    }

    /** Asks for the one entry that is about to be written. */
    public ServiceRequest entryRequest(@Variable("intent") Intent intent) {
        return AudiobookshelfRequests.progress(intent.pair().itemId());
    }

    /** Takes over the entry that is about to be written. */
    public void acceptEntry(
            @Body ServiceAnswer answer,
            @Variable("intent") Intent intent,
            @Variable("cycle") Cycle cycle) {
        Optional<ProgressEntry> entry =
                AudiobookshelfAnswers.isMissing(answer)
                        ? Optional.empty()
                        : Optional.of(AudiobookshelfAnswers.progress(answer));
        cycle.reread(intent.pair().itemId(), entry, answer.askedAt());
    }

    /** Whether Audible's flag is about to be written, so that it has to be looked at again; unknown until it is read. */
    public boolean needsFlag(@Variable("intent") Intent intent, @Variable("cycle") Cycle cycle) {
        boolean needed = intent.target() == Side.AUDIBLE && intent.hasFlag();
        if (needed) {
            cycle.unreadFlags().add(intent.book().asin());
        }
        return needed;
    }

    /** Rule 34: whether the target still is what was decided on, beyond tolerance, flag included. */
    public boolean targetHolds(@Variable("intent") Intent intent, @Variable("cycle") Cycle cycle) {
        Reading now = targetNow(intent, cycle);
        Reading then = intent.decidedOn();
        if (now instanceof Reading.At at && then instanceof Reading.At before) {
            return at.finished() == before.finished()
                    && at.place().distance(before.place()).compareTo(tolerance) <= 0;
        }
        return now.equals(then) || isStillStart(now, then);
    }

    private Reading targetNow(Intent intent, Cycle cycle) {
        Optional<Cycle.Reread> reread =
                intent.target() == Side.AUDIBLE
                        ? Optional.empty()
                        : cycle.findReread(intent.pair().itemId());
        return reread.map(
                        again ->
                                again.entry()
                                        .map(entry -> Readings.entry(entry, intent.pair()))
                                        .orElse(Reading.nothing()))
                .orElseGet(() -> readings.of(intent.target(), cycle, intent.pair()));
    }

    /** A title that was decided on as "at its start" because it was never begun. */
    private static boolean isStillStart(Reading now, Reading then) {
        return now instanceof Reading.Nothing
                && then instanceof Reading.At before
                && before.place().isStart();
    }

    /** Rule 34: nothing was written, the next cycle decides again. */
    public void targetMoved(@Variable("intent") Intent intent, @Variable("cycle") Cycle cycle) {
        store.release(intent.key());
        cycle.redecided(
                intent.book(), new Decision.Leave(Rule.R34_TARGET_MOVED, Reason.TARGET_MOVED));
    }

    /**
     * Rule 34, by Audiobookshelf's own word: it holds something newer. That may be ours, when an earlier try may have been
     * carried out: then the read-back tells.
     */
    public void refusedAsNewer(@Variable("intent") Intent intent, @Variable("cycle") Cycle cycle) {
        if (!cycle.isDoubtful(intent)) {
            targetMoved(intent, cycle);
            return;
        }
        cycle.refused(intent);
        cycle.redecided(
                intent.book(), new Decision.Leave(Rule.R34_TARGET_MOVED, Reason.TARGET_MOVED));
    }

    // --- on record
    // ---------------------------------------------------------------------------------------------------

    /** On record before anything leaves: until an answer is heard, it counts as lost. */
    public void sending(@Variable("intent") Intent intent) {
        store.sent(intent.key(), clock.instant(), true);
    }

    /**
     * The service answered with success: now the read-back decides. On record stays when the write left: somebody may have
     * written after it was carried out and before we heard so, and that overtook us. Audible needs its time to show a write,
     * so a slow answer moves the record to shortly before it.
     */
    public void sent(@Variable("intent") Intent intent, @Variable("cycle") Cycle cycle) {
        Instant heard = clock.instant();
        Instant left = leftAt(intent).orElse(heard);
        Instant least = heard.minus(USUAL_ANSWER);
        boolean slow = intent.target() == Side.AUDIBLE && left.isBefore(least);
        store.sent(intent.key(), slow ? least : left, false);
        cycle.awaitReadBack(intent);
    }

    // --- Audible
    // -----------------------------------------------------------------------------------------------------

    /**
     * Asks Audible to store the place, with the edition's own {@code acr}.
     *
     * @throws WriteRefused if Audible names no edition: a made-up one would be answered with success and not stored
     */
    public ServiceRequest putPositionRequest(@Variable("intent") Intent intent) {
        Asin asin = intent.book().asin();
        String acr =
                books.audio(asin)
                        .flatMap(AudibleAudio::acr)
                        .orElseThrow(
                                () ->
                                        new WriteRefused(
                                                "Audible names no edition (acr) of %s, so its place cannot be written; nothing to do but wait"
                                                        .formatted(
                                                                Settlement.name(intent.pair()))));
        return AudibleRequests.putLastPosition(asin, acr, intent.write().place().orElseThrow());
    }

    /** Asks Audible to store the finished flag. */
    public ServiceRequest putFlagRequest(@Variable("intent") Intent intent) {
        return AudibleRequests.markFinished(
                intent.book().asin(), intent.write().finished().orElseThrow(), clock.instant());
    }

    // --- Audiobookshelf
    // ----------------------------------------------------------------------------------------------

    /** Asks Audiobookshelf to finish the book; creates its entry where there is none. Never with a place otherwise. */
    public ServiceRequest finishRequest(@Variable("intent") Intent intent) {
        String item = intent.pair().itemId();
        return intent.write()
                .place()
                .map(
                        place ->
                                AudiobookshelfRequests.createFinished(
                                        item, place, intent.pair().audiobookshelfRuntime()))
                .orElseGet(() -> AudiobookshelfRequests.patchFinished(item));
    }

    /** Whether the entry's time lies ahead of the server's clock: sessions would be refused until a PATCH sets it right. */
    public boolean isEntryAhead(@Variable("intent") Intent intent, @Variable("cycle") Cycle cycle) {
        return SessionTimes.isAhead(lastUpdate(intent, cycle), rereadTime(intent, cycle));
    }

    /** Asks Audiobookshelf to store the place as a session: its only conditional write. */
    public ServiceRequest sessionRequest(
            @Variable("intent") Intent intent, @Variable("cycle") Cycle cycle) {
        ServerClock theirs = audiobookshelf.serverClock();
        Instant updatedAt =
                SessionTimes.updatedAt(
                        lastUpdate(intent, cycle),
                        intent.write().listenedAt().map(theirs::toTheirs),
                        rereadTime(intent, cycle));
        return AudiobookshelfRequests.session(
                sessionId(intent), intent.pair().itemId(), place(intent), updatedAt);
    }

    private Optional<Instant> lastUpdate(Intent intent, Cycle cycle) {
        String item = intent.pair().itemId();
        return cycle.findReread(item)
                .map(Cycle.Reread::entry)
                .orElseGet(() -> Optional.ofNullable(cycle.entries().get(item)))
                .flatMap(ProgressEntry::lastUpdate);
    }

    /** When the entry was read, by the server's clock. */
    private Instant rereadTime(Intent intent, Cycle cycle) {
        Instant ours =
                cycle.findReread(intent.pair().itemId())
                        .map(Cycle.Reread::at)
                        .orElseGet(cycle::entriesReadAt);
        return audiobookshelf.serverClock().toTheirs(ours);
    }

    /** What the server did with the session. */
    public String sessionOutcome(@Body ServiceAnswer answer, @Variable("intent") Intent intent) {
        if (!answer.isSuccess() || AudiobookshelfAnswers.isRouteUnknown(answer)) {
            return SessionResult.FAILED.name();
        }
        return AudiobookshelfAnswers.sessionResult(answer, sessionId(intent)).name();
    }

    private String sessionId(Intent intent) {
        return AudiobookshelfRequests.sessionId(account, intent.pair().itemId());
    }

    /** Asks Audiobookshelf to store the place without a condition: where sessions are not to be had. */
    public ServiceRequest patchRequest(@Variable("intent") Intent intent) {
        return AudiobookshelfRequests.patchPlace(
                intent.pair().itemId(), place(intent), intent.pair().audiobookshelfRuntime());
    }

    private static Place place(Intent intent) {
        return intent.write().place().orElseThrow();
    }

    // --- what can go wrong
    // -------------------------------------------------------------------------------------------

    /** The throttler let it not pass: a write to this side of this book was tried less than a cooldown ago. */
    public void coolingDown(@Variable("intent") Intent intent, @Variable("cycle") Cycle cycle) {
        cycle.redecided(
                intent.book(), new Decision.Leave(Rule.R45_COOLING_DOWN, Reason.COOLING_DOWN));
    }

    /** Sent, and no answer: the read-back decides, it is not repeated. Unless it was the look before that got lost. */
    public void answerLost(
            @Variable("intent") Intent intent, @Variable("cycle") Cycle cycle, Exception failure) {
        if (!wasSent(intent)) {
            failed(intent, cycle, failure);
            return;
        }
        LOG.warn("{}: {}", Settlement.name(intent.pair()), failure.getMessage());
        cycle.awaitReadBack(intent);
    }

    private boolean wasSent(Intent intent) {
        return leftAt(intent).isPresent();
    }

    private Optional<Instant> leftAt(Intent intent) {
        return store.listOpenClaims().stream()
                .filter(claim -> claim.key().equals(intent.key()))
                .findFirst()
                .flatMap(Claim::sentAt);
    }

    /**
     * The agreement stays, the book waits for its next turn. Refused, or never sent: the claim is given back. What may have
     * been carried out is read back, and so is what was refused after a try that may have been.
     */
    public void failed(
            @Variable("intent") Intent intent, @Variable("cycle") Cycle cycle, Exception failure) {
        if (wasSent(intent) && mayHaveArrived(intent, failure)) {
            cycle.awaitReadBack(intent);
        } else if (cycle.isDoubtful(intent)) {
            cycle.refused(intent);
        } else {
            store.release(intent.key());
        }
        settlement.putOff(intent.pair(), failure);
    }

    /** Of place and flag, the place may have arrived before the flag was refused. */
    private static boolean mayHaveArrived(Intent intent, Exception failure) {
        boolean refused =
                switch (failure) {
                    case WriteRefused _, RateLimited _, CredentialsRejected _ -> true;
                    case ServiceUnavailable _ -> !RepeatedWrite.mayHaveArrived(failure);
                    default -> false;
                };
        boolean placeBeforeFlag =
                intent.target() == Side.AUDIBLE && intent.hasPlace() && intent.hasFlag();
        return placeBeforeFlag || !refused;
    }
}
