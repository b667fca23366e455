package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.JournalEntry.Confirmation;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeListener;
import io.github.audibleabssync.practice.PracticeRequest;
import io.github.audibleabssync.state.StateStore;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code kill -9} at each step of a cycle and at exact requests, for each kind of write: after a restart the end is the same as without a kill, and
 * nothing is written twice.
 *
 * <p>Each home has one daemon that is killed again and again, each time with another book on its way, and one book that
 * nothing happens to: what becomes of it is what has to become of the others.
 */
class KilledAtEachStepTest {

    /** More would keep the processors from tests beside this one, some of which measure time. */
    private static final int HOMES_AT_ONCE = 5;

    private static final int KILLS_PER_HOME = 10;
    private static final Duration FORWARD = Duration.ofMinutes(20);

    /** Of two neighbours with nothing between them, after one and before the next, one is here. */
    private static final List<String> STEPS =
            List.of(
                    "before-find-books",
                    "after-find-books",
                    "after-read-audiobookshelf-places",
                    "after-read-audible-places",
                    "after-settle-old-claims",
                    "after-resolve-conflict",
                    "after-plan",
                    "after-remember-cycle",
                    "before-claim",
                    "claimed",
                    "on-record",
                    "answered",
                    "sent",
                    "before-read-back",
                    "after-read-back",
                    "after-remember-write",
                    "before-report");

    private static final String RECEIVED = "the request was received, and never applied";
    private static final String APPLIED_LATE = "the request was received, and applied afterwards";
    private static final String APPLIED = "the request was applied, and not answered";
    private static final String BETWEEN = "between-place-and-flag";

    /** A kind of write. */
    enum Kind {
        PLACE_TO_AUDIBLE(Side.AUDIBLE),
        PLACE_TO_AUDIOBOOKSHELF(Side.AUDIOBOOKSHELF),
        FINISH_TO_AUDIBLE(Side.AUDIBLE),
        FINISH_TO_AUDIOBOOKSHELF(Side.AUDIOBOOKSHELF),
        PLACE_AND_FINISH_TO_AUDIBLE(Side.AUDIBLE);

        private final Side target;

        Kind(Side target) {
            this.target = target;
        }

        /** What the listener does. */
        void listen(PracticeListener listener, PracticeBook book) {
            switch (this) {
                case PLACE_TO_AUDIBLE -> listener.listenOnAudiobookshelf(book.itemId(), FORWARD);
                case PLACE_TO_AUDIOBOOKSHELF -> listener.listenOnPhone(book.asin(), FORWARD);
                case FINISH_TO_AUDIBLE -> listener.finishByButton(book.itemId());
                case FINISH_TO_AUDIOBOOKSHELF -> listener.finishOnPhone(book.asin());
                case PLACE_AND_FINISH_TO_AUDIBLE ->
                        listener.listenOnAudiobookshelf(book.itemId(), Duration.ofHours(9));
            }
        }

        /** A finish for Audible goes the way of a place for Audible until it is planned. */
        List<String> moments() {
            Stream<String> steps =
                    switch (this) {
                        case PLACE_AND_FINISH_TO_AUDIBLE ->
                                Stream.of("on-record", BETWEEN, "answered");
                        case FINISH_TO_AUDIBLE -> STEPS.stream().skip(STEPS.indexOf("after-plan"));
                        default -> STEPS.stream();
                    };
            return Stream.concat(steps, Stream.of(RECEIVED, APPLIED_LATE, APPLIED)).toList();
        }

        /** The request after which the daemon gets to see what the listener did. */
        Predicate<PracticeRequest> lastRequestBefore() {
            return this == FINISH_TO_AUDIOBOOKSHELF
                    ? Faults.on("GET", "/1.0/stats/status/finished")
                    : Faults.on("GET", "/api/me");
        }

        /** How many requests the write takes. */
        int requests() {
            return this == PLACE_AND_FINISH_TO_AUDIBLE ? 2 : 1;
        }
    }

    /** What is tested: a kind of write, and when the process dies. */
    record Kill(Kind kind, String moment) {

        boolean isBetweenPlaceAndFlag() {
            return kind == Kind.PLACE_AND_FINISH_TO_AUDIBLE
                    && List.of(BETWEEN, APPLIED_LATE, APPLIED).contains(moment);
        }

        @Override
        public String toString() {
            return kind + ": " + moment;
        }
    }

    /** What became of a book in the end. */
    record End(
            Optional<Place> onAudible,
            boolean finishedOnAudible,
            Optional<Place> onAudiobookshelf,
            boolean finishedOnAudiobookshelf,
            int generation,
            long revision,
            Optional<Reason> last,
            List<String> journal,
            List<String> applied) {

        End withRecordsOf(End other) {
            return new End(
                    onAudible,
                    finishedOnAudible,
                    onAudiobookshelf,
                    finishedOnAudiobookshelf,
                    generation,
                    other.revision,
                    last,
                    other.journal,
                    applied);
        }
    }

    /** A book's end, and that of the book in the same home that nothing happened to. */
    private record Outcome(End killed, End undisturbed, int exitCode, long openClaims) {}

    @TempDir static Path folder;

    private static final Map<Kill, Future<Map<Kill, Outcome>>> OUTCOMES = new HashMap<>();
    private static final ExecutorService HOMES = Executors.newFixedThreadPool(HOMES_AT_ONCE);

    static Stream<Kill> kills() {
        return Stream.of(Kind.values())
                .flatMap(kind -> kind.moments().stream().map(moment -> new Kill(kind, moment)));
    }

    @BeforeAll
    static void killEverywhere() {
        for (Kind kind : Kind.values()) {
            List<Kill> all = kind.moments().stream().map(one -> new Kill(kind, one)).toList();
            for (int from = 0; from < all.size(); from += KILLS_PER_HOME) {
                List<Kill> some = all.subList(from, Math.min(all.size(), from + KILLS_PER_HOME));
                Path home = folder.resolve(kind.name() + from);
                Future<Map<Kill, Outcome>> future = HOMES.submit(() -> run(home, kind, some));
                some.forEach(kill -> OUTCOMES.put(kill, future));
            }
        }
    }

    @AfterAll
    static void end() {
        HOMES.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("kills")
    void aKillAtAnyMomentEndsLikeNoKillAndWritesNothingTwice(Kill kill) throws Throwable {
        // when
        Outcome outcome = outcome(kill);

        // then
        End undisturbed = outcome.undisturbed();
        assertThat(undisturbed.applied()).hasSize(kill.kind().requests());
        assertThat(undisturbed.journal()).hasSize(1);
        assertThat(undisturbed.last()).contains(Reason.IN_SYNC);
        assertThat(outcome.exitCode()).isEqualTo(Halt.EXIT_CODE);
        if (kill.isBetweenPlaceAndFlag()) {
            // two requests, and so two records: the place arrived in the first life, the flag in
            // the second
            assertThat(outcome.killed().journal()).hasSize(2);
            assertThat(outcome.killed().revision()).isEqualTo(undisturbed.revision() + 1);
            assertThat(outcome.killed().withRecordsOf(undisturbed)).isEqualTo(undisturbed);
        } else {
            assertThat(outcome.killed()).isEqualTo(undisturbed);
        }
        assertThat(outcome.openClaims()).isZero();
    }

    private static Outcome outcome(Kill kill) throws Throwable {
        try {
            return Objects.requireNonNull(
                    Objects.requireNonNull(OUTCOMES.get(kill)).get().get(kill));
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private static Map<Kill, Outcome> run(Path folder, Kind kind, List<Kill> kills)
            throws Exception {
        try (PracticeHome home = new PracticeHome(folder).withHaltingRoutes()) {
            if (kind == Kind.FINISH_TO_AUDIOBOOKSHELF) {
                home.with("AUDIBLE_FINISHED_INTERVAL_SECONDS", "1");
            }
            PracticeBook undisturbed = home.books(1).getFirst();
            List<PracticeBook> books = home.books(kills.size());
            home.start();
            home.awaitAgreements(Stream.concat(Stream.of(undisturbed), books.stream()).toList());
            kind.listen(home.listener, undisturbed);
            awaitSettled(home, undisturbed);

            Map<Kill, Integer> exits = new HashMap<>();
            for (Kill kill : kills) {
                PracticeBook book = books.get(kills.indexOf(kill));
                exits.put(kill, kill(home, kill, book));
                home.start();
                awaitSettled(home, book);
            }
            home.awaitCycles(10);
            home.stop();

            End expected = end(home, undisturbed);
            Map<Kill, Outcome> outcomes = new HashMap<>();
            for (Kill kill : kills) {
                PracticeBook book = books.get(kills.indexOf(kill));
                outcomes.put(
                        kill,
                        new Outcome(
                                end(home, book),
                                expected,
                                exits.getOrDefault(kill, -1),
                                (long) home.openClaims().size()));
            }
            return outcomes;
        }
    }

    /** Lets the listener listen and the process die. Returns the exit code. */
    private static int kill(PracticeHome home, Kill kill, PracticeBook book) {
        Kind kind = kill.kind();
        switch (kill.moment()) {
            case RECEIVED -> {
                faults(home, kind)
                        .next(1, PracticeHome.writeTo(book), Fault.closeWithoutAnswer())
                        .beforeApply(1, PracticeHome.writeTo(book), home.daemon()::kill);
                kind.listen(home.listener, book);
            }
            case APPLIED_LATE -> {
                faults(home, kind).beforeApply(1, PracticeHome.writeTo(book), home.daemon()::kill);
                kind.listen(home.listener, book);
            }
            case APPLIED -> {
                faults(home, kind).afterApply(1, PracticeHome.writeTo(book), home.daemon()::kill);
                kind.listen(home.listener, book);
            }
            case "before-find-books", "after-find-books" -> {
                // the listener is not seen before a cycle reads the places: here it is while nobody
                // looks
                home.haltAt(kill.moment());
                int code = home.daemon().awaitEnd(PracticeHome.PATIENCE);
                kind.listen(home.listener, book);
                return code;
            }
            default ->
                    // right before the daemon reads, so that it dies in the very cycle that sees
                    // the move
                    (kind == Kind.FINISH_TO_AUDIOBOOKSHELF
                                    ? home.audible.faults()
                                    : home.audiobookshelf.faults())
                            .beforeApply(
                                    1,
                                    kind.lastRequestBefore(),
                                    () -> {
                                        kind.listen(home.listener, book);
                                        home.haltAt(kill.moment());
                                    });
        }
        return home.daemon().awaitEnd(PracticeHome.PATIENCE);
    }

    private static Faults faults(PracticeHome home, Kind kind) {
        return kind.target == Side.AUDIBLE ? home.audible.faults() : home.audiobookshelf.faults();
    }

    private static void awaitSettled(PracticeHome home, PracticeBook book) {
        home.awaitState(
                "'%s' is settled".formatted(book.title()),
                PracticeHome.PATIENCE,
                store ->
                        !store.listJournal(PracticeHome.key(book)).isEmpty()
                                && store.listOpenClaims().isEmpty()
                                && last(store, book).equals(Optional.of(Reason.IN_SYNC)));
    }

    private static Optional<Reason> last(StateStore store, PracticeBook book) {
        return state(store, book).last().map(BookState.Verdict::reason);
    }

    private static BookState state(StateStore store, PracticeBook book) {
        return store.listBooks().getOrDefault(PracticeHome.key(book), BookState.NEW);
    }

    private static End end(PracticeHome home, PracticeBook book) {
        return home.inState(
                store -> {
                    var agreement = state(store, book).agreement().orElseThrow();
                    return new End(
                            home.listener.placeOnPhone(book.asin()),
                            home.listener.finishedOnPhone(book.asin()),
                            home.listener.placeOnAudiobookshelf(book.itemId()),
                            home.listener.finishedOnAudiobookshelf(book.itemId()),
                            agreement.generation(),
                            agreement.revision(),
                            last(store, book),
                            store.listJournal(PracticeHome.key(book)).stream()
                                    .map(KilledAtEachStepTest::describe)
                                    .toList(),
                            home.applied(book).stream().map(one -> describe(one, book)).toList());
                });
    }

    private static String describe(JournalEntry entry) {
        assertThat(entry.confirmed()).isEqualTo(Confirmation.CONFIRMED);
        return "%s: %s -> %s %s, rule %s"
                .formatted(
                        entry.side(),
                        entry.before().map(before -> before.place() + " " + before.finished()),
                        entry.after().place(),
                        entry.after().finished(),
                        entry.rule());
    }

    private static String describe(LoggedRequest request, PracticeBook book) {
        return request.method()
                + " "
                + request.path()
                        .replace(book.asin().value(), "ASIN")
                        .replace(book.itemId(), "ITEM");
    }
}
