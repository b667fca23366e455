package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.PutOff;
import io.github.audibleabssync.core.BookState.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which books are asked in a cycle. Books are called by numbers; a smaller number was asked longer ago. */
class WatchlistTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final Map<BookKey, BookState> states = new LinkedHashMap<>();
    private final Map<BookKey, Pair> pairs = new LinkedHashMap<>();
    private final Set<BookKey> urgent = new HashSet<>();
    private Instant now = NOON;

    @Test
    void oneRequestIsFilledWithTheSweepLeastRecentlyAskedFirst() {
        calm(0, 100);

        assertThat(choose(new Watchlist(25, 4, 500, DAY))).isEqualTo(keys(0, 25));
    }

    @Test
    void urgentBooksComeFirstThenHeldAndHotOnesThenTheSweep() {
        calm(0, 60);
        urgent.add(key(50));
        held(40);
        hot(30, Duration.ofHours(1));
        hot(31, Duration.ofMinutes(1));

        assertThat(choose(new Watchlist(5, 4, 500, DAY)))
                .containsExactly(key(50), key(40), key(31), key(30), key(0));
    }

    @Test
    void oneRequestIsEnoughAsLongAsTheUrgentHeldAndHotBooksFitIntoIt() {
        calm(0, 60);
        for (int i = 35; i < 60; i++) {
            hot(i, Duration.ofMinutes(i));
        }

        assertThat(choose(new Watchlist(25, 4, 500, DAY)))
                .hasSize(25)
                .containsExactlyInAnyOrderElementsOf(keys(35, 60));

        held(34);

        assertThat(choose(new Watchlist(25, 4, 500, DAY)))
                .hasSize(50)
                .containsAll(keys(34, 60))
                .containsAll(keys(0, 24));
    }

    @Test
    void thereAreAsManyRequestsAsTheUrgentHeldAndHotBooksNeedAndTheLastOneIsFilled() {
        calm(0, 60);
        for (int i = 40; i < 51; i++) {
            hot(i, Duration.ofMinutes(i));
        }

        assertThat(choose(new Watchlist(5, 4, 500, DAY)))
                .hasSize(15)
                .containsAll(keys(40, 51))
                .containsAll(keys(0, 4));
    }

    @Test
    void aBookThatIsUrgentAndHotOrHeldTakesOneSeat() {
        calm(0, 60);
        for (int i = 30; i < 35; i++) {
            hot(i, Duration.ofMinutes(i));
            urgent.add(key(i));
        }

        assertThat(choose(new Watchlist(5, 4, 500, DAY)))
                .containsExactlyInAnyOrderElementsOf(keys(30, 35));
    }

    @Test
    void aBookWhoseWriteWaitsForTheEndOfTheFirstLookIsAskedLikeAHeldOne() {
        calm(0, 60);
        Verdict waits = new Verdict(Rule.R44_DRY_RUN, Outcome.LEAVE, Reason.FIRST_LOOK, NOON);
        put(59, Optional.of(waits), Optional.empty(), Optional.empty());

        assertThat(choose(new Watchlist(5, 4, 500, DAY))).contains(key(59));
    }

    @Test
    void aBookWhoseLastDecisionWasNoHoldIsNotHeld() {
        calm(0, 60);
        Verdict calm = new Verdict(Rule.R12_IN_SYNC, Outcome.LEAVE, Reason.IN_SYNC, NOON);
        put(50, Optional.of(calm), Optional.empty(), Optional.empty());

        assertThat(choose(new Watchlist(5, 4, 500, DAY))).isEqualTo(keys(0, 5));
    }

    @Test
    void asLongAsTheSweepKeepsItsFifthTheHotBooksComeInTheOrderOfTheirMoves() {
        calm(0, 60);
        hot(30, Duration.ofMinutes(4));
        hot(31, Duration.ofMinutes(3));
        hot(32, Duration.ofMinutes(2));
        hot(33, Duration.ofMinutes(1));

        assertThat(choose(new Watchlist(5, 1, 500, DAY)))
                .containsExactly(key(33), key(32), key(31), key(30), key(0));
    }

    @Test
    void noMoreBooksCountAsHotThanTheListHolds() {
        calm(0, 60);
        for (int i = 30; i < 60; i++) {
            hot(i, Duration.ofMinutes(i));
        }

        assertThat(choose(new Watchlist(5, 4, 3, DAY)))
                .containsExactly(key(30), key(31), key(32), key(0), key(1));
    }

    @Test
    void aBookIsHotForAWeekAfterItMovedOrWhileItIsInProgress() {
        calm(0, 60);
        hot(50, Duration.ofDays(7).minusSeconds(1));
        hot(51, Duration.ofDays(7));
        Watchlist list = new Watchlist(5, 4, 500, DAY);

        assertThat(choose(list)).contains(key(50)).doesNotContain(key(51));
        assertThat(
                        list.choose(
                                pairs.values(),
                                states,
                                urgent,
                                pair -> pair.key().equals(key(51)),
                                now))
                .contains(key(50), key(51));
    }

    @Test
    void aBookThatWasNeverAskedComesFirstInTheSweepAndPendsTheFirstSweep() {
        calm(0, 60);
        assertThat(Watchlist.firstSweepPending(pairs.values(), states)).isFalse();

        pairs.put(key(60), pair(60));

        assertThat(Watchlist.firstSweepPending(pairs.values(), states)).isTrue();
        assertThat(choose(new Watchlist(5, 4, 500, DAY))).startsWith(key(60), key(0));
    }

    @Test
    void overdueBooksMayOpenOneMoreRequestAndNoMoreThanThat() {
        calm(0, 60);
        Watchlist list = new Watchlist(5, 4, 500, DAY);
        assertThat(choose(list)).hasSize(5);

        now = now.plus(DAY);

        assertThat(choose(list)).isEqualTo(keys(0, 10));
        assertThat(choose(new Watchlist(5, 1, 500, DAY))).isEqualTo(keys(0, 5));
    }

    @Test
    void overdueBooksOpenARequestOnlyWhereTheRoomThatIsLeftDoesNotHoldThem() {
        calm(0, 60);
        for (int i = 50; i < 53; i++) {
            hot(i, Duration.ofMinutes(i));
        }
        Watchlist list = new Watchlist(5, 4, 500, DAY);
        Instant firstOverdue = NOON.minus(Duration.ofHours(2)).plus(DAY);

        now = firstOverdue.plusSeconds(2);
        assertThat(choose(list)).as("two are overdue").hasSize(5);
        now = firstOverdue.plusSeconds(3);
        assertThat(choose(list)).as("three are").hasSize(10);
    }

    @Test
    void aBookThatWasPutOffWaitsEvenWhenItIsUrgent() {
        calm(0, 10);
        urgent.add(key(3));
        putOff(3, NOON.plusSeconds(1));
        putOff(4, NOON);

        assertThat(choose(new Watchlist(25, 4, 500, DAY))).doesNotContain(key(3)).contains(key(4));
    }

    @Test
    void whenAllOfTheRoomIsWantedAFifthOfABatchIsKeptForTheSweep() {
        calm(0, 400);
        for (int i = 200; i < 400; i++) {
            held(i);
        }

        List<BookKey> chosen = choose(new Watchlist(25, 2, 500, DAY));

        assertThat(chosen).hasSize(50).containsAll(keys(200, 245)).containsAll(keys(0, 5));
    }

    @Test
    void theFifthIsKeptEvenWhenTheHotBooksWouldJustFit() {
        calm(0, 60);
        for (int i = 35; i < 60; i++) {
            hot(i, Duration.ofMinutes(i));
        }

        assertThat(choose(new Watchlist(25, 1, 500, DAY)))
                .hasSize(25)
                .containsAll(keys(35, 55))
                .containsAll(keys(0, 5));
    }

    @Test
    void heldHotUrgentAndOtherBooksDoNotStarveEachOther() {
        calm(0, 300);
        for (int i = 0; i < 80; i++) {
            held(i);
        }
        for (int i = 80; i < 160; i++) {
            hot(i, Duration.ofMinutes(i));
        }
        for (int i = 160; i < 180; i++) {
            urgent.add(key(i));
        }

        Set<BookKey> asked = new HashSet<>();
        for (int cycle = 0; cycle < 40; cycle++) {
            List<BookKey> chosen = choose(new Watchlist(25, 2, 500, DAY));
            assertThat(chosen).hasSize(50).containsAll(urgent).doesNotHaveDuplicates();
            now = now.plusSeconds(120);
            chosen.forEach(this::ask);
            asked.addAll(chosen);
        }

        assertThat(asked).hasSize(300);
    }

    @Test
    void evenTooManyUrgentBooksLeaveTurnsToTheOthers() {
        calm(0, 40);
        for (int i = 0; i < 30; i++) {
            urgent.add(key(i));
        }

        Set<BookKey> asked = new HashSet<>();
        for (int cycle = 0; cycle < 10; cycle++) {
            List<BookKey> chosen = choose(new Watchlist(10, 1, 500, DAY));
            now = now.plusSeconds(120);
            chosen.forEach(this::ask);
            asked.addAll(chosen);
        }

        assertThat(asked).hasSize(40);
    }

    @Test
    void theLongestWaitIsWhatTheSweepNeedsForOneRound() {
        Duration interval = Duration.ofMinutes(2);
        Watchlist list = new Watchlist(25, 2, 500, DAY);

        assertThat(list.longestWait(25, 0, interval)).isEqualTo(interval);
        assertThat(list.longestWait(100, 0, interval)).isEqualTo(interval.multipliedBy(4));
        assertThat(list.longestWait(125, 20, interval)).isEqualTo(interval.multipliedBy(21));
        assertThat(list.longestWait(125, 25, interval))
                .isEqualTo(DAY.plus(interval.multipliedBy(4)));
        assertThat(list.longestWait(145, 200, interval)).isEqualTo(interval.multipliedBy(20));
        assertThat(list.longestWait(0, 0, interval)).isEqualTo(interval);
    }

    @Test
    void aBookThatWasPutOffBeforeOurClockWasSetBackIsAsked() {
        Watchlist list = new Watchlist(5, 1, 500, Duration.ofDays(1));
        calm(0, 2);
        putOff(0, NOON.plus(Watchlist.LONGEST_WAIT));
        putOff(1, NOON.plus(Duration.ofDays(300)));

        assertThat(choose(list)).containsExactly(key(1));
    }

    @Test
    void booksThatWereAskedBeforeOurClockWasSetBackAreSweptLikeNeverAsked() {
        Watchlist list = new Watchlist(5, 1, 500, Duration.ofDays(1));
        calm(0, 20);
        for (int i = 0; i < 3; i++) {
            states.put(
                    key(i),
                    state(
                            Optional.empty(),
                            Optional.of(NOON.plus(Duration.ofDays(300))),
                            Optional.empty(),
                            Optional.empty()));
        }

        assertThat(choose(list)).hasSize(5).contains(key(0), key(1), key(2));
    }

    // --- books

    private List<BookKey> choose(Watchlist list) {
        return list.choose(pairs.values(), states, urgent, pair -> false, now);
    }

    /** Books that nobody listens to, asked one second after the other, the last one hours ago. */
    private void calm(int from, int to) {
        for (int i = from; i < to; i++) {
            pairs.put(key(i), pair(i));
            put(i, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    private void held(int book) {
        Verdict verdict =
                new Verdict(Rule.R16_JUMP_BACK, Outcome.HOLD, Reason.REWIND_UNCONFIRMED, NOON);
        put(book, Optional.of(verdict), Optional.empty(), Optional.empty());
    }

    private void hot(int book, Duration movedAgo) {
        put(book, Optional.empty(), Optional.of(NOON.minus(movedAgo)), Optional.empty());
    }

    private void putOff(int book, Instant until) {
        put(book, Optional.empty(), Optional.empty(), Optional.of(new PutOff(until, 1)));
    }

    private void put(
            int book, Optional<Verdict> last, Optional<Instant> movedAt, Optional<PutOff> putOff) {
        Instant askedAt = NOON.minus(Duration.ofHours(2)).plusSeconds(book);
        states.put(key(book), state(last, Optional.of(askedAt), movedAt, putOff));
    }

    private void ask(BookKey key) {
        BookState before = new HashMap<>(states).getOrDefault(key, BookState.NEW);
        states.put(key, state(before.last(), Optional.of(now), before.movedAt(), before.putOff()));
    }

    private static BookState state(
            Optional<Verdict> last,
            Optional<Instant> askedAt,
            Optional<Instant> movedAt,
            Optional<PutOff> putOff) {
        BookState seen =
                BookState.NEW
                        .withSeen(Track.EMPTY, Track.EMPTY, askedAt, movedAt, Optional.empty())
                        .withPutOff(putOff);
        return last.map(seen::withLast).orElse(seen);
    }

    private static BookKey key(int book) {
        return BookKey.of(new Asin("B%09d".formatted(book)));
    }

    private static List<BookKey> keys(int from, int to) {
        return java.util.stream.IntStream.range(from, to).mapToObj(WatchlistTest::key).toList();
    }

    private static Pair pair(int book) {
        Duration runtime = Duration.ofHours(10);
        return new Pair(
                key(book),
                "Book " + book,
                "item" + book,
                runtime,
                runtime,
                new Place(runtime),
                new Alignment.Identity(Duration.ZERO),
                false);
    }
}
