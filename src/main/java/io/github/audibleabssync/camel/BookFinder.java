package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.AudibleAnswers;
import io.github.audibleabssync.audible.AudibleRequests;
import io.github.audibleabssync.audible.FinishedFlags;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfAnswers;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfRequests;
import io.github.audibleabssync.audiobookshelf.Library;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.ShelfItem;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.state.StateStore;
import io.github.audibleabssync.state.StateStore.FinishedFlag;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import org.apache.camel.Body;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of {@code 20-find-books}: which books there are on both sides, and Audible's finished flags. */
public final class BookFinder {

    private static final Logger LOG = LoggerFactory.getLogger(BookFinder.class);

    private static final String SHELF_READ_AT = "audiobookshelf.items-read-at";
    private static final String LIBRARY_READ_AT = "audible.library-read-at";
    private static final String LIBRARY_COMPLETE_AT = "audible.library-complete-at";
    private static final String FLAGS_READ_AT = "audible.flags-read-at";
    private static final String FLAGS_SINCE = "audible.flags-since";
    private static final Duration FLAGS_OVERLAP = Duration.ofDays(1);

    private final Books books;
    private final StateStore store;
    private final Schedule schedule;
    private final OutageLog outages;
    private final Clock clock;
    private final Map<String, Instant> triedAt = new HashMap<>();

    /**
     * How often what is looked for.
     *
     * @param libraryId the only Audiobookshelf library to use; empty for all
     * @param interval between cycles; a discovery that failed is tried again after it
     * @param discovery between two looks at both libraries
     * @param deepScan between two complete readings of the Audible library
     * @param flags between two looks at Audible's finished flags
     */
    public record Schedule(
            Optional<String> libraryId,
            Duration interval,
            Duration discovery,
            Duration deepScan,
            Duration flags) {}

    BookFinder(Books books, StateStore store, Schedule schedule, OutageLog outages, Clock clock) {
        this.books = books;
        this.store = store;
        this.schedule = schedule;
        this.outages = outages;
        this.clock = clock;
    }

    /** Whether the Audiobookshelf libraries have to be listed. */
    public boolean isAudiobookshelfDue() {
        return isDue(SHELF_READ_AT, schedule.discovery());
    }

    /** Whether the Audible library has to be asked for changes. */
    public boolean isAudibleDue() {
        return isDue(LIBRARY_READ_AT, schedule.discovery())
                || isDue(LIBRARY_COMPLETE_AT, schedule.deepScan());
    }

    /** Whether Audible's finished flags have to be asked for. */
    public boolean areFlagsDue() {
        return books.hasTitles() && isDue(FLAGS_READ_AT, schedule.flags());
    }

    private synchronized boolean isDue(String what, Duration every) {
        Instant now = clock.instant();
        return isOver(Optional.ofNullable(triedAt.get(what)), schedule.interval(), now)
                && isOver(store.findValue(what).map(Instant::parse), every, now);
    }

    /** Whether so much time has passed; a time in the future is one from before our clock was set back. */
    private static boolean isOver(Optional<Instant> last, Duration every, Instant now) {
        return last.map(at -> at.isAfter(now) || !now.isBefore(at.plus(every))).orElse(true);
    }

    private synchronized void tried(String... what) {
        for (String name : what) {
            triedAt.put(name, clock.instant());
        }
    }

    private void done(String what) {
        store.saveValue(what, clock.instant().toString());
    }

    /** Asks for the Audiobookshelf libraries. */
    public ServiceRequest librariesRequest() {
        tried(SHELF_READ_AT);
        return AudiobookshelfRequests.libraries();
    }

    /**
     * The libraries whose books count.
     *
     * @throws UnexpectedAnswer if {@code ABS_LIBRARY_ID} names none of them
     */
    public List<Library> chooseLibraries(@Body ServiceAnswer answer) {
        List<Library> shelves =
                AudiobookshelfAnswers.libraries(answer).stream().filter(Library::books).toList();
        if (schedule.libraryId().isEmpty()) {
            return shelves;
        }
        String wanted = schedule.libraryId().get();
        List<Library> chosen =
                shelves.stream().filter(library -> library.id().equals(wanted)).toList();
        if (chosen.isEmpty()) {
            List<String> known =
                    shelves.stream().map(library -> library.name() + " = " + library.id()).toList();
            throw new UnexpectedAnswer(
                    "Audiobookshelf has no book library '%s' that this user may see; set ABS_LIBRARY_ID to one of %s, or remove it"
                            .formatted(wanted, known));
        }
        return chosen;
    }

    /** An empty list to collect the items of all libraries in. */
    public List<ShelfItem> newShelf() {
        return new ArrayList<>();
    }

    /** Asks for all items of a library. */
    public ServiceRequest itemsRequest(@Variable("library") Library library) {
        return AudiobookshelfRequests.items(library.id());
    }

    /** Collects the items of a library. */
    public void acceptItems(
            @Body ServiceAnswer answer,
            @Variable("library") Library library,
            @Variable("shelf") List<ShelfItem> shelf) {
        shelf.addAll(AudiobookshelfAnswers.items(answer, library));
    }

    /** Takes over the complete list of items. */
    public void saveShelf(@Variable("shelf") List<ShelfItem> shelf) {
        outages.fine(tellsItsBooks(Side.AUDIOBOOKSHELF));
        store.saveShelfItems(shelf);
        done(SHELF_READ_AT);
        books.readItems();
        books.pair();
        LOG.info("Audiobookshelf has {} book items; {}", shelf.size(), found());
    }

    /** Begins to page through the Audible library: all of it now and then, only the changes in between. */
    public LibraryScan beginScan() {
        boolean all = isDue(LIBRARY_COMPLETE_AT, schedule.deepScan());
        tried(LIBRARY_READ_AT, LIBRARY_COMPLETE_AT);
        return new LibraryScan(
                all ? Optional.empty() : store.findValue(StateStore.AUDIBLE_STATE_TOKEN));
    }

    /** Collects a page. */
    public void acceptPage(@Body ServiceAnswer answer, @Variable("scan") LibraryScan scan) {
        scan.accept(AudibleAnswers.library(answer));
    }

    /**
     * Takes over what the pages said.
     *
     * @throws UnexpectedAnswer if the whole library is empty all of a sudden: the known titles are not dropped for that
     */
    public void saveTitles(@Variable("scan") LibraryScan scan) {
        if (scan.isComplete() && scan.titles().isEmpty() && books.hasTitles()) {
            throw new UnexpectedAnswer(
                    "Audible lists no title at all, where it listed some before; check that the"
                            + " session is of the right account and marketplace");
        }
        outages.fine(tellsItsBooks(Side.AUDIBLE));
        store.saveAudibleTitles(scan.titles(), scan.revoked(), scan.isComplete(), scan.token());
        done(LIBRARY_READ_AT);
        if (scan.isComplete()) {
            done(LIBRARY_COMPLETE_AT);
            done(FLAGS_READ_AT);
        }
        books.readTitles();
        books.pair();
        LOG.info("Audible: {} titles new or read again; {}", scan.titles().size(), found());
    }

    private String found() {
        Books.Sizes sizes = books.sizes();
        return "%d titles on Audible, %d items on Audiobookshelf, %d books on both"
                .formatted(sizes.audibleTitles(), sizes.audiobookshelfItems(), sizes.pairs());
    }

    /** Asks for the finished flags that changed lately. */
    public ServiceRequest flagsRequest(@Variable("flags") FlagScan scan) {
        return AudibleRequests.finishedFlags(scan.since(), scan.continuation());
    }

    /** Begins to page through the finished flags that changed. */
    public FlagScan beginFlags() {
        tried(FLAGS_READ_AT);
        Instant now = clock.instant();
        Instant since =
                store.findValue(FLAGS_SINCE)
                        .map(Instant::parse)
                        .filter(known -> !known.isAfter(now))
                        .orElseGet(() -> now.minus(FLAGS_OVERLAP));
        return new FlagScan(since);
    }

    /** Takes over a page of finished flags. */
    public void acceptFlags(@Body ServiceAnswer answer, @Variable("flags") FlagScan scan) {
        FinishedFlags page = AudibleAnswers.finishedFlags(answer);
        learn(page);
        scan.accept(page, answer.receivedAt());
        if (!scan.isUnfinished()) {
            outages.fine(tellsItsBooks(Side.AUDIBLE));
            store.saveValue(FLAGS_SINCE, scan.latest().toString());
            done(FLAGS_READ_AT);
        }
    }

    private void learn(FinishedFlags page) {
        Map<Asin, FinishedFlag> flags = new HashMap<>();
        page.flags()
                .forEach(
                        (asin, flag) ->
                                flags.put(
                                        asin, new FinishedFlag(flag.finished(), flag.changedAt())));
        books.learnFlags(flags);
    }

    /** Asks for one title's finished flag. */
    public ServiceRequest flagRequest(@Variable("asin") Asin asin) {
        return AudibleRequests.finishedFlag(asin);
    }

    /** Takes over one title's flag; a title without a record was never marked. */
    public void acceptFlag(
            @Body ServiceAnswer answer,
            @Variable("asin") Asin asin,
            @Variable("cycle") Cycle cycle) {
        FinishedFlags page = AudibleAnswers.finishedFlags(answer);
        FinishedFlags.Flag flag =
                page.flags().getOrDefault(asin, new FinishedFlags.Flag(false, Optional.empty()));
        books.learnFlags(Map.of(asin, new FinishedFlag(flag.finished(), flag.changedAt())));
        cycle.unreadFlags().remove(asin);
    }

    /** A finished flag could not be read: its book waits. */
    public void flagNotRead(@Variable("asin") Asin asin, Exception failure) {
        Cycles.unlessStateFailed(failure);
        LOG.warn(
                "The finished flag of {} could not be read, the book waits: {}",
                asin,
                failure.getMessage());
    }

    /** A discovery failed: the known books go on, and it is tried again in the next interval. */
    public void discoveryFailed(
            @Variable("cycle") Cycle cycle, @Variable("failedSide") Side side, Exception caught) {
        Exception failure = withoutWrapping(caught);
        Cycles.unlessStateFailed(failure);
        cycle.discoveryFailed(side);
        boolean known = side == Side.AUDIBLE ? books.hasTitles() : books.hasItems();
        outages.trouble(
                tellsItsBooks(side),
                failure,
                "%s could not be asked for its books, %s: %s"
                        .formatted(
                                side.title(),
                                known ? "the known ones go on" : "none are known yet",
                                failure.getMessage()));
        if (!known) {
            cycle.failed(side, String.valueOf(failure.getMessage()));
        }
    }

    private static String tellsItsBooks(Side side) {
        return side.title() + " tells its books";
    }

    /** A failure within a split comes wrapped. */
    private static Exception withoutWrapping(Exception caught) {
        return caught instanceof CamelExchangeException
                        && caught.getCause() instanceof SyncFailure failure
                ? failure
                : caught;
    }
}
