package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.at;
import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.daysAgo;
import static io.github.audibleabssync.core.Book.hoursAgo;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Book.secondsAgo;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Stage B of the contract: no agreement yet. The first run is where tools destroy data. */
class FirstSightTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void finishedBooks(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> finishedBooks() {
        return Stream.of(
                arguments(
                        "9: finished on both",
                        book().audible("9:59:00", daysAgo(3))
                                .audiobookshelf("5:00:00", daysAgo(2))
                                .finished(AUDIBLE, daysAgo(3))
                                .finished(AUDIOBOOKSHELF, daysAgo(2)),
                        "AGREE, rule 9"),
                arguments(
                        "10: finished on Audible, Audiobookshelf mid-book and older",
                        book().audible("9:59:00", daysAgo(3))
                                .audiobookshelf("5:00:00", daysAgo(4))
                                .finished(AUDIBLE, daysAgo(3)),
                        "FIN->ABS, rule 10"),
                arguments(
                        "10: finished on Audiobookshelf, Audible mid-book and older",
                        book().audible("5:00:00", daysAgo(4))
                                .audiobookshelf("9:59:00", daysAgo(3))
                                .finished(AUDIOBOOKSHELF, daysAgo(3)),
                        "FIN->AUDIBLE, rule 10"),
                arguments(
                        "11: a finish with a time in the future is not newer for that",
                        book().audible("9:59:00", daysAgo(3))
                                .audiobookshelf("5:00:00", daysAgo(2))
                                .finished(AUDIBLE, minutesAgo(-10)),
                        "AGREE, rule 11"),
                arguments(
                        "10: older by 31 s",
                        book().audible("9:59:00", secondsAgo(0))
                                .audiobookshelf("5:00:00", secondsAgo(31))
                                .finished(AUDIBLE, secondsAgo(0)),
                        "FIN->ABS, rule 10"),
                arguments(
                        "11: 30 s are not older",
                        book().audible("9:59:00", secondsAgo(0))
                                .audiobookshelf("5:00:00", secondsAgo(30))
                                .finished(AUDIBLE, secondsAgo(0)),
                        "AGREE, rule 11"),
                arguments(
                        "10: over Nothing on Audiobookshelf, with a place",
                        book().audible("9:59:00", daysAgo(3)).finished(AUDIBLE, daysAgo(3)),
                        "->ABS 9:59:00 FIN, rule 10"),
                arguments(
                        "10: over Nothing on Audible",
                        book().audiobookshelf("9:59:00", daysAgo(3))
                                .finished(AUDIOBOOKSHELF, daysAgo(3)),
                        "FIN->AUDIBLE, rule 10"),
                arguments(
                        "10: over 0 on Audiobookshelf",
                        book().audible("9:59:00", daysAgo(3))
                                .audiobookshelf("0:00", daysAgo(1))
                                .finished(AUDIBLE, daysAgo(3)),
                        "FIN->ABS, rule 10"),
                arguments(
                        "10: 90 days are within the window",
                        book().audible("9:59:00", daysAgo(90)).finished(AUDIBLE, daysAgo(90)),
                        "->ABS 9:59:00 FIN, rule 10"),
                arguments(
                        "10: 90 days and a second are not",
                        book().audible("9:59:00", daysAgo(90).minusSeconds(1))
                                .finished(AUDIBLE, daysAgo(90).minusSeconds(1)),
                        "- TOO_OLD_TO_IMPORT, rule 10"),
                arguments(
                        "10: no window over a mid-book place",
                        book().audible("9:59:00", daysAgo(300))
                                .audiobookshelf("5:00:00", daysAgo(400))
                                .finished(AUDIBLE, daysAgo(300)),
                        "FIN->ABS, rule 10"),
                arguments(
                        "11: finished on Audible, Audiobookshelf mid-book and newer",
                        book().audible("9:59:00", daysAgo(3))
                                .audiobookshelf("5:00:00", daysAgo(2))
                                .finished(AUDIBLE, daysAgo(3)),
                        "AGREE, rule 11"),
                arguments(
                        "11: finished on Audiobookshelf, Audible mid-book and newer",
                        book().audible("5:00:00", daysAgo(2))
                                .audiobookshelf("9:59:00", daysAgo(3))
                                .finished(AUDIOBOOKSHELF, daysAgo(3)),
                        "AGREE, rule 11"),
                arguments(
                        "10 with SYNC_FINISHED=false records unequal flags",
                        book().flagsNotSynced()
                                .audible("9:59:00", daysAgo(3))
                                .audiobookshelf("5:00:00", daysAgo(4))
                                .finished(AUDIBLE, daysAgo(3)),
                        "AGREE, rule 10"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void onePlace(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> onePlace() {
        return Stream.of(
                arguments(
                        "4: only Audiobookshelf has begun",
                        book().audiobookshelf("5:00:00", daysAgo(300)),
                        "->AUDIBLE 5:00:00, rule 4"),
                arguments(
                        "4: Audible at 0",
                        book().audiobookshelf("5:00:00", daysAgo(3)).audible("0:00", minutesAgo(3)),
                        "->AUDIBLE 5:00:00, rule 4"),
                arguments(
                        "4: begun is more than 60 s",
                        book().audiobookshelf("1:01", minutesAgo(3)),
                        "->AUDIBLE 1:01, rule 4"),
                arguments(
                        "5: 60 s on Audiobookshelf are not begun",
                        book().audiobookshelf("1:00", minutesAgo(3)),
                        "- NOT_STARTED, rule 5"),
                arguments(
                        "5: only Audible has begun",
                        book().audible("5:00:00", daysAgo(3)),
                        "->ABS 5:00:00, rule 5"),
                arguments(
                        "5: Audiobookshelf at 0",
                        book().audible("5:00:00", daysAgo(3)).audiobookshelf("0:00", minutesAgo(3)),
                        "->ABS 5:00:00, rule 5"),
                arguments(
                        "5: 60 s on Audible are not begun",
                        book().audible("1:00", minutesAgo(3)),
                        "- NOT_STARTED, rule 5"),
                arguments(
                        "5: 90 days are within the window",
                        book().audible("5:00:00", daysAgo(90)),
                        "->ABS 5:00:00, rule 5"),
                arguments(
                        "5: 90 days and a second are not",
                        book().audible("5:00:00", daysAgo(90).minusSeconds(1)),
                        "- TOO_OLD_TO_IMPORT, rule 5"),
                arguments(
                        "5: a place without a time is too old",
                        book().says(
                                        AUDIBLE,
                                        new Reading.At(at("5:00:00"), false, Optional.empty())),
                        "- TOO_OLD_TO_IMPORT, rule 5"),
                arguments("5: both Nothing", book(), "- NOT_STARTED, rule 5"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void bothBegun(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> bothBegun() {
        return Stream.of(
                arguments(
                        "6: within tolerance",
                        book().audible("5:00:00", daysAgo(300))
                                .audiobookshelf("5:00:05", daysAgo(2)),
                        "AGREE, rule 6"),
                arguments(
                        "6: the alignment's error widens the tolerance",
                        book().audible("5:00:00", daysAgo(3))
                                .audiobookshelf("5:00:35", daysAgo(2))
                                .aligned(new Alignment.Identity(Duration.ofSeconds(30))),
                        "AGREE, rule 6"),
                arguments(
                        "6: 0 and almost 0",
                        book().audible("0:00", daysAgo(3)).audiobookshelf("0:04", daysAgo(2)),
                        "AGREE, rule 6"),
                arguments(
                        "7: beyond tolerance, the newer is further",
                        book().audible("5:00:00", hoursAgo(3))
                                .audiobookshelf("5:00:06", minutesAgo(3)),
                        "->AUDIBLE 5:00:06, rule 7"),
                arguments(
                        "7: Audible newer and further, however far",
                        book().audible("9:00:00", minutesAgo(3))
                                .audiobookshelf("0:01:30", hoursAgo(3)),
                        "->ABS 9:00:00, rule 7"),
                arguments(
                        "7: Audible newer and 600 s behind",
                        book().audible("4:50:00", minutesAgo(3))
                                .audiobookshelf("5:00:00", hoursAgo(3)),
                        "->ABS 4:50:00, rule 7"),
                arguments(
                        "8: Audible newer and 601 s behind",
                        book().audible("4:49:59", minutesAgo(3))
                                .audiobookshelf("5:00:00", hoursAgo(3)),
                        "HOLD FIRST_SIGHT_REWIND, rule 8"),
                arguments(
                        "7: Audiobookshelf newer and 600 s behind",
                        book().audible("5:00:00", hoursAgo(3))
                                .audiobookshelf("4:50:00", minutesAgo(3)),
                        "->AUDIBLE 4:50:00, rule 7"),
                arguments(
                        "8: Audiobookshelf newer and 601 s behind",
                        book().audible("5:00:00", hoursAgo(3))
                                .audiobookshelf("4:49:59", minutesAgo(3)),
                        "HOLD FIRST_SIGHT_REWIND, rule 8"),
                arguments(
                        "7: newer, little behind, at 61 s",
                        book().audible("1:01", minutesAgo(3)).audiobookshelf("5:00", hoursAgo(3)),
                        "->ABS 1:01, rule 7"),
                arguments(
                        "8: newer, little behind, at 60 s",
                        book().audible("1:00", minutesAgo(3)).audiobookshelf("5:00", hoursAgo(3)),
                        "HOLD FIRST_SIGHT_REWIND, rule 8"),
                arguments(
                        "7: neither newer at 30 s, gap of 30 min: the further",
                        book().audible("5:00:00", secondsAgo(30))
                                .audiobookshelf("5:30:00", secondsAgo(60)),
                        "->AUDIBLE 5:30:00, rule 7"),
                arguments(
                        "8: neither newer, gap of more than 30 min",
                        book().audible("5:00:00", secondsAgo(30))
                                .audiobookshelf("5:30:01", secondsAgo(60)),
                        "HOLD FIRST_SIGHT_REWIND, rule 8"),
                arguments(
                        "7: 31 s apart is newer",
                        book().audible("5:00:00", secondsAgo(91))
                                .audiobookshelf("5:30:01", secondsAgo(60)),
                        "->AUDIBLE 5:30:01, rule 7"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void policies(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> policies() {
        return Stream.of(
                arguments(
                        "7 furthest: a little behind does not win",
                        book().conflict(ConflictPolicy.FURTHEST)
                                .audible("4:50:00", minutesAgo(3))
                                .audiobookshelf("5:00:00", hoursAgo(3)),
                        "->AUDIBLE 5:00:00, rule 7"),
                arguments(
                        "7 abs",
                        book().conflict(ConflictPolicy.ABS)
                                .audible("5:00:00", minutesAgo(3))
                                .audiobookshelf("4:55:00", hoursAgo(3)),
                        "->AUDIBLE 4:55:00, rule 7"),
                arguments(
                        "7 audible",
                        book().conflict(ConflictPolicy.AUDIBLE)
                                .audible("5:00:00", hoursAgo(3))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "->ABS 5:00:00, rule 7"),
                arguments(
                        "7 hold",
                        book().conflict(ConflictPolicy.HOLD)
                                .audible("5:00:00", hoursAgo(3))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "HOLD CONFLICT, rule 7"),
                arguments(
                        "8 newest",
                        book().conflict(ConflictPolicy.NEWEST)
                                .audible("3:00:00", minutesAgo(3))
                                .audiobookshelf("5:00:00", hoursAgo(3)),
                        "HOLD FIRST_SIGHT_REWIND, rule 8"),
                arguments(
                        "8 furthest",
                        book().conflict(ConflictPolicy.FURTHEST)
                                .audible("3:00:00", minutesAgo(3))
                                .audiobookshelf("5:00:00", hoursAgo(3)),
                        "->AUDIBLE 5:00:00, rule 8"),
                arguments(
                        "8 abs",
                        book().conflict(ConflictPolicy.ABS)
                                .audible("3:00:00", minutesAgo(3))
                                .audiobookshelf("5:00:00", hoursAgo(3)),
                        "->AUDIBLE 5:00:00, rule 8"),
                arguments(
                        "8 audible",
                        book().conflict(ConflictPolicy.AUDIBLE)
                                .audible("3:00:00", minutesAgo(3))
                                .audiobookshelf("5:00:00", hoursAgo(3)),
                        "->ABS 3:00:00, rule 8"),
                arguments(
                        "8 hold",
                        book().conflict(ConflictPolicy.HOLD)
                                .audible("3:00:00", minutesAgo(3))
                                .audiobookshelf("5:00:00", hoursAgo(3)),
                        "HOLD CONFLICT, rule 8"),
                arguments(
                        "4 and 5 know no policy",
                        book().conflict(ConflictPolicy.HOLD).audible("5:00:00", daysAgo(3)),
                        "->ABS 5:00:00, rule 5"));
    }

    @Test
    void rule8TheNewerIsListenedOn() {
        Book book = book().audible("3:00:00", minutesAgo(2)).audiobookshelf("5:00:00", hoursAgo(3));

        assertThat(book.cycle()).isEqualTo("HOLD FIRST_SIGHT_REWIND, rule 8");
        book.later(120).audible("3:01:59", minutesAgo(0));
        assertThat(book.cycle()).isEqualTo("HOLD FIRST_SIGHT_REWIND, rule 8");
        book.later(120).audible("3:02:00", minutesAgo(-1));
        assertThat(book.cycle()).isEqualTo("->ABS 3:02:00, rule 8");
        assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
    }

    @Test
    void rule8FromTheVeryStartNeedsFiveMinutes() {
        Book book = book().audible("0:30", minutesAgo(2)).audiobookshelf("5:00:00", hoursAgo(3));

        assertThat(book.cycle()).isEqualTo("HOLD FIRST_SIGHT_REWIND, rule 8");
        book.later(300).audible("5:29", minutesAgo(-5));
        assertThat(book.cycle()).isEqualTo("HOLD FIRST_SIGHT_REWIND, rule 8");
        book.later(120).audible("5:30", minutesAgo(-6));
        assertThat(book.cycle()).isEqualTo("->ABS 5:30, rule 8");
    }

    @Test
    void rule8StandingDoesNotCount() {
        Book book = book().audible("3:00:00", minutesAgo(2)).audiobookshelf("5:00:00", hoursAgo(3));
        book.cycle();

        assertThat(book.later(Duration.ofHours(24)).cycle())
                .isEqualTo("HOLD FIRST_SIGHT_REWIND, rule 8");
    }

    @Test
    void rule8EndsWhenTheFurtherMovesOn() {
        Book book = book().audible("3:00:00", minutesAgo(2)).audiobookshelf("5:00:00", hoursAgo(3));
        book.cycle();

        book.later(120).audiobookshelf("5:00:30", minutesAgo(0));

        assertThat(book.cycle()).isEqualTo("->AUDIBLE 5:00:30, rule 7");
    }
}
