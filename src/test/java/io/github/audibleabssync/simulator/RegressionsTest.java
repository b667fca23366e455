package io.github.audibleabssync.simulator;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.simulator.Action.Listen;
import io.github.audibleabssync.simulator.Action.Mark;
import io.github.audibleabssync.simulator.Action.Rewind;
import io.github.audibleabssync.simulator.Action.Ruling;
import io.github.audibleabssync.simulator.Action.Seek;
import io.github.audibleabssync.simulator.Action.SetClock;
import io.github.audibleabssync.simulator.Action.Spoil;
import io.github.audibleabssync.simulator.Action.StaleDevice;
import io.github.audibleabssync.simulator.Action.StartOver;
import io.github.audibleabssync.simulator.History.BookSetup;
import io.github.audibleabssync.simulator.History.Setup;
import io.github.audibleabssync.simulator.History.SideSetup;
import io.github.audibleabssync.simulator.History.Step;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the simulator found, as short as it could be told: each stays mended. */
class RegressionsTest {

    private static final Duration LONG_AGO = Duration.ofHours(100);

    private static Duration at(int hours, int minutes, int seconds) {
        return Duration.ofSeconds(hours * 3600L + minutes * 60L + seconds);
    }

    private static SideSetup side(Duration place, boolean finished) {
        return new SideSetup(Optional.of(place), finished, LONG_AGO);
    }

    private static SideSetup never() {
        return new SideSetup(Optional.empty(), false, Duration.ZERO);
    }

    private static void holds(BookSetup book, int interval, Step... steps) {
        Setup setup =
                new Setup(
                        List.of(book),
                        Duration.ofSeconds(interval),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofMillis(50));

        Outcome outcome = new Run(new History(1, setup, List.of(steps))).play();

        assertThat(outcome.broken()).isEmpty();
    }

    /** A 502 after the work was done gave the claim back, and the write had no row in the journal. */
    @Test
    void aGatewayGivesUpWhileSomebodyListens() {
        Duration place = at(0, 2, 26);
        holds(
                new BookSetup(at(3, 27, 44), false, side(place, false), side(place, false)),
                30,
                new Step(at(10, 8, 48), new Listen(0, AUDIBLE, at(0, 5, 7), at(0, 0, 10))),
                new Step(
                        at(10, 11, 54),
                        new Spoil(
                                AUDIOBOOKSHELF,
                                Spoil.Kind.BAD_GATEWAY_AFTERWARDS,
                                Spoil.Which.WRITES,
                                19,
                                Spoil.ANY)));
    }

    /** Of place and flag only the flag arrived: the write had no row in the journal. */
    @Test
    void audibleForgetsThePlaceAndKeepsTheFlag() {
        Duration end = at(14, 10, 31);
        holds(
                new BookSetup(end, false, side(end, true), side(end, false)),
                300,
                new Step(at(9, 38, 55), new Listen(0, AUDIOBOOKSHELF, at(0, 7, 11), at(0, 0, 40))),
                new Step(
                        at(10, 56, 42),
                        new Spoil(AUDIBLE, Spoil.Kind.FORGOTTEN, Spoil.Which.WRITES, 3, Spoil.ANY)),
                new Step(at(17, 52, 59), new StaleDevice(0, at(21, 37, 25), true)));
    }

    /** The sides were agreed upon with hours between them, and nobody was told. */
    @Test
    void aBookIsOpenedAgainOnAudibleThatNeverWasFinishedOnAudiobookshelf() {
        Duration end = at(12, 4, 8);
        holds(
                new BookSetup(
                        end,
                        false,
                        new SideSetup(Optional.of(end), true, Duration.ofHours(180)),
                        new SideSetup(Optional.of(at(2, 41, 16)), false, Duration.ofHours(90))),
                60,
                new Step(at(0, 15, 40), new Mark(0, AUDIBLE, false)));
    }

    /** A finished book at 0:00 was written 0:00 to, which opens nothing, every day anew. */
    @Test
    void anUndoLeadsBackToTheVeryStart() {
        holds(
                new BookSetup(at(11, 41, 28), false, side(at(11, 38, 0), false), never()),
                300,
                new Step(at(10, 0, 0), new StartOver(0, AUDIOBOOKSHELF)),
                new Step(at(11, 0, 0), new Mark(0, AUDIBLE, true)),
                new Step(at(12, 0, 0), new Ruling(0, Ruling.What.UNDO)));
    }

    /** The run of somebody who listened on after a reset began anew, and two minutes confirmed what takes five. */
    @Test
    void audiblesClockIsSetBackWhileAResetIsBeingConfirmed() {
        holds(
                new BookSetup(at(3, 35, 6), false, side(at(0, 21, 55), false), never()),
                60,
                new Step(at(7, 58, 12), new Rewind(0, AUDIBLE, at(1, 0, 21))),
                new Step(at(8, 1, 10), new Listen(0, AUDIBLE, at(0, 11, 8), at(0, 0, 10))),
                new Step(at(8, 2, 57), new SetClock(AUDIBLE, Duration.ofSeconds(-601))));
    }

    /** A book that waits after failures is first seen when its new beginning is more than a minute old. */
    @Test
    void aBookThatWaitsIsBegunAnewMeanwhile() {
        Duration place = at(4, 29, 19);
        holds(
                new BookSetup(at(4, 52, 52), false, side(place, false), side(place, false)),
                60,
                new Step(
                        at(22, 35, 28),
                        new Spoil(
                                AUDIBLE, Spoil.Kind.ERROR_500, Spoil.Which.WRITES, 10, Spoil.ANY)),
                new Step(at(22, 46, 15), new Mark(0, AUDIOBOOKSHELF, true)),
                new Step(at(22, 49, 19), new Listen(0, AUDIOBOOKSHELF, at(0, 6, 6), at(0, 0, 10))));
    }

    /** Opened again where it had been finished at 0:00, the sides stood hours apart, and nobody was told. */
    @Test
    void aBookThatWasFinishedAtItsVeryStartIsMarkedAsNotFinished() {
        Duration end = at(4, 41, 5);
        holds(
                new BookSetup(end, false, side(end, false), side(at(0, 38, 14), true)),
                30,
                new Step(at(0, 56, 26), new Mark(0, AUDIOBOOKSHELF, false)),
                new Step(at(0, 57, 40), new Listen(0, AUDIBLE, at(0, 9, 8), at(0, 9, 8))),
                new Step(at(9, 15, 16), new Mark(0, AUDIOBOOKSHELF, false)));
    }

    /** The flag of a title that Audible never played was taken back, could not be found again, and had no row. */
    @Test
    void aFinishThatNobodyListenedToIsTakenBack() {
        holds(
                new BookSetup(at(11, 38, 48), false, never(), never()),
                30,
                new Step(at(8, 48, 11), new Mark(0, AUDIOBOOKSHELF, true)),
                new Step(at(8, 53, 16), new Ruling(0, Ruling.What.UNDO)));
    }

    /** The same, when it is opened again on the other side. */
    @Test
    void aFinishThatNobodyListenedToIsOpenedAgain() {
        holds(
                new BookSetup(at(0, 39, 15), false, never(), never()),
                30,
                new Step(at(4, 19, 8), new StartOver(0, AUDIOBOOKSHELF)),
                new Step(at(4, 38, 1), new Seek(0, AUDIOBOOKSHELF, at(7, 29, 49))),
                new Step(at(8, 18, 33), new Mark(0, AUDIOBOOKSHELF, false)));
    }
}
