package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.NOON;
import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.daysAgo;
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
import java.util.stream.Stream;

/** Stage E of the contract: every line may stop or change a write. Rule 42: {@link SafetyStopTest}. */
class OnTheWayTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whereTo(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> whereTo() {
        return Stream.of(
                arguments(
                        "38: beyond the target's end, then 37",
                        book().aligned(new Alignment.Identity(Duration.ofSeconds(90)))
                                .runtimes("10:01:30", "10:00:00")
                                .agreedAt("5:00:00")
                                .audible("10:01:00", minutesAgo(3)),
                        "->ABS 9:59:45, rule 14"),
                arguments(
                        "38: a finished source is clamped only",
                        book().aligned(new Alignment.Identity(Duration.ofSeconds(90)))
                                .runtimes("10:00:00", "10:01:30")
                                .agreedAt("5:00:00")
                                .audiobookshelf("10:01:30", minutesAgo(3))
                                .finished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "->AUDIBLE 10:00:00 FIN, rule 27"),
                arguments(
                        "37: in the last 15 s",
                        book().agreedAt("5:00:00").audible("9:59:46", minutesAgo(3)),
                        "->ABS 9:59:45, rule 14"),
                arguments(
                        "37: exactly 15 s before the end",
                        book().agreedAt("5:00:00").audible("9:59:45", minutesAgo(3)),
                        "->ABS 9:59:45, rule 14"),
                arguments(
                        "37: more than 15 s before the end",
                        book().agreedAt("5:00:00").audible("9:59:44", minutesAgo(3)),
                        "->ABS 9:59:44, rule 14"),
                arguments(
                        "37: towards Audible",
                        book().agreedAt("5:00:00").audiobookshelf("10:00:00", minutesAgo(3)),
                        "->AUDIBLE 9:59:45, rule 13"),
                arguments(
                        "E: what is there is not written",
                        book().agreedAt("9:59:45").audible("10:00:00", minutesAgo(3)),
                        "AGREE, rule E"),
                arguments(
                        "E: within the alignment's error",
                        book().aligned(new Alignment.Identity(Duration.ofSeconds(30)))
                                .agreedAt("5:00:00", "5:00:20")
                                .audible("5:00:50", minutesAgo(3)),
                        "AGREE, rule E"),
                arguments(
                        "E: at its very edge, the tolerance included",
                        book().aligned(new Alignment.Identity(Duration.ofSeconds(30)))
                                .agreedAt("5:00:00", "5:00:20")
                                .audible("5:00:55", minutesAgo(3)),
                        "AGREE, rule E"),
                arguments(
                        "SYNC_FINISHED=false keeps no place from being written",
                        book().flagsNotSynced()
                                .agreedAt("5:00:00")
                                .audible("5:10:00", minutesAgo(3)),
                        "->ABS 5:10:00, rule 14"),
                arguments(
                        "E: beyond it",
                        book().aligned(new Alignment.Identity(Duration.ofSeconds(30)))
                                .agreedAt("5:00:00", "5:00:20")
                                .audible("5:01:00", minutesAgo(3)),
                        "->ABS 5:01:00, rule 14"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whetherNow(String situation, Book book, String expected) {
        assertThat(book.decision()).isEqualTo(expected);
    }

    static Stream<Arguments> whetherNow() {
        return Stream.of(
                arguments(
                        "35: read-only",
                        book().agreedAt("5:00:00")
                                .readOnly(AUDIOBOOKSHELF, NOON.plusSeconds(1))
                                .audible("5:10:00", minutesAgo(3)),
                        "HOLD WRITE_NOT_CONFIRMED, rule 35"),
                arguments(
                        "35: no longer read-only",
                        book().agreedAt("5:00:00")
                                .readOnly(AUDIOBOOKSHELF, NOON)
                                .audible("5:10:00", minutesAgo(3)),
                        "->ABS 5:10:00, rule 14"),
                arguments(
                        "35: only that side",
                        book().agreedAt("5:00:00")
                                .readOnly(AUDIOBOOKSHELF, NOON.plusSeconds(1))
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "->AUDIBLE 5:10:00, rule 13"),
                arguments(
                        "33: both playing",
                        book().agreedAt("5:00:00")
                                .playing(AUDIBLE, "5:10:00")
                                .playing(AUDIOBOOKSHELF, "5:30:00"),
                        "HOLD BOTH_PLAYING, rule 33"),
                arguments(
                        "31: Audiobookshelf is playing, Audible was finished",
                        book().agreedAt("5:00:00")
                                .finished(AUDIBLE, secondsAgo(1))
                                .playing(AUDIOBOOKSHELF, "5:10:00"),
                        "- TARGET_PLAYING, rule 31"),
                arguments(
                        "31: Audiobookshelf is playing: to Audible as usual",
                        book().agreedAt("5:00:00").playing(AUDIOBOOKSHELF, "5:10:00"),
                        "->AUDIBLE 5:10:00, rule 13"),
                arguments(
                        "31: never to a playing Audiobookshelf",
                        book().agreedAt("5:00:00")
                                .playing(AUDIOBOOKSHELF, "5:10:00")
                                .audible("5:30:00", secondsAgo(10)),
                        "- TARGET_PLAYING, rule 31"),
                arguments(
                        "32: Audible is playing: to Audiobookshelf as usual",
                        book().agreedAt("5:00:00").playing(AUDIBLE, "5:10:00"),
                        "->ABS 5:10:00, rule 14"),
                arguments(
                        "32: never to a playing Audible",
                        book().agreedAt("5:00:00")
                                .playing(AUDIBLE, "5:10:00")
                                .audiobookshelf("5:30:00", secondsAgo(10)),
                        "- TARGET_PLAYING, rule 32"),
                arguments(
                        "32: no flag either",
                        book().agreedAt("5:00:00")
                                .playing(AUDIBLE, "5:10:00")
                                .finished(AUDIOBOOKSHELF, secondsAgo(1)),
                        "- TARGET_PLAYING, rule 32"),
                arguments(
                        "43: only Audiobookshelf may be written",
                        book().agreedAt("5:00:00")
                                .oneWay(OneWayMode.AUDIBLE_TO_ABS)
                                .audiobookshelf("5:10:00", minutesAgo(3)),
                        "- ONE_WAY, rule 43"),
                arguments(
                        "43: and is",
                        book().agreedAt("5:00:00")
                                .oneWay(OneWayMode.AUDIBLE_TO_ABS)
                                .audible("5:10:00", minutesAgo(3)),
                        "->ABS 5:10:00, rule 14"),
                arguments(
                        "43: only Audible may be written",
                        book().agreedAt("5:00:00")
                                .oneWay(OneWayMode.ABS_TO_AUDIBLE)
                                .audible("5:10:00", minutesAgo(3)),
                        "- ONE_WAY, rule 43"),
                arguments(
                        "43: and is, flag included",
                        book().agreedAt("5:00:00")
                                .oneWay(OneWayMode.ABS_TO_AUDIBLE)
                                .finished(AUDIOBOOKSHELF, minutesAgo(3)),
                        "FIN->AUDIBLE, rule 27"),
                arguments(
                        "45: written 59 s ago",
                        book().agreedAt("5:00:00")
                                .wrote(AUDIOBOOKSHELF, secondsAgo(59))
                                .audible("5:10:00", minutesAgo(3)),
                        "- COOLING_DOWN, rule 45"),
                arguments(
                        "45: written 60 s ago",
                        book().agreedAt("5:00:00")
                                .wrote(AUDIOBOOKSHELF, secondsAgo(60))
                                .audible("5:10:00", minutesAgo(3)),
                        "->ABS 5:10:00, rule 14"),
                arguments(
                        "45: the other side was written",
                        book().agreedAt("5:00:00")
                                .wrote(AUDIBLE, secondsAgo(59))
                                .audible("5:10:00", minutesAgo(3)),
                        "->ABS 5:10:00, rule 14"));
    }

    @Test
    void withSYNCFINISHEDOffNoPlaceReopensAFinishedBookOnAudiobookshelfWhateverWasMeant() {
        Book book =
                book().flagsNotSynced()
                        .agreedAt("5:00:00")
                        .agreedFinished(AUDIOBOOKSHELF)
                        .audible("5:10:00", minutesAgo(3));
        Case seen = new Case(book.situation());
        Draft place = Draft.follow(seen, Rule.R14_AUDIBLE_FORWARD, AUDIBLE);
        Draft flag = Draft.flag(Rule.R28_AUDIBLE_FINISHED, Reason.FINISHED, AUDIBLE, true, 0);

        assertThat(OnTheWay.check(seen, place, Origin.RULE))
                .isEqualTo(new Decision.Hold(Rule.R14_AUDIBLE_FORWARD, Reason.FLAGS_NOT_SYNCED));
        assertThat(OnTheWay.check(seen, flag, Origin.RULE)).isInstanceOf(Decision.Write.class);
    }

    @Test
    void aWriteTellsWhenThePlaceWasReachedAndIsAgreedFromNowOn() {
        Book book = book().agreedAt("5:00:00").audible("5:10:00", minutesAgo(3));

        assertThat(book.decide())
                .isInstanceOfSatisfying(
                        Decision.Write.class,
                        write -> {
                            assertThat(write.listenedAt()).contains(minutesAgo(3));
                            assertThat(write.agreement().audible().changedAt())
                                    .contains(minutesAgo(3));
                            assertThat(write.agreement().audiobookshelf().changedAt())
                                    .contains(NOON);
                            assertThat(write.agreement().revision()).isEqualTo(2);
                            assertThat(write.agreement().agreedAt()).isEqualTo(NOON);
                        });
    }

    @Test
    void aFlagAloneLeavesThePlaceOfItsSideWithTheTimeThatItHad() {
        Book book = book().agreedAt("5:00:00").finished(AUDIOBOOKSHELF, minutesAgo(3));

        assertThat(book.decide())
                .isInstanceOfSatisfying(
                        Decision.Write.class,
                        write ->
                                assertThat(write.agreement().audible().changedAt())
                                        .contains(daysAgo(2)));
    }

    @Test
    void rule43SwitchingBackLosesNothing() {
        Book book =
                book().oneWay(OneWayMode.AUDIBLE_TO_ABS)
                        .agreedAt("5:00:00")
                        .audiobookshelf("5:10:00", minutesAgo(3));
        assertThat(book.cycle()).isEqualTo("- ONE_WAY, rule 43");

        book.oneWay(OneWayMode.BIDIRECTIONAL).later(120);

        assertThat(book.cycle()).isEqualTo("->AUDIBLE 5:10:00, rule 13");
    }

    @Test
    void rule45TheMoveIsDoneAfterTheCooldown() {
        Book book = book().agreedAt("5:00:00").audible("5:10:00", minutesAgo(3));
        book.cycle();
        book.later(30).audible("5:11:00", NOON.minusSeconds(100));
        assertThat(book.cycle()).isEqualTo("- COOLING_DOWN, rule 45");

        assertThat(book.later(30).cycle()).isEqualTo("->ABS 5:11:00, rule 14");
    }

    @Test
    void whatWeWroteIsNeverASecondListener() {
        Book book = book().agreedAt("5:00:00").playing(AUDIBLE, "5:10:00");
        assertThat(book.cycle()).isEqualTo("->ABS 5:10:00, rule 14");

        book.later(60).audible("5:11:00", NOON.plusSeconds(50));

        assertThat(book.cycle()).isEqualTo("->ABS 5:11:00, rule 14");
    }

    @Test
    void replayingTheSameReadingsWritesNothing() {
        Book book = book().agreedAt("5:00:00").audible("10:00:00", minutesAgo(3));
        assertThat(book.cycle()).isEqualTo("->ABS 9:59:45, rule 14");

        for (int cycle = 0; cycle < 5; cycle++) {
            assertThat(book.later(120).cycle()).isEqualTo("- IN_SYNC, rule 12");
        }
    }
}
