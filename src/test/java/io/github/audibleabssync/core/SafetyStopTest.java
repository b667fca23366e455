package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.hoursAgo;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Rule 42, the last line of defence. */
class SafetyStopTest {

    @ParameterizedTest(name = "{0} back, {1} forward, {2} still, {3} unknown: stopped {4}")
    @CsvSource({
        "10, 0, 0, 0, false",
        "11, 0, 0, 0, true",
        "11, 0, 900, 0, true",
        "4, 0, 16, 0, false",
        "5, 0, 15, 0, true",
        "5, 0, 14, 0, false",
        "5, 15, 0, 0, true",
        "5, 0, 15, 80, true",
        "0, 900, 0, 0, false"
    })
    void unusuallyManyBackwardWritesAreNotDone(
            int back, int forward, int still, int unknown, boolean stopped) {
        List<Resolved> cycle = new ArrayList<>();
        cycle.addAll(many(back, SafetyStopTest::goesBack));
        cycle.addAll(many(forward, SafetyStopTest::goesForward));
        cycle.addAll(many(still, () -> book().agreedAt("5:00:00")));
        cycle.addAll(many(unknown, () -> book().agreedAt("5:00:00").unknown(AUDIBLE)));

        List<Resolved> checked = SafetyStop.check(cycle);

        assertThat(checked).hasSameSizeAs(cycle);
        assertThat(checked.stream().filter(SafetyStopTest::isStopped).count())
                .isEqualTo(stopped ? back : 0);
        assertThat(checked.stream().filter(one -> one.decision() instanceof Decision.Write).count())
                .isEqualTo(stopped ? forward : back + forward);
    }

    @Test
    void clearingAFlagCountsAsGoingBack() {
        List<Resolved> cycle =
                many(
                        11,
                        () ->
                                book().agreedAt("5:00:00")
                                        .agreedFinished(AUDIBLE, AUDIOBOOKSHELF)
                                        .unfinished(AUDIBLE, minutesAgo(5)));

        assertThat(SafetyStop.check(cycle)).allMatch(SafetyStopTest::isStopped);
    }

    @Test
    void aBookWithoutAPlaceLosesNothing() {
        List<Resolved> cycle =
                many(11, () -> book().audible("0:10:00", hoursAgo(3)).nothing(AUDIOBOOKSHELF));

        assertThat(SafetyStop.check(cycle)).isEqualTo(cycle);
    }

    @ParameterizedTest(name = "{0} {1} {2}, finished there: {3}, stopped: {4}")
    @CsvSource({
        "AUDIBLE, 4:59:59, , false, true",
        "AUDIBLE, 5:00:00, , false, false",
        "AUDIBLE, 5:10:00, , true, false",
        "AUDIBLE, 5:10:00, false, true, true",
        "AUDIBLE, , false, true, true",
        "AUDIBLE, , true, false, false",
        "AUDIBLE, , false, false, false",
        "AUDIOBOOKSHELF, 5:10:00, , false, false",
        "AUDIOBOOKSHELF, 5:10:00, , true, true",
        "AUDIOBOOKSHELF, 4:50:00, , false, true",
        "AUDIOBOOKSHELF, , true, true, false"
    })
    void whatGoesBackIsAPlaceOrAFinishAndOnAudiobookshelfAnyPlaceOfAFinishedBook(
            Side target,
            @Nullable String place,
            @Nullable Boolean flag,
            boolean finished,
            boolean stopped) {
        Book book = book().agreedAt("5:00:00");
        Situation situation = (finished ? book.agreedFinished(target) : book).situation();
        Decision write =
                new Decision.Write(
                        Rule.R13_AUDIOBOOKSHELF_FORWARD,
                        Reason.MOVED,
                        target,
                        Optional.ofNullable(place).map(Book::at),
                        Optional.ofNullable(flag),
                        Optional.empty(),
                        situation.state().agreement().orElseThrow(),
                        Origin.RULE);

        List<Resolved> cycle = Collections.nCopies(11, Resolved.of(situation).but(write));

        assertThat(SafetyStop.check(cycle))
                .allMatch(one -> isStopped(one) == stopped)
                .allMatch(one -> one.key().equals(situation.pair().key()));
    }

    private static Book goesBack() {
        return book().conflict(ConflictPolicy.ABS)
                .agreedAt("5:00:00")
                .audible("5:30:00", minutesAgo(9))
                .audiobookshelf("4:55:00", minutesAgo(3));
    }

    private static Book goesForward() {
        return book().agreedAt("5:00:00").audible("5:30:00", minutesAgo(9));
    }

    private static List<Resolved> many(int count, java.util.function.Supplier<Book> book) {
        List<Resolved> cycle = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cycle.add(Resolved.of(book.get().situation()));
        }
        return cycle;
    }

    private static boolean isStopped(Resolved book) {
        return book.decision().equals(new Decision.Hold(Rule.R42_SAFETY_STOP, Reason.SAFETY_STOP));
    }

    @Test
    void whatAPersonAskedForIsNeitherCountedNorStopped() {
        Book book = book().agreedAt("5:00:00");
        Situation situation = book.situation();
        List<Resolved> cycle =
                Collections.nCopies(
                        11,
                        Resolved.of(situation)
                                .but(
                                        new Decision.Write(
                                                Rule.UNDONE,
                                                Reason.UNDONE,
                                                Side.AUDIBLE,
                                                Optional.of(Book.at("1:00:00")),
                                                Optional.empty(),
                                                Optional.empty(),
                                                situation.state().agreement().orElseThrow(),
                                                new Origin(Origin.Who.UNDO, 7))));

        assertThat(SafetyStop.check(cycle)).isEqualTo(cycle);
    }

    @Test
    void whatAPersonLetGoIsNotStoppedAgainUntilSomethingIsAgreed() {
        Book book = book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(20));
        book.cycle();
        book.later(60);
        Situation held = book.situation();
        book.state =
                book.state.withWishes(
                        Wishes.NONE.withRuling(
                                Optional.of(new Ruling.Release(Rulings.ground(held, 7)))));
        List<Resolved> released = Collections.nCopies(11, Resolved.of(book.situation()));

        assertThat(released.getFirst().decision()).isInstanceOf(Decision.Write.class);
        assertThat(SafetyStop.check(released)).isEqualTo(released);
        assertThat(SafetyStop.check(Collections.nCopies(11, Resolved.of(held))))
                .allMatch(one -> one.decision().reason() == Reason.SAFETY_STOP);
    }
}
