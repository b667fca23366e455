package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.AudibleAnswers;
import io.github.audibleabssync.audible.AudibleRequests;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfAnswers;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfRequests;
import io.github.audibleabssync.core.Alignment;
import io.github.audibleabssync.core.AudibleAudio;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Reading;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.Situation;
import io.github.audibleabssync.core.SyncPolicy;
import io.github.audibleabssync.state.StateStore;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import org.apache.camel.Body;
import org.apache.camel.Variable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The steps of {@code 40-sync-book}: recall what is known of a book, and let the rules decide. */
public final class BookDecider {

    private static final Duration METADATA_AGE = Duration.ofDays(7);

    private final Books books;
    private final StateStore store;
    private final Settlement settlement;
    private final ServiceLink audible;
    private final ServiceLink audiobookshelf;
    private final SyncPolicy policy;
    private final boolean dryRun;
    private final Readings readings;
    private final Clock clock;

    BookDecider(
            Books books,
            StateStore store,
            Settlement settlement,
            ServiceLink audible,
            ServiceLink audiobookshelf,
            SyncPolicy policy,
            boolean dryRun,
            Clock clock) {
        this.books = books;
        this.store = store;
        this.settlement = settlement;
        this.audible = audible;
        this.audiobookshelf = audiobookshelf;
        this.policy = policy;
        this.dryRun = dryRun;
        this.readings = new Readings(books);
        this.clock = clock;
    }

    /**
     * Settles what an earlier cycle, or an earlier life, left unconfirmed: this cycle's reading is its read-back. A dry run
     * or a plan leaves it open: agreements, claims and journal are not its business (rule 44).
     */
    public void settleOldClaims(@Body BookKey key, @Variable("cycle") Cycle cycle) {
        if (dryRun || cycle.isOnlyPlan()) {
            return;
        }
        books.find(key)
                .ifPresent(
                        pair -> {
                            for (Claim claim : openClaims(key)) {
                                settlement.settle(cycle, pair, claim, true);
                            }
                        });
    }

    private List<Claim> openClaims(BookKey key) {
        return store.listOpenClaims().stream().filter(claim -> claim.book().equals(key)).toList();
    }

    /** Decides about a book; readings of this cycle and what is remembered are all that counts. */
    public Resolved decide(@Body BookKey key, @Variable("cycle") Cycle cycle) {
        Pair pair = books.find(key).orElseThrow();
        Instant now = clock.instant();
        Reading onAudible = readings.of(Side.AUDIBLE, cycle, pair);
        Reading onAudiobookshelf = readings.of(Side.AUDIOBOOKSHELF, cycle, pair);
        return Resolved.of(
                Situation.observe(
                        pair,
                        books.state(key),
                        onAudible,
                        onAudiobookshelf,
                        audible.serverClock(),
                        audiobookshelf.serverClock(),
                        !openClaims(key).isEmpty(),
                        policy.withPaused(books.isPaused()),
                        now));
    }

    /** Whether the book may be decided at all: it may have left one of the libraries since it was chosen. */
    public boolean isPaired(@Body BookKey key) {
        return books.find(key).isPresent();
    }

    /** Whether Audible's exact runtime and {@code acr} have to be read before the decision can stand. */
    public boolean needsMetadata(@Body Resolved book) {
        Pair pair = book.situation().pair();
        boolean unclear =
                book.decision() instanceof Decision.Write
                        || pair.alignment() instanceof Alignment.None;
        return unclear
                && books.audio(pair.key().asin())
                        .filter(audio -> isFresh(audio, book.situation().now()))
                        .filter(audio -> audio.acr().isPresent() || !needsEdition(book.decision()))
                        .isEmpty();
    }

    private static boolean needsEdition(Decision decision) {
        return decision instanceof Decision.Write write
                && write.target() == Side.AUDIBLE
                && write.place().isPresent();
    }

    private static boolean isFresh(AudibleAudio audio, Instant now) {
        Duration age = Duration.between(audio.readAt(), now);
        return !age.isNegative() && age.compareTo(METADATA_AGE) < 0;
    }

    /** Asks for Audible's content metadata. */
    public ServiceRequest metadataRequest(@Variable("book") BookKey key) {
        return AudibleRequests.contentMetadata(key.asin());
    }

    /** Takes over the content metadata. */
    public void acceptMetadata(@Body ServiceAnswer answer, @Variable("book") BookKey key) {
        books.learn(key.asin(), AudibleAnswers.contentMetadata(answer, clock.instant()));
    }

    /** Whether the chapters of the Audiobookshelf item could still make the editions fit. */
    public boolean needsChapters(@Variable("book") BookKey key) {
        return books.find(key)
                .filter(pair -> pair.alignment() instanceof Alignment.None)
                .filter(pair -> books.asksForChapters(pair))
                .filter(pair -> !books.knowsChapters(pair.itemId()))
                .isPresent();
    }

    /** Asks for the chapters of the Audiobookshelf item. */
    public ServiceRequest chaptersRequest(@Variable("book") BookKey key) {
        return AudiobookshelfRequests.itemExpanded(books.find(key).orElseThrow().itemId());
    }

    /** Takes over the chapters of the Audiobookshelf item. */
    public void acceptChapters(@Body ServiceAnswer answer, @Variable("book") BookKey key) {
        books.learnChapters(
                books.find(key).orElseThrow().itemId(),
                AudiobookshelfAnswers.isMissing(answer)
                        ? List.of()
                        : AudiobookshelfAnswers.itemChapters(answer).starts());
    }

    /** Notes the decision. */
    public void decided(@Body Resolved book, @Variable("cycle") Cycle cycle) {
        cycle.decided(book);
    }

    /** The editions could not be looked at: no write can follow in this cycle. */
    public void undecided(
            @Variable("book") BookKey key, @Variable("cycle") Cycle cycle, Exception failure) {
        Pair pair = books.find(key).orElseThrow();
        Situation unknown =
                Situation.observe(
                        pair,
                        books.state(key),
                        Reading.unknown(Reading.Why.NO_ANSWER),
                        readings.of(Side.AUDIOBOOKSHELF, cycle, pair),
                        audible.serverClock(),
                        audiobookshelf.serverClock(),
                        false,
                        policy.withPaused(books.isPaused()),
                        clock.instant());
        cycle.decided(Resolved.of(unknown));
        settlement.putOff(pair, failure);
    }
}
