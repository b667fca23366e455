package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.state.Command;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The first run: it is told what was found, and only then anything is written. */
class FirstLookTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(20);

    @TempDir Path folder;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> log =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    told.add(event.getFormattedMessage());
                }
            };

    @BeforeEach
    void listen() {
        logger().setLevel(Level.INFO);
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(FirstLook.class);
    }

    /** So small steps that a dozen books take three of them. */
    private Rig rig() throws Exception {
        return new Rig(folder)
                .with("AUDIBLE_BATCH_SIZE", "5")
                .with("AUDIBLE_REQUESTS_PER_CYCLE", "1");
    }

    /** Books of which each is further on Audiobookshelf. */
    private static List<PracticeBook> further(Rig rig, int count) {
        List<PracticeBook> books = rig.library.books(count);
        books.forEach(book -> rig.place(book, START, START.plus(HEARD)));
        return books;
    }

    private static Cycle sweep(Rig rig) {
        rig.clock.step(Duration.ofSeconds(2));
        return rig.cycle(true);
    }

    private static int writes(Rig rig) {
        return rig.writesToAudible().size() + rig.writesToAudiobookshelf().size();
    }

    @Test
    @Covers(Rule.R44_DRY_RUN)
    void nothingIsWrittenBeforeAllBooksWereLookedAtAndItWasTold() throws Exception {
        try (Rig rig = rig()) {
            List<PracticeBook> books = new ArrayList<>(further(rig, 8));
            PracticeBook agrees = rig.bookAt(START);
            PracticeBook held = rig.bookAt(START);
            rig.place(held, Duration.ofHours(1), Duration.ofHours(9));
            PracticeBook toShelf = rig.library.book(Duration.ofHours(10));
            rig.audible.prepare(
                    toShelf.asin(), new Place(START), rig.clock.instant().minus(Rig.LONG_AGO));
            PracticeBook untouched = rig.library.book(Duration.ofHours(10));
            rig.start();

            Cycle first = sweep(rig);
            assertThat(first.resolved()).hasSize(5);
            assertThat(first.intents()).isEmpty();
            assertThat(Rig.reason(first, books.getFirst())).isEqualTo(Reason.FIRST_LOOK);
            sweep(rig);
            assertThat(writes(rig)).isZero();
            assertThat(told).isEmpty();

            sweep(rig);
            assertThat(told)
                    .singleElement()
                    .asString()
                    .startsWith(
                            "First look: 12 books are on both sides. 1 agree, 9 will move (8 on"
                                    + " Audible, 1 on Audiobookshelf), 1 are held (1 × the more"
                                    + " recent place")
                    .contains("1 stay as they are (1 × not begun on either side)")
                    .endsWith(
                            "Nothing was written so far; from now on the places follow each"
                                    + " other.");
            FirstFindings found = rig.bean("firstLook", FirstLook.class).findings().orElseThrow();
            assertThat(found.moves()).isEqualTo(Map.of(Side.AUDIBLE, 8, Side.AUDIOBOOKSHELF, 1));
            assertThat(found.notSeen()).isZero();

            // what waited goes at the pace of the sweep
            for (int step = 0; step < 4; step++) {
                sweep(rig);
            }
            assertThat(books).allMatch(book -> rig.onAudible(book).equals(START.plus(HEARD)));
            assertThat(rig.onAudiobookshelf(toShelf)).isEqualTo(START);
            assertThat(rig.onAudible(held)).isEqualTo(Duration.ofHours(1));
            assertThat(rig.onAudible(agrees)).isEqualTo(START);
            assertThat(rig.listener.placeOnPhone(untouched.asin())).isEmpty();
            assertThat(sweep(rig).asked()).isEmpty();
            assertThat(told).hasSize(1);
        }
    }

    @Test
    void whereOneCycleIsEnoughItIsToldAndWrittenInTheSame() throws Exception {
        try (Rig rig = new Rig(folder)) {
            List<PracticeBook> books = further(rig, 3);

            rig.start().nextCycle();

            assertThat(told).singleElement().asString().contains("3 will move");
            assertThat(books).allMatch(book -> rig.onAudible(book).equals(START.plus(HEARD)));
        }
    }

    @Test
    void aFirstRunThatWasStoppedMidwayGoesOnWhereItWas() throws Exception {
        try (Rig rig = rig()) {
            List<PracticeBook> books = further(rig, 6);
            List<PracticeBook> agreed = Stream.generate(() -> rig.bookAt(START)).limit(6).toList();
            rig.start();
            sweep(rig);
            sweep(rig);

            // agreements were recorded, and the next life must not take them for an old state's
            rig.restart();
            assertThat(told).isEmpty();
            sweep(rig);

            assertThat(told)
                    .singleElement()
                    .asString()
                    .contains("12 books are on both sides. 6 agree, 6 will move (6 on Audible");
            rig.restart();
            assertThat(rig.bean("firstLook", FirstLook.class).isOver()).isTrue();
            for (int step = 0; step < 3; step++) {
                sweep(rig);
            }
            assertThat(writes(rig)).isEqualTo(6);
            assertThat(books).allMatch(book -> rig.onAudible(book).equals(START.plus(HEARD)));
            assertThat(agreed).allMatch(book -> rig.onAudible(book).equals(START));
            assertThat(told).hasSize(1);
        }
    }

    @Test
    void aDryRunTellsItAndTheRunAfterItOnceMoreBeforeItsFirstWrite() throws Exception {
        try (Rig rig = new Rig(folder)) {
            further(rig, 2);
            rig.with("DRY_RUN", "true").start().nextCycles(2);
            assertThat(told)
                    .singleElement()
                    .asString()
                    .contains("2 would move", "It is a dry run: nothing is written.");
            rig.stop();

            rig.with("DRY_RUN", "false").start().nextCycle();

            assertThat(told).hasSize(2);
            assertThat(told.getLast()).contains("2 will move");
            assertThat(writes(rig)).isEqualTo(2);
        }
    }

    @Test
    void aSideThatIsAwayHoldsItUpUntilItIsBackAndNotForLonger() throws Exception {
        try (Rig rig = new Rig(folder)) {
            List<PracticeBook> books = further(rig, 3);
            rig.audible.faults().always(Faults.on("GET", "/1.0/annotations"), Fault.status(503));
            rig.start().nextCycles(2);
            assertThat(told).isEmpty();

            rig.audible.faults().clear();
            rig.cycleUntil(() -> !told.isEmpty());

            assertThat(told).singleElement().asString().contains("3 will move");
            rig.cycleUntil(
                    () ->
                            books.stream()
                                    .allMatch(
                                            book -> rig.onAudible(book).equals(START.plus(HEARD))));
        }
    }

    /** They counted as looked at, and all that was told was that a side could not be read. */
    @Test
    void booksThatWereAskedWhileASideWasAwayAreAskedAgainFirst() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_REQUESTS_PER_CYCLE", "1");
            further(rig, 40);
            rig.audible.faults().always(Faults.on("GET", "/1.0/annotations"), Fault.status(503));
            rig.start().nextCycles(4);
            rig.audible.faults().clear();

            rig.cycleUntil(() -> !told.isEmpty());

            assertThat(told).singleElement().asString().contains("40 will move");
        }
    }

    /** The hour began with the first cycle, before there was anything to look at. */
    @Test
    void theHourBeginsWithTheFirstBook() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_LIBRARY_DISCOVERY_INTERVAL_SECONDS", "120")
                    .with("AUDIBLE_REQUESTS_PER_CYCLE", "1");
            rig.start().nextCycles(2);
            rig.clock.step(Duration.ofHours(2));
            further(rig, 40);

            rig.cycleUntil(() -> !told.isEmpty());

            assertThat(told).singleElement().asString().contains("40 will move");
        }
    }

    @Test
    void whatNeverComesToAnEndIsToldAfterAnHourAllTheSame() throws Exception {
        try (Rig rig = rig()) {
            further(rig, 8);
            rig.start();
            sweep(rig);
            rig.clock.step(Duration.ofMinutes(61));

            // the first five are asked again, three were never asked
            rig.cycle();

            assertThat(told).singleElement().asString().contains("8 books are on both sides");
        }
    }

    @Test
    void emptyLibrariesHoldUpNothingThatComesLater() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_LIBRARY_DISCOVERY_INTERVAL_SECONDS", "120");
            rig.start().nextCycles(2);
            assertThat(told).isEmpty();
            List<PracticeBook> books = further(rig, 2);

            rig.nextCycles(2);

            assertThat(told).singleElement().asString().contains("2 books are on both sides");
            assertThat(books).allMatch(book -> rig.onAudible(book).equals(START.plus(HEARD)));

            // and books that are new afterwards are written as they come
            List<PracticeBook> more = further(rig, 2);
            rig.nextCycles(2);
            assertThat(more).allMatch(book -> rig.onAudible(book).equals(START.plus(HEARD)));
            assertThat(told).hasSize(1);
        }
    }

    @Test
    void whatAPersonAsksForIsDoneAtOnce() throws Exception {
        try (Rig rig = rig()) {
            PracticeBook asked = further(rig, 12).getFirst();
            rig.start();
            sweep(rig);

            rig.ask(
                    command -> command.about(Rig.key(asked)).keeping(Side.AUDIBLE),
                    Command.Kind.KEEP);

            assertThat(rig.onAudiobookshelf(asked)).isEqualTo(START);
            assertThat(writes(rig)).isEqualTo(1);
            assertThat(told).isEmpty();
        }
    }

    @Test
    void aStateThatHasSeenWritesBeforeIsNotLookedAtAfresh() throws Exception {
        try (Rig rig = rig()) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.stop();
            Tables.change(
                    folder.resolve("state.db"),
                    "DELETE FROM small_value WHERE name = 'first-look'");
            told.clear();

            rig.start();

            assertThat(rig.bean("firstLook", FirstLook.class).isOver()).isTrue();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.nextCycle();
            assertThat(rig.onAudible(book)).isEqualTo(START.plus(HEARD));
            assertThat(told).isEmpty();
        }
    }
}
