package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.NOON;
import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.hoursAgo;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Book.secondsAgo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.stream.Stream;

/** Stage D of the contract: an agreement exists and the book is not finished. */
class PlacesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void oneMoved(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> oneMoved() {
        return Stream.of(
                arguments(
                        "13: Audiobookshelf forward",
                        book().agreedAt("5:00:00").audiobookshelf("5:10:00", minutesAgo(3)),
                        "->AUDIBLE 5:10:00, rule 13"),
                arguments(
                        "14: Audible forward",
                        book().agreedAt("5:00:00").audible("5:10:00", minutesAgo(3)),
                        "->ABS 5:10:00, rule 14"),
                arguments(
                        "14: just beyond tolerance",
                        book().agreedAt("5:00:00").audible("5:00:05.001", minutesAgo(3)),
                        "->ABS 5:00:05, rule 14"),
                arguments(
                        "14: through the alignment",
                        book().aligned(new Alignment.Offset(Duration.ofSeconds(10)))
                                .runtimes("10:00:10", "10:00:00")
                                .agreedAt("5:00:10", "5:00:00")
                                .audible("5:10:10", minutesAgo(3)),
                        "->ABS 5:10:00, rule 14"),
                arguments(
                        "15: Audible back, seen once",
                        book().agreedAt("5:00:00").audible("4:59:54", minutesAgo(3)),
                        "HOLD BACK_UNCONFIRMED, rule 15"),
                arguments(
                        "15: back by 600 s",
                        book().agreedAt("5:00:00").audiobookshelf("4:50:00", minutesAgo(3)),
                        "HOLD BACK_UNCONFIRMED, rule 15"),
                arguments(
                        "16: back by 601 s",
                        book().agreedAt("5:00:00").audiobookshelf("4:49:59", minutesAgo(3)),
                        "HOLD REWIND_UNCONFIRMED, rule 16"),
                arguments(
                        "16: Audible jumped back",
                        book().agreedAt("5:00:00").audible("3:00:00", minutesAgo(3)),
                        "HOLD REWIND_UNCONFIRMED, rule 16"),
                arguments(
                        "16: to 61 s is a jump",
                        book().agreedAt("5:00:00").audible("1:01", minutesAgo(3)),
                        "HOLD REWIND_UNCONFIRMED, rule 16"),
                arguments(
                        "18: to 60 s is a reset",
                        book().agreedAt("5:00:00").audible("1:00", minutesAgo(3)),
                        "HOLD RESET_UNCONFIRMED, rule 18"),
                arguments(
                        "18: Audiobookshelf reset",
                        book().agreedAt("5:00:00").audiobookshelf("0:00", minutesAgo(3)),
                        "HOLD RESET_UNCONFIRMED, rule 18"),
                arguments(
                        "18: what rule 29 zeroed was finished at 0 already",
                        book().agreedAt("5:00:00", "0:00").audiobookshelf("0:00", minutesAgo(3)),
                        "HOLD RESET_UNCONFIRMED, rule 18"),
                arguments(
                        "18: it is listened on there",
                        book().agreedAt("5:00:00", "0:00")
                                .audiobookshelf("0:00", minutesAgo(3))
                                .audiobookshelf("0:45", minutesAgo(1)),
                        "HOLD RESET_UNCONFIRMED, rule 18"),
                arguments(
                        "21: Audible goes on, Audiobookshelf stands where rule 29 zeroed it",
                        book().agreedAt("5:00:00", "0:00")
                                .audiobookshelf("0:00", minutesAgo(30))
                                .audible("5:10:00", minutesAgo(3)),
                        "->ABS 5:10:00, rule 21"),
                arguments(
                        "14: Audible moved alone, both had agreed at 0",
                        book().agreedAt("0:00")
                                .audiobookshelf("0:00", hoursAgo(9))
                                .audible("2:00:00", minutesAgo(3)),
                        "->ABS 2:00:00, rule 14"),
                arguments(
                        "12: the other side is not well begun either",
                        book().agreedAt("9:59", "0:00").audiobookshelf("0:00", minutesAgo(3)),
                        "- IN_SYNC, rule 12"),
                arguments(
                        "18: from ten minutes",
                        book().agreedAt("10:00").audible("0:30", minutesAgo(3)),
                        "HOLD RESET_UNCONFIRMED, rule 18"),
                arguments(
                        "15: from less than ten minutes",
                        book().agreedAt("9:59").audible("0:30", minutesAgo(3)),
                        "HOLD BACK_UNCONFIRMED, rule 15"),
                arguments(
                        "moves of one side are no conflict: 13",
                        book().agreedAt("5:00:00")
                                .conflict(ConflictPolicy.HOLD)
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "->AUDIBLE 5:10:00, rule 13"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void bothMoved(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> bothMoved() {
        return Stream.of(
                arguments(
                        "20: to the same place",
                        book().agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("5:10:05", hoursAgo(1)),
                        "AGREE, rule 20"),
                arguments(
                        "20: within the alignment's error",
                        book().aligned(new Alignment.Identity(Duration.ofSeconds(30)))
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("5:10:35", hoursAgo(1)),
                        "AGREE, rule 20"),
                arguments(
                        "24: neither newer at 30 s, gap of 30 min",
                        book().agreedAt("5:00:00")
                                .audible("5:10:00", secondsAgo(30))
                                .audiobookshelf("5:40:00", secondsAgo(60)),
                        "->AUDIBLE 5:40:00, rule 24"),
                arguments(
                        "24: neither newer, gap of more than 30 min",
                        book().agreedAt("5:00:00")
                                .audible("5:10:00", secondsAgo(30))
                                .audiobookshelf("5:40:01", secondsAgo(60)),
                        "HOLD CONFLICT, rule 24"),
                arguments(
                        "24: Audible further",
                        book().agreedAt("5:00:00")
                                .audible("5:40:00", secondsAgo(30))
                                .audiobookshelf("5:10:00", secondsAgo(60)),
                        "->ABS 5:40:00, rule 24"),
                arguments(
                        "21: newer by 31 s",
                        book().agreedAt("5:00:00")
                                .audible("5:40:01", secondsAgo(29))
                                .audiobookshelf("5:10:00", secondsAgo(60)),
                        "->ABS 5:40:01, rule 21"),
                arguments(
                        "18: the newer is a reset",
                        book().agreedAt("5:00:00")
                                .audible("0:30", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "HOLD RESET_UNCONFIRMED, rule 18"),
                arguments(
                        "18: on Audiobookshelf",
                        book().agreedAt("5:00:00")
                                .audible("5:10:00", hoursAgo(1))
                                .audiobookshelf("0:30", minutesAgo(3)),
                        "HOLD RESET_UNCONFIRMED, rule 18"),
                arguments(
                        "21: Audible newer and further",
                        book().agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("5:05:00", hoursAgo(1)),
                        "->ABS 5:10:00, rule 21"),
                arguments(
                        "21: Audiobookshelf newer and further",
                        book().agreedAt("5:00:00")
                                .audible("5:05:00", hoursAgo(1))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "->AUDIBLE 5:10:00, rule 21"),
                arguments(
                        "21: overtakes a reset that is older",
                        book().agreedAt("5:00:00")
                                .audible("0:30", hoursAgo(1))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "->AUDIBLE 5:10:00, rule 21"),
                arguments(
                        "21: overtakes a jump that is older",
                        book().agreedAt("5:00:00")
                                .audible("3:00:00", hoursAgo(1))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "->AUDIBLE 5:10:00, rule 21"),
                arguments(
                        "22: newer behind by 600 s",
                        book().agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("5:20:00", hoursAgo(1)),
                        "->ABS 5:10:00, rule 22"),
                arguments(
                        "23: newer behind by 601 s",
                        book().agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("5:20:01", hoursAgo(1)),
                        "->ABS 5:10:00, rule 23, FURTHER_PLACE_LEFT"),
                arguments(
                        "22: Audiobookshelf newer, back a little",
                        book().agreedAt("5:00:00")
                                .audible("5:05:00", hoursAgo(1))
                                .audiobookshelf("4:58:00", minutesAgo(3)),
                        "->AUDIBLE 4:58:00, rule 22"),
                arguments(
                        "23: Audiobookshelf newer, both forward",
                        book().agreedAt("5:00:00")
                                .audible("6:00:00", hoursAgo(1))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "->AUDIBLE 5:10:00, rule 23, FURTHER_PLACE_LEFT"),
                arguments(
                        "25: Audible newer, back and far behind",
                        book().agreedAt("5:00:00")
                                .audible("4:55:00", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "HOLD REWIND_UNCONFIRMED, rule 25"),
                arguments(
                        "25: Audiobookshelf newer, jumped back",
                        book().agreedAt("5:00:00")
                                .audible("5:10:00", hoursAgo(1))
                                .audiobookshelf("4:00:00", minutesAgo(3)),
                        "HOLD REWIND_UNCONFIRMED, rule 25"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void policies(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> policies() {
        return Stream.of(
                arguments(
                        "21 newest",
                        book().conflict(ConflictPolicy.NEWEST)
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("5:05:00", hoursAgo(1)),
                        "->ABS 5:10:00, rule 21"),
                arguments(
                        "21 furthest",
                        book().conflict(ConflictPolicy.FURTHEST)
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("5:05:00", hoursAgo(1)),
                        "->ABS 5:10:00, rule 21"),
                arguments(
                        "21 abs",
                        book().conflict(ConflictPolicy.ABS)
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("5:05:00", hoursAgo(1)),
                        "->AUDIBLE 5:05:00, rule 21"),
                arguments(
                        "21 audible",
                        book().conflict(ConflictPolicy.AUDIBLE)
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("5:05:00", hoursAgo(1)),
                        "->ABS 5:10:00, rule 21"),
                arguments(
                        "21 hold",
                        book().conflict(ConflictPolicy.HOLD)
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("5:05:00", hoursAgo(1)),
                        "HOLD CONFLICT, rule 21"),
                arguments(
                        "22 newest",
                        book().conflict(ConflictPolicy.NEWEST)
                                .agreedAt("5:00:00")
                                .audible("5:05:00", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "->ABS 5:05:00, rule 22"),
                arguments(
                        "22 furthest",
                        book().conflict(ConflictPolicy.FURTHEST)
                                .agreedAt("5:00:00")
                                .audible("5:05:00", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "->AUDIBLE 5:10:00, rule 22"),
                arguments(
                        "22 abs",
                        book().conflict(ConflictPolicy.ABS)
                                .agreedAt("5:00:00")
                                .audible("5:05:00", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "->AUDIBLE 5:10:00, rule 22"),
                arguments(
                        "22 audible",
                        book().conflict(ConflictPolicy.AUDIBLE)
                                .agreedAt("5:00:00")
                                .audible("5:05:00", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "->ABS 5:05:00, rule 22"),
                arguments(
                        "22 hold",
                        book().conflict(ConflictPolicy.HOLD)
                                .agreedAt("5:00:00")
                                .audible("5:05:00", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "HOLD CONFLICT, rule 22"),
                arguments(
                        "23 newest",
                        book().conflict(ConflictPolicy.NEWEST)
                                .agreedAt("5:00:00")
                                .audible("6:00:00", hoursAgo(1))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "->AUDIBLE 5:10:00, rule 23, FURTHER_PLACE_LEFT"),
                arguments(
                        "23 furthest",
                        book().conflict(ConflictPolicy.FURTHEST)
                                .agreedAt("5:00:00")
                                .audible("6:00:00", hoursAgo(1))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "->ABS 6:00:00, rule 23"),
                arguments(
                        "23 abs",
                        book().conflict(ConflictPolicy.ABS)
                                .agreedAt("5:00:00")
                                .audible("6:00:00", hoursAgo(1))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "->AUDIBLE 5:10:00, rule 23"),
                arguments(
                        "23 audible",
                        book().conflict(ConflictPolicy.AUDIBLE)
                                .agreedAt("5:00:00")
                                .audible("6:00:00", hoursAgo(1))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "->ABS 6:00:00, rule 23"),
                arguments(
                        "23 hold",
                        book().conflict(ConflictPolicy.HOLD)
                                .agreedAt("5:00:00")
                                .audible("6:00:00", hoursAgo(1))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "HOLD CONFLICT, rule 23"),
                arguments(
                        "24 newest",
                        book().conflict(ConflictPolicy.NEWEST)
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("6:00:00", minutesAgo(3)),
                        "HOLD CONFLICT, rule 24"),
                arguments(
                        "24 furthest",
                        book().conflict(ConflictPolicy.FURTHEST)
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("6:00:00", minutesAgo(3)),
                        "->AUDIBLE 6:00:00, rule 24"),
                arguments(
                        "24 abs",
                        book().conflict(ConflictPolicy.ABS)
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("6:00:00", minutesAgo(3)),
                        "->AUDIBLE 6:00:00, rule 24"),
                arguments(
                        "24 audible",
                        book().conflict(ConflictPolicy.AUDIBLE)
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("6:00:00", minutesAgo(3)),
                        "->ABS 5:10:00, rule 24"),
                arguments(
                        "24 hold",
                        book().conflict(ConflictPolicy.HOLD)
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("6:00:00", minutesAgo(3)),
                        "HOLD CONFLICT, rule 24"),
                arguments(
                        "25 newest",
                        book().conflict(ConflictPolicy.NEWEST)
                                .agreedAt("5:00:00")
                                .audible("4:00:00", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "HOLD REWIND_UNCONFIRMED, rule 25"),
                arguments(
                        "25 furthest",
                        book().conflict(ConflictPolicy.FURTHEST)
                                .agreedAt("5:00:00")
                                .audible("4:00:00", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "->AUDIBLE 5:10:00, rule 25"),
                arguments(
                        "25 abs",
                        book().conflict(ConflictPolicy.ABS)
                                .agreedAt("5:00:00")
                                .audible("4:00:00", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "->AUDIBLE 5:10:00, rule 25"),
                arguments(
                        "25 audible",
                        book().conflict(ConflictPolicy.AUDIBLE)
                                .agreedAt("5:00:00")
                                .audible("4:00:00", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "->ABS 4:00:00, rule 25"),
                arguments(
                        "25 hold",
                        book().conflict(ConflictPolicy.HOLD)
                                .agreedAt("5:00:00")
                                .audible("4:00:00", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "HOLD CONFLICT, rule 25"),
                arguments(
                        "18: a reset needs its confirmation under furthest",
                        book().conflict(ConflictPolicy.FURTHEST)
                                .agreedAt("5:00:00")
                                .audible("0:30", minutesAgo(3))
                                .audiobookshelf("5:10:00", hoursAgo(1)),
                        "HOLD RESET_UNCONFIRMED, rule 18"),
                arguments(
                        "18: and under the policy of its side, though older",
                        book().conflict(ConflictPolicy.AUDIBLE)
                                .agreedAt("5:00:00")
                                .audible("0:30", hoursAgo(1))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "HOLD RESET_UNCONFIRMED, rule 18"),
                arguments(
                        "20 knows no policy",
                        book().conflict(ConflictPolicy.HOLD)
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3))
                                .audiobookshelf("5:10:05", hoursAgo(1)),
                        "AGREE, rule 20"));
    }

    @Test
    void rule15IsDoneAfterOneMoreAgreeingReading() {
        Book stands = book().agreedAt("5:00:00").audible("4:58:00", minutesAgo(3));
        assertThat(stands.cycle()).isEqualTo("HOLD BACK_UNCONFIRMED, rule 15");
        assertThat(stands.later(120).cycle()).isEqualTo("->ABS 4:58:00, rule 15");

        Book goesOn = book().agreedAt("5:00:00").audiobookshelf("4:58:00", minutesAgo(3));
        goesOn.cycle();
        goesOn.later(120).audiobookshelf("4:59:00", minutesAgo(2));
        assertThat(goesOn.cycle()).isEqualTo("->AUDIBLE 4:59:00, rule 15");
    }

    @Test
    void rule15DebouncesASeek() {
        Book book = book().agreedAt("5:00:00").audible("4:58:00", minutesAgo(3));
        book.cycle();

        assertThat(book.later(120).audible("4:52:00", minutesAgo(1)).cycle())
                .isEqualTo("HOLD BACK_UNCONFIRMED, rule 15");
        assertThat(book.later(120).audible("5:00:00", minutesAgo(-1)).cycle())
                .isEqualTo("- IN_SYNC, rule 12");
    }

    @Test
    void rule16IsConfirmedByTwoMinutesOfListening() {
        Book book = book().agreedAt("5:00:00").audible("3:00:00", minutesAgo(3));
        assertThat(book.cycle()).isEqualTo("HOLD REWIND_UNCONFIRMED, rule 16");

        book.later(120).audible("3:01:59", minutesAgo(1));
        assertThat(book.cycle()).isEqualTo("HOLD REWIND_UNCONFIRMED, rule 16");
        book.later(120).audible("3:02:00", minutesAgo(0));
        assertThat(book.cycle()).isEqualTo("->ABS 3:02:00, rule 16");
    }

    @Test
    void rule16IsNotConfirmedBySeeking() {
        Book book = book().agreedAt("5:00:00").audible("3:00:00", minutesAgo(3));
        book.cycle();

        book.later(120).audible("3:30:00", minutesAgo(1));

        assertThat(book.cycle()).isEqualTo("HOLD REWIND_UNCONFIRMED, rule 16");
    }

    @Test
    void rule16IsConfirmedByStandingFor900Seconds() {
        Book book = book().agreedAt("5:00:00").audiobookshelf("3:00:00", NOON);
        book.cycle();

        assertThat(book.later(899).cycle()).isEqualTo("HOLD REWIND_UNCONFIRMED, rule 16");
        assertThat(book.later(1).cycle()).isEqualTo("->AUDIBLE 3:00:00, rule 16");
    }

    @Test
    void rule16NeedsTwoReadingsToStand() {
        Book book = book().agreedAt("5:00:00").audible("3:00:00", hoursAgo(10));

        assertThat(book.cycle()).isEqualTo("HOLD REWIND_UNCONFIRMED, rule 16");
        assertThat(book.later(120).cycle()).isEqualTo("->ABS 3:00:00, rule 16");
    }

    @Test
    void rule16IsUndoneWhenItSpringsBack() {
        Book book = book().agreedAt("5:00:00").audible("3:00:00", minutesAgo(3));
        book.cycle();

        book.later(120).audible("5:00:03", minutesAgo(1));

        assertThat(book.cycle()).isEqualTo("- IN_SYNC, rule 12");
    }

    @Test
    void rule18IsNeverConfirmedByStanding() {
        Book book = book().agreedAt("5:00:00").audiobookshelf("0:00", minutesAgo(3));
        book.cycle();

        assertThat(book.later(Duration.ofDays(2)).cycle())
                .isEqualTo("HOLD RESET_UNCONFIRMED, rule 18");
    }

    @Test
    void rule18IsConfirmedByFiveMinutesOfListening() {
        Book book = book().agreedAt("5:00:00").audiobookshelf("0:00", minutesAgo(3));
        book.cycle();

        book.later(300).audiobookshelf("4:59", minutesAgo(-2));
        assertThat(book.cycle()).isEqualTo("HOLD RESET_UNCONFIRMED, rule 18");
        book.later(120).audiobookshelf("5:00", minutesAgo(-3));
        assertThat(book.cycle()).isEqualTo("->AUDIBLE 5:00, rule 18");
    }

    @Test
    void rule18IsOvertakenByTheOtherSideMovingOn() {
        Book book = book().agreedAt("5:00:00").audiobookshelf("0:00", minutesAgo(3));
        book.cycle();

        book.later(120).audible("5:02:00", minutesAgo(0));

        assertThat(book.cycle()).isEqualTo("->ABS 5:02:00, rule 21");
    }

    @Test
    void rule24EndsWhenOneSideMovesOn() {
        Book book =
                book().agreedAt("5:00:00")
                        .audible("5:10:00", minutesAgo(3))
                        .audiobookshelf("6:00:00", minutesAgo(3));
        assertThat(book.cycle()).isEqualTo("HOLD CONFLICT, rule 24");

        book.later(120).audible("5:10:30", minutesAgo(0));

        assertThat(book.cycle()).isEqualTo("->ABS 5:10:30, rule 23, FURTHER_PLACE_LEFT");
    }

    @Test
    void rule25IsConfirmedLikeAJump() {
        Book listened =
                book().agreedAt("5:00:00")
                        .audible("4:55:00", minutesAgo(3))
                        .audiobookshelf("5:10:00", hoursAgo(1));
        assertThat(listened.cycle()).isEqualTo("HOLD REWIND_UNCONFIRMED, rule 25");
        listened.later(120).audible("4:57:00", minutesAgo(1));
        assertThat(listened.cycle()).isEqualTo("->ABS 4:57:00, rule 25");

        Book stood =
                book().agreedAt("5:00:00")
                        .audible("4:00:00", NOON)
                        .audiobookshelf("5:10:00", hoursAgo(1));
        stood.cycle();
        assertThat(stood.later(900).cycle()).isEqualTo("->ABS 4:00:00, rule 25");
    }

    @Test
    void rule46WhatNoRuleKnowsIsHeldSoThatTheListenerSeesIt() {
        Case nobodyMoved = new Case(book().agreedAt("5:00:00").situation());

        assertThat(Places.decide(nobodyMoved))
                .isEqualTo(Step.hold(Rule.R46_NO_RULE, Reason.NO_RULE));
    }

    @Test
    void smallMovesAddUp() {
        Book book = book().agreedAt("5:00:00").audible("5:00:04", minutesAgo(3));
        assertThat(book.cycle()).isEqualTo("- IN_SYNC, rule 12");

        book.later(120).audible("5:00:08", minutesAgo(0));

        assertThat(book.cycle()).isEqualTo("->ABS 5:00:08, rule 14");
    }
}
