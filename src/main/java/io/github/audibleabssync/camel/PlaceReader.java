package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.AudibleAnswers;
import io.github.audibleabssync.audible.AudibleRequests;
import io.github.audibleabssync.audible.LastPosition;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfAnswers;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfRequests;
import io.github.audibleabssync.audiobookshelf.ProgressEntry;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reading;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.Sighting;
import io.github.audibleabssync.core.Watchlist;
import io.github.audibleabssync.state.StateStore;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The steps of {@code 30-read-places}: Audiobookshelf in one request, Audible in batches, and what little else is needed. */
public final class PlaceReader {

    private static final Logger LOG = LoggerFactory.getLogger(PlaceReader.class);

    private final Books books;
    private final StateStore store;
    private final Watchlist watchlist;
    private final Batches batches;
    private final Settlement settlement;
    private final OutageLog outages;
    private final Readings readings;
    private final Set<String> foreignItems = new HashSet<>();
    private final Set<String> provenItems = ConcurrentHashMap.newKeySet();

    private Map<String, ProgressEntry> lastEntries = Map.of();
    private Optional<String> etag = Optional.empty();
    private boolean progressListMissing;

    PlaceReader(
            Books books,
            StateStore store,
            Watchlist watchlist,
            Settlement settlement,
            OutageLog outages) {
        this.books = books;
        this.store = store;
        this.watchlist = watchlist;
        this.batches = new Batches(watchlist.batch(), watchlist.requests());
        this.settlement = settlement;
        this.outages = outages;
        this.readings = new Readings(books);
    }

    // --- Audiobookshelf
    // ----------------------------------------------------------------------------------------------

    /** Asks for all progress entries, or for whether they changed. */
    public synchronized ServiceRequest entriesRequest() {
        ServiceRequest request =
                progressListMissing
                        ? AudiobookshelfRequests.me()
                        : AudiobookshelfRequests.progressList();
        return etag.map(request::ifNoneMatch).orElse(request);
    }

    /** Takes over the entries; unchanged ones are those of the last time. */
    public synchronized void acceptEntries(
            @Body ServiceAnswer answer, @Variable("cycle") Cycle cycle) {
        if (!progressListMissing && AudiobookshelfAnswers.isRouteUnknown(answer)) {
            progressListMissing = true;
            etag = Optional.empty();
            return;
        }
        if (answer.status() != 304) {
            lastEntries =
                    progressListMissing
                            ? AudiobookshelfAnswers.me(answer)
                            : AudiobookshelfAnswers.progressList(answer);
            etag = answer.header("etag");
        }
        outages.fine(answers(Side.AUDIOBOOKSHELF));
        cycle.entries(lastEntries, answer.askedAt());
        Map<String, Instant> listenedAt = new HashMap<>();
        lastEntries.forEach(
                (item, entry) -> entry.lastUpdate().ifPresent(time -> listenedAt.put(item, time)));
        books.listenedAt(listenedAt);
    }

    /** Whether the server just turned out to be too old for the list of entries: then the user is asked for instead. */
    public synchronized boolean isToBeAskedAgain(@Variable("cycle") Cycle cycle) {
        return progressListMissing && cycle.entriesReadAt().equals(Instant.MIN);
    }

    /** A side could not be read: it is unknown in this cycle, and nothing follows from it. */
    public void sideFailed(
            @Variable("cycle") Cycle cycle, @Variable("failedSide") Side side, Exception failure) {
        Cycles.unlessStateFailed(failure);
        if (cycle.failure(side).isEmpty()) {
            outages.trouble(
                    answers(side),
                    failure,
                    "%s could not be read, so nothing is decided for its books in this cycle: %s"
                            .formatted(side.title(), failure.getMessage()));
        }
        cycle.failed(side, String.valueOf(failure.getMessage()));
    }

    private static String answers(Side side) {
        return side.title() + " answers";
    }

    /** Whether an entry belongs to an item that is not known yet: then the libraries are listed at once. */
    public synchronized boolean knowsTooLittle(@Variable("cycle") Cycle cycle) {
        return cycle.entries().keySet().stream()
                .anyMatch(item -> !books.knowsItem(item) && !foreignItems.contains(item));
    }

    /** What is unknown even now is of a library that is not ours; nobody knows when the listing failed. */
    public synchronized void rememberForeignItems(@Variable("cycle") Cycle cycle) {
        if (cycle.isDiscoveryFailed(Side.AUDIOBOOKSHELF)) {
            return;
        }
        cycle.entries().keySet().stream()
                .filter(item -> !books.knowsItem(item))
                .forEach(foreignItems::add);
    }

    // --- which books
    // -------------------------------------------------------------------------------------------------

    /**
     * Chooses the books of this cycle.
     *
     * @param sweepOnly only books that were never asked, or wait since the first look: a step of the first sweep between
     *     two cycles
     */
    public void chooseBooks(
            @Variable("cycle") Cycle cycle, @Variable("sweepOnly") boolean sweepOnly) {
        Collection<Pair> pairs = books.pairs();
        if (sweepOnly) {
            ask(
                    cycle,
                    pairs.stream()
                            .filter(books::isToBeSwept)
                            .map(Pair::key)
                            .limit(watchlist.batch())
                            .toList());
            return;
        }
        Set<BookKey> urgent = new HashSet<>();
        if (cycle.failure(Side.AUDIOBOOKSHELF).isEmpty()) {
            pairs.stream().filter(pair -> changed(cycle, pair)).map(Pair::key).forEach(urgent::add);
        }
        store.listOpenClaims().forEach(claim -> urgent.add(claim.book()));
        urgent.addAll(books.ruled());
        ask(
                cycle,
                watchlist.choose(
                        pairs,
                        books.states(),
                        urgent,
                        pair ->
                                isInProgress(cycle, pair)
                                        || books.wasWatchedBefore(pair, cycle.startedAt()),
                        cycle.startedAt()));
    }

    /** Books for which no request is left are not asked, and so not decided. */
    private void ask(Cycle cycle, List<BookKey> chosen) {
        List<List<Asin>> requests = batches.of(chosen.stream().map(BookKey::asin).toList());
        Set<Asin> asked = new HashSet<>();
        requests.forEach(asked::addAll);
        cycle.ask(chosen.stream().filter(key -> asked.contains(key.asin())).toList(), requests);
    }

    /** Whether Audiobookshelf, or Audible's flag, shows something else than when we last looked. */
    private boolean changed(Cycle cycle, Pair pair) {
        BookState state = books.state(pair.key());
        if (state.askedAt().isEmpty()) {
            return false;
        }
        boolean entryChanged =
                readings.of(Side.AUDIOBOOKSHELF, cycle, pair) instanceof Reading.At at
                        ? state.audiobookshelf().latest().filter(last -> shows(last, at)).isEmpty()
                        : state.agreement().isPresent();
        boolean flagChanged =
                state.audible()
                        .latest()
                        .flatMap(
                                last ->
                                        books.title(pair.key().asin())
                                                .flatMap(title -> title.finished())
                                                .map(flag -> flag != last.finished()))
                        .orElse(false);
        return entryChanged || flagChanged;
    }

    private static boolean shows(Sighting last, Reading.At at) {
        return last.place().equals(at.place()) && last.finished() == at.finished();
    }

    private static boolean isInProgress(Cycle cycle, Pair pair) {
        ProgressEntry entry = cycle.entries().get(pair.itemId());
        return entry != null
                && !entry.finished()
                && entry.place().filter(place -> !place.isStart()).isPresent();
    }

    // --- Audible
    // -----------------------------------------------------------------------------------------------------

    /** The ASINs of this cycle's books, in batches of one request each. */
    public List<List<Asin>> batches(@Variable("cycle") Cycle cycle) {
        return cycle.requests();
    }

    List<List<Asin>> batchesOf(Collection<Asin> asins) {
        return batches.all(asins);
    }

    /**
     * Audible refused a batch: one of its titles may be the culprit, who is looked for in the next cycles. One that is refused
     * alone is put off, and no other book's affair; unless Audible takes nothing at all in this cycle, which is an outage.
     */
    public void batchRefused(
            @Variable("cycle") Cycle cycle,
            @Variable("batch") List<Asin> batch,
            Exception failure) {
        boolean othersAreAnswered = batches.refused(batch);
        if (batch.size() == 1 && othersAreAnswered) {
            cycle.refused(batch.getFirst());
            asked(cycle)
                    .filter(pair -> pair.key().asin().equals(batch.getFirst()))
                    .forEach(pair -> settlement.putOff(pair, failure));
        } else if (othersAreAnswered && !cycle.positionsReadAt().isEmpty()) {
            LOG.warn(
                    "Audible refused a request for the places of {} titles; the one that it does"
                            + " not take is looked for in the next cycles: {}",
                    batch.size(),
                    failure.getMessage());
        } else {
            sideFailed(cycle, Side.AUDIBLE, failure);
        }
    }

    /** Asks for the places of a batch. */
    public ServiceRequest positionsRequest(@Variable("batch") List<Asin> batch) {
        return AudibleRequests.lastPositions(batch);
    }

    /** Takes over the places of a batch. A title that Audible left out stays unknown. */
    public void acceptPositions(
            @Body ServiceAnswer answer,
            @Variable("batch") List<Asin> batch,
            @Variable("cycle") Cycle cycle) {
        Map<Asin, LastPosition> positions = AudibleAnswers.lastPositions(answer);
        outages.fine(answers(Side.AUDIBLE));
        batches.answered(batch);
        for (Asin asin : batch) {
            LastPosition position = positions.get(asin);
            if (position == null) {
                cycle.positions().remove(asin);
            } else {
                cycle.positions().put(asin, position);
            }
            cycle.positionsReadAt().put(asin, answer.askedAt());
        }
    }

    // --- what little else is needed
    // ----------------------------------------------------------------------------------

    /**
     * Items whose entry is missing although there was one: each is asked for once, to know whether it is gone. An item that
     * was there need not be asked for again until it has an entry and loses it, or the libraries are listed without it.
     */
    public List<String> missingItems(@Variable("cycle") Cycle cycle) {
        if (cycle.failure(Side.AUDIOBOOKSHELF).isPresent()) {
            return List.of();
        }
        provenItems.removeIf(item -> cycle.entries().containsKey(item) || !books.knowsItem(item));
        return asked(cycle)
                .filter(pair -> books.state(pair.key()).agreement().isPresent())
                .map(Pair::itemId)
                .filter(item -> !cycle.entries().containsKey(item))
                .filter(item -> !isProven(item, cycle))
                .distinct()
                .toList();
    }

    private boolean isProven(String itemId, Cycle cycle) {
        if (!provenItems.contains(itemId)) {
            return false;
        }
        cycle.proven(itemId);
        return true;
    }

    /** Asks whether an item is there. */
    public ServiceRequest itemRequest(@Variable("itemId") String itemId) {
        return AudiobookshelfRequests.item(itemId);
    }

    /** Takes over whether an item is there. */
    public void acceptItem(
            @Body ServiceAnswer answer,
            @Variable("itemId") String itemId,
            @Variable("cycle") Cycle cycle) {
        if (AudiobookshelfAnswers.isMissing(answer)) {
            cycle.gone(itemId);
        } else {
            cycle.proven(itemId);
            provenItems.add(itemId);
        }
    }

    /**
     * Titles whose finished flag has to be read in this very cycle (contract §2): a place moved into or inside the end zone,
     * or on a book that either side has finished. Those whose flag moved by itself: the library may show an old one for a
     * while, and a finish must not be undone for that. And those of which an earlier life left a written flag unconfirmed (§5):
     * judged by a flag of old, it would be written again.
     */
    public List<Asin> flagsToRead(@Variable("cycle") Cycle cycle) {
        Set<BookKey> unconfirmed =
                store.listOpenClaims().stream()
                        .filter(claim -> claim.side() == Side.AUDIBLE)
                        .filter(claim -> claim.finished().isPresent())
                        .map(Claim::book)
                        .collect(Collectors.toSet());
        List<Asin> asins =
                asked(cycle)
                        .filter(pair -> unconfirmed.contains(pair.key()) || needsFlag(cycle, pair))
                        .map(pair -> pair.key().asin())
                        .distinct()
                        .toList();
        cycle.unreadFlags().addAll(asins);
        return asins;
    }

    private boolean needsFlag(Cycle cycle, Pair pair) {
        BookState state = books.state(pair.key());
        if (state.askedAt().isEmpty()
                || !(readings.of(Side.AUDIBLE, cycle, pair) instanceof Reading.At audible)) {
            return false;
        }
        boolean audibleMoved = moved(state.audible().latest(), audible.place());
        boolean relevant = audible.finished() || pair.inEndZone(Side.AUDIBLE, audible.place());
        boolean audiobookshelfMoved = false;
        if (readings.of(Side.AUDIOBOOKSHELF, cycle, pair) instanceof Reading.At other) {
            audiobookshelfMoved = moved(state.audiobookshelf().latest(), other.place());
            relevant |= other.finished() || pair.inEndZone(Side.AUDIOBOOKSHELF, other.place());
        }
        boolean flagMoved =
                state.audible()
                        .latest()
                        .filter(last -> last.finished() != audible.finished())
                        .isPresent();
        return flagMoved || (relevant && (audibleMoved || audiobookshelfMoved));
    }

    private static boolean moved(Optional<Sighting> last, Place place) {
        return last.map(sighting -> !sighting.place().equals(place)).orElse(true);
    }

    private Stream<Pair> asked(Cycle cycle) {
        return cycle.asked().stream().flatMap(key -> books.find(key).stream());
    }
}
