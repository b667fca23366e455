package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.JournalEntry.Confirmation;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeListener;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code kill -9} at random moments while a listener listens here and there. The seed is printed; {@code -Dkill.seed=…} runs
 * the same moves again (the moments are only nearly the same: the machine has its own clock).
 */
class KilledAtRandomTest {

    private static final int HOMES = 4;
    private static final int KILLS_PER_HOME = 5;
    private static final int MOST_MOVES_ON_BOTH_SIDES = 4;
    private static final Pattern VALUE =
            Pattern.compile("\"(?:position_ms|currentTime|event_type|isFinished)\":([^,}]+)");

    @TempDir Path folder;

    /** Where a book is listened to. */
    private enum Where {
        PHONE,
        AUDIOBOOKSHELF,
        BOTH
    }

    /** A book of a home, and what its listener did. */
    private static final class Listened {
        private final PracticeBook book;
        private final Where where;
        private final List<Place> reached = new ArrayList<>();
        private boolean finished;

        private Listened(PracticeBook book, Where where) {
            this.book = book;
            this.where = where;
        }

        /** Every step is another one, so that no place is ever reached twice. */
        void listen(PracticeListener listener, Random random, int step) {
            if (finished || (where == Where.BOTH && reached.size() >= MOST_MOVES_ON_BOTH_SIDES)) {
                return;
            }
            boolean phone = where == Where.PHONE || (where == Where.BOTH && random.nextBoolean());
            if (where != Where.BOTH && random.nextInt(8) == 0) {
                finished = true;
                if (phone) {
                    listener.finishOnPhone(book.asin());
                } else {
                    listener.finishByButton(book.itemId());
                }
                return;
            }
            Duration forward = Duration.ofMinutes(4).plusSeconds(7L * step);
            reached.add(
                    phone
                            ? listener.listenOnPhone(book.asin(), forward)
                            : listener.listenOnAudiobookshelf(book.itemId(), forward));
        }
    }

    @Test
    void whateverIsKilledWheneverEveryPlaceArrivesAndNoneIsWrittenTwice() throws Throwable {
        // given
        long seed = Long.getLong("kill.seed", System.nanoTime() % 1_000_000);
        System.out.println("random kills: -Dkill.seed=" + seed);
        try (ExecutorService homes = Executors.newFixedThreadPool(HOMES)) {
            // when
            List<Future<?>> all = new ArrayList<>();
            for (int number = 0; number < HOMES; number++) {
                Random random = new Random(seed + number);
                Path own = folder.resolve("home-" + number);
                all.add(
                        homes.submit(
                                () -> {
                                    live(own, random);
                                    return true;
                                }));
            }

            // then
            for (Future<?> one : all) {
                Object _ = one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("with -Dkill.seed=" + seed, e.getCause());
        }
    }

    private static void live(Path folder, Random random) throws IOException {
        try (PracticeHome home =
                new PracticeHome(folder).with("AUDIBLE_FINISHED_INTERVAL_SECONDS", "1")) {
            List<PracticeBook> books = home.books(8);
            List<Listened> listened =
                    IntStream.range(0, books.size())
                            .mapToObj(i -> new Listened(books.get(i), Where.values()[i * 3 / 8]))
                            .toList();
            home.start();
            home.awaitAgreements(books);
            int step = 0;
            for (int kill = 0; kill < KILLS_PER_HOME; kill++) {
                for (int moves = 1 + random.nextInt(3); moves > 0; moves--) {
                    listenSomewhere(home, listened, random, ++step);
                }
                waitForTheKill(home, random);
                home.daemon().kill();
                if (random.nextBoolean()) {
                    listenSomewhere(home, listened, random, ++step);
                }
                home.start();
                home.awaitCycles(1);
            }
            awaitQuiet(home, books);
            home.awaitCycles(3);
            home.stop();
            listened.forEach(book -> check(home, book));
        }
    }

    private static void listenSomewhere(
            PracticeHome home, List<Listened> books, Random random, int step) {
        books.get(random.nextInt(books.size())).listen(home.listener, random, step);
    }

    /** A random number of requests, or a random time. */
    private static void waitForTheKill(PracticeHome home, Random random) {
        if (random.nextBoolean()) {
            long until = requests(home) + 1 + random.nextInt(10);
            home.await("requests", PracticeHome.PATIENCE, () -> requests(home) >= until);
        } else {
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(6000)).toNanos());
        }
    }

    private static long requests(PracticeHome home) {
        return home.audible.log().total() + home.audiobookshelf.log().total();
    }

    private static void awaitQuiet(PracticeHome home, List<PracticeBook> books) {
        home.awaitState(
                "all books are in step",
                Duration.ofMinutes(2),
                store -> {
                    Map<?, BookState> states = store.listBooks();
                    return store.listOpenClaims().isEmpty()
                            && books.stream()
                                    .map(book -> states.get(PracticeHome.key(book)))
                                    .allMatch(KilledAtRandomTest::isInStep);
                });
    }

    private static boolean isInStep(@Nullable BookState state) {
        return state != null
                && state.last().map(last -> last.reason() == Reason.IN_SYNC).orElse(false);
    }

    private static void check(PracticeHome home, Listened one) {
        PracticeBook book = one.book;
        PracticeListener listener = home.listener;
        Place onPhone = listener.placeOnPhone(book.asin()).orElseThrow();
        Place onAudiobookshelf = listener.placeOnAudiobookshelf(book.itemId()).orElseThrow();
        List<JournalEntry> journal =
                home.inState(store -> store.listJournal(PracticeHome.key(book)));
        List<String> applied =
                home.applied(book).stream().map(KilledAtRandomTest::describe).toList();
        String what =
                "%s, reached %s, finished %s, applied %s, journal %s; the daemon said:%n%s"
                        .formatted(
                                book,
                                one.reached,
                                one.finished,
                                applied,
                                journal,
                                home.daemon().output());

        // a session that Audiobookshelf refused as older looks like one that it took, and is
        // decided afresh
        Predicate<String> counts =
                write -> one.where != Where.BOTH || !write.contains("/api/session/");
        assertThat(applied)
                .as("written once each: %s", what)
                .filteredOn(counts)
                .doesNotHaveDuplicates();
        assertThat(listener.finishedOnPhone(book.asin())).as(what).isEqualTo(one.finished);
        assertThat(listener.finishedOnAudiobookshelf(book.itemId()))
                .as(what)
                .isEqualTo(one.finished);
        if (!one.finished) {
            assertThat(onPhone.distance(onAudiobookshelf))
                    .as(what)
                    .isLessThanOrEqualTo(Duration.ofSeconds(5));
            Place last = one.reached.isEmpty() ? PracticeHome.FIRST : one.reached.getLast();
            List<Place> expected = one.where == Where.BOTH ? reached(one) : List.of(last);
            assertThat(onPhone).as(what).isIn(expected);
        }
        Map<Confirmation, Integer> rows = new HashMap<>();
        journal.forEach(entry -> rows.merge(entry.confirmed(), 1, Integer::sum));
        int confirmed = rows.getOrDefault(Confirmation.CONFIRMED, 0);
        int overtaken = rows.getOrDefault(Confirmation.OVERTAKEN, 0);
        assertThat(applied).as(what).hasSizeGreaterThanOrEqualTo(confirmed);
        if (one.where != Where.BOTH) {
            // a write that was cut off, and a newer place since: whether it arrived nobody can
            // tell.
            // Where both sides move at once, Audiobookshelf answers 200 to a write that it refuses
            // as older
            assertThat(applied).as(what).hasSizeLessThanOrEqualTo(confirmed + overtaken);
        }
    }

    private static List<Place> reached(Listened one) {
        return Stream.concat(Stream.of(PracticeHome.FIRST), one.reached.stream()).toList();
    }

    private static String describe(LoggedRequest request) {
        Matcher value = VALUE.matcher(request.body());
        return request.method()
                + " "
                + request.path()
                + " "
                + (value.find() ? value.group(1) : request.body());
    }
}
