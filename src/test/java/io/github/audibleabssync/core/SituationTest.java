package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.NOON;
import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.daysAgo;
import static io.github.audibleabssync.core.Book.hoursAgo;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.stream.Stream;

/** What a cycle's readings add to what is remembered of a book. */
class SituationTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aBookMovedWhenEitherSideDidLast(String situation, Book book, Instant expected) {
        assertThat(book.situation().state().movedAt()).contains(expected);
    }

    static Stream<Arguments> aBookMovedWhenEitherSideDidLast() {
        return Stream.of(
                arguments(
                        "Audible last",
                        book().audible("1:00:00", minutesAgo(3))
                                .audiobookshelf("2:00:00", hoursAgo(1)),
                        minutesAgo(3)),
                arguments(
                        "Audiobookshelf last",
                        book().audible("1:00:00", hoursAgo(1))
                                .audiobookshelf("2:00:00", minutesAgo(3)),
                        minutesAgo(3)),
                arguments("only Audible", book().audible("1:00:00", minutesAgo(3)), minutesAgo(3)),
                arguments(
                        "only Audiobookshelf",
                        book().audiobookshelf("1:00:00", minutesAgo(3)),
                        minutesAgo(3)),
                arguments(
                        "neither is read: as before",
                        book().agreedAt("1:00:00").unknown(AUDIBLE).unknown(AUDIOBOOKSHELF),
                        daysAgo(2)));
    }

    @Test
    void aBookIsAskedNowWhateverTheSidesAnswered() {
        BookState seen = book().unknown(AUDIBLE).unknown(AUDIOBOOKSHELF).situation().state();

        assertThat(seen.askedAt()).contains(NOON);
        assertThat(seen.movedAt()).isEmpty();
    }

    @Test
    void theNextRecordFollowsTheLastOneEvenWithAnotherItem() {
        Book book = book().agreedAt("1:00:00").item("other item");

        assertThat(book.situation().lastRevision()).isEqualTo(1);
        assertThat(book.situation().state().agreement()).isEmpty();
        assertThat(book().situation().lastRevision()).isZero();
    }
}
