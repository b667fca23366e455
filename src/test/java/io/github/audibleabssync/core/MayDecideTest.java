package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.hoursAgo;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.stream.Stream;

/** Stage A of the contract: may we decide at all? Rule 39 in detail: {@link BookMatcherTest}; 40: {@link ServerClockTest}. */
class MayDecideTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void stageA(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> stageA() {
        return Stream.of(
                arguments(
                        "P: a paused book waits, whatever moved",
                        book().agreedAt("5:00:00").paused().audible("5:10:00", minutesAgo(3)),
                        "HOLD PAUSED, rule P"),
                arguments(
                        "1 comes before P",
                        book().agreedAt("5:00:00").paused().unknown(AUDIBLE),
                        "- SIDE_UNKNOWN, rule 1"),
                arguments(
                        "36 comes before P: what is on its way is confirmed",
                        book().agreedAt("5:00:00").paused().pending(),
                        "- WRITE_PENDING, rule 36"),
                arguments(
                        "39: several items share the ASIN and none stands out",
                        book().agreedAt("5:00:00").ambiguous().audible("5:10:00", minutesAgo(3)),
                        "HOLD DUPLICATE_ASIN, rule 39"),
                arguments(
                        "39 comes before 2",
                        book().agreedAt("5:00:00")
                                .ambiguous()
                                .says(AUDIOBOOKSHELF, Reading.unknown(Reading.Why.ITEM_GONE)),
                        "HOLD DUPLICATE_ASIN, rule 39"),
                arguments(
                        "2: the item is gone",
                        book().agreedAt("5:00:00")
                                .says(AUDIOBOOKSHELF, Reading.unknown(Reading.Why.ITEM_GONE)),
                        "- ITEM_GONE, rule 2"),
                arguments(
                        "2 comes before 1",
                        book().agreedAt("5:00:00")
                                .unknown(AUDIBLE)
                                .says(AUDIOBOOKSHELF, Reading.unknown(Reading.Why.ITEM_GONE)),
                        "- ITEM_GONE, rule 2"),
                arguments(
                        "1: Audible refuses the title",
                        book().agreedAt("5:00:00")
                                .says(AUDIBLE, Reading.unknown(Reading.Why.REFUSED))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "- TITLE_REFUSED, rule 1"),
                arguments(
                        "1: Audible unknown",
                        book().agreedAt("5:00:00")
                                .unknown(AUDIBLE)
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "- SIDE_UNKNOWN, rule 1"),
                arguments(
                        "1: Audiobookshelf unknown",
                        book().agreedAt("5:00:00")
                                .unknown(AUDIOBOOKSHELF)
                                .audible("5:10:00", minutesAgo(3)),
                        "- SIDE_UNKNOWN, rule 1"),
                arguments(
                        "1: unknown at first sight",
                        book().unknown(AUDIBLE).audiobookshelf("5:10:00", minutesAgo(3)),
                        "- SIDE_UNKNOWN, rule 1"),
                arguments(
                        "1: Nothing and unknown",
                        book().unknown(AUDIBLE),
                        "- SIDE_UNKNOWN, rule 1"),
                arguments(
                        "1 comes before 36",
                        book().agreedAt("5:00:00").pending().unknown(AUDIBLE),
                        "- SIDE_UNKNOWN, rule 1"),
                arguments(
                        "36: our last write is not confirmed yet",
                        book().agreedAt("5:00:00").pending().audible("5:10:00", minutesAgo(3)),
                        "- WRITE_PENDING, rule 36"),
                arguments(
                        "1: different editions are held",
                        book().agreedAt("5:00:00")
                                .aligned(new Alignment.None())
                                .audible("5:10:00", minutesAgo(3)),
                        "HOLD EDITION_MISMATCH, rule §1"),
                arguments(
                        "40: Audible's clock wanders, so neither side is newer",
                        book().agreedAt("5:00:00")
                                .audible("5:05:00", hoursAgo(3))
                                .audiobookshelf("5:10:00", minutesAgo(3))
                                .clockWanders(AUDIBLE),
                        "->AUDIBLE 5:10:00, rule 24"),
                arguments(
                        "40: neither is newer, whichever clock wanders",
                        book().agreedAt("5:00:00")
                                .audible("3:00:00", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(3))
                                .clockWanders(AUDIOBOOKSHELF),
                        "HOLD CONFLICT, rule 24"),
                arguments(
                        "40: a move of one side needs no clock",
                        book().agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .clockWanders(AUDIBLE),
                        "->ABS 5:10:00, rule 14"),
                arguments(
                        "a steady offset is corrected: 21",
                        book().agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(-50))
                                .clockAhead(AUDIBLE, Duration.ofMinutes(53))
                                .audiobookshelf("5:05:00", minutesAgo(11)),
                        "->ABS 5:10:00, rule 21"),
                arguments(
                        "a time in the future is none, whatever sent it: 24",
                        book().agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(-50))
                                .audiobookshelf("5:45:00", minutesAgo(11)),
                        "HOLD CONFLICT, rule 24"));
    }
}
