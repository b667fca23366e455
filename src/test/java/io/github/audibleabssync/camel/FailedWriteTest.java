package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.audiobookshelf.AudiobookshelfRequests;
import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Writes that fail, get lost, or do not stick. */
class FailedWriteTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);
    private static final Predicate<PracticeRequest> PUT = on("PUT", "/1.0/lastpositions");
    private static final Predicate<PracticeRequest> SESSION = on("POST", "/api/session/local-all");

    @TempDir Path folder;

    @Test
    void aPlaceThatAudibleRefusesThreeTimesWith500ArrivesInTheSameCycle() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible.faults().next(3, PUT, Fault.status(500));
            Instant before = Instant.now();

            Cycle cycle = rig.nextCycle();

            assertThat(rig.onAudible(book)).isEqualTo(THERE);
            assertThat(cycle.writes()).isEqualTo(1);
            assertThat(rig.placeWritesToAudible()).hasSize(4);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(rig.journal(book)).isEqualTo(1);
        }
    }

    @Test
    void aPlaceThatAudiobookshelfRefusesThreeTimesWith500ArrivesInTheSameCycle() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.audiobookshelf.faults().next(3, SESSION, Fault.status(500));

            Cycle cycle = rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
            assertThat(cycle.writes()).isEqualTo(1);
            assertThat(rig.audiobookshelf.log().count("PATCH", "/api/me")).isZero();
        }
    }

    @Test
    void eachRepeatIsSignedAnew() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible
                    .faults()
                    .beforeApply(1, PUT, () -> rig.clock.step(Duration.ofMinutes(30)))
                    .next(1, PUT, Fault.status(503));

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.writes()).isEqualTo(1);
            assertThat(rig.placeWritesToAudible())
                    .extracting(LoggedRequest::status)
                    .containsExactly(503, 200);
        }
    }

    @Test
    void aWriteThatFailsForAnHourBlocksNoOtherBookAndArrivesAfterwards() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook ill = rig.bookAt(START);
            PracticeBook well = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(ill.itemId(), HEARD);
            rig.listener.listenOnAudiobookshelf(well.itemId(), HEARD);
            rig.audible
                    .faults()
                    .always(on("PUT", "/1.0/lastpositions/" + ill.asin()), Fault.status(500));

            rig.nextCycle();

            assertThat(rig.onAudible(well)).isEqualTo(THERE);
            assertThat(rig.state(ill).putOff()).isPresent();
            assertThat(rig.store().listOpenClaims()).isEmpty();

            rig.clearLogs();
            rig.nextCycles(30);

            assertThat(rig.placeWritesToAudible().size()).isBetween(4, 8 * 4);
            assertThat(rig.onAudible(ill)).isEqualTo(START);

            rig.audible.faults().clear();
            rig.cycleUntil(() -> rig.onAudible(ill).equals(THERE));

            assertThat(rig.state(ill).putOff()).isEmpty();
            assertThat(rig.journal(ill)).isEqualTo(1);
        }
    }

    @Test
    void aBookThatIsPutOffIsNotAsked() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook ill = rig.bookAt(START);
            PracticeBook well = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(ill.itemId(), HEARD);
            rig.audible.faults().always(PUT, Fault.status(500));
            rig.nextCycle();

            rig.clock.step(Duration.ofSeconds(10));
            Cycle cycle = rig.cycle();

            assertThat(cycle.asked()).containsExactly(Rig.key(well));
        }
    }

    @Test
    void theWaitAfterAFailureStartsAnewWhenTheBookWasFineInBetween() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible.faults().always(PUT, Fault.status(500));
            rig.nextCycle();
            rig.audible.faults().clear();
            rig.listener.seekOnPhone(book.asin(), new Place(THERE));

            rig.nextCycles(2);

            assertThat(rig.state(book).putOff()).isEmpty();
        }
    }

    @Test
    void aWriteThatAGatewayGaveUpOnAndAudibleCarriedOutStandsInTheJournal() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible.faults().next(4, PUT, Fault.status(502).afterApplying());

            rig.nextCycles(5);

            assertThat(rig.onAudible(book)).isEqualTo(THERE);
            assertThat(rig.journal(book)).isEqualTo(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
        }
    }

    @Test
    void aWriteThatAProxyGaveUpOnAndAudiobookshelfCarriedOutStandsInTheJournal() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.audiobookshelf.faults().next(4, SESSION, Fault.status(504).afterApplying());

            rig.nextCycles(5);

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
            assertThat(rig.journal(book)).isEqualTo(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
        }
    }

    @Test
    void aFlagThatArrivesWithoutItsPlaceStandsInTheJournal() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofHours(10));
            rig.audible.faults().next(1, PUT, Fault.status(200, ""));

            rig.nextCycles(5);

            assertThat(rig.listener.finishedOnPhone(book.asin())).isTrue();
            assertThat(rig.journal(book)).isEqualTo(1);
            assertThat(rig.agreement(book).audible().finished()).isTrue();
            assertThat(rig.agreement(book).audible().place().fromStart()).isEqualTo(START);
            assertThat(rig.store().listOpenClaims()).isEmpty();
        }
    }

    @Test
    void aLostAnswerOfAudibleLeadsToNoSecondWrite() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible.faults().next(1, PUT, Fault.loseAnswer());

            rig.nextCycles(5);

            assertThat(rig.placeWritesToAudible()).hasSize(1);
            assertThat(rig.onAudible(book)).isEqualTo(THERE);
            assertThat(rig.journal(book)).isEqualTo(1);
        }
    }

    @Test
    void aLostAnswerOfAudiobookshelfLeadsToNoSecondWrite() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.audiobookshelf.faults().next(1, SESSION, Fault.loseAnswer());

            rig.nextCycles(5);

            assertThat(rig.writesToAudiobookshelf()).hasSize(1);
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
            assertThat(rig.journal(book)).isEqualTo(1);
        }
    }

    @Test
    void aWriteThatWasCutBeforeItWasAppliedIsDecidedAfreshAndArrives() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible.faults().next(1, PUT, Fault.closeWithoutAnswer());

            rig.nextCycle();

            assertThat(rig.placeWritesToAudible()).hasSize(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.state(book).audibleWrites().unconfirmed()).isZero();

            rig.cycleUntil(() -> rig.onAudible(book).equals(THERE));

            assertThat(rig.placeWritesToAudible()).hasSize(2);
        }
    }

    @Test
    void aPlaceThatAudibleTookWithoutStoringItIsWrittenOnceMoreWithAFreshEdition()
            throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(5));
            rig.nextCycle();
            rig.audible.newEdition(book.asin());
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            Duration there = START.plus(HEARD).plusMinutes(5);
            rig.clearLogs();

            rig.cycleUntil(() -> rig.onAudible(book).equals(there));

            assertThat(rig.placeWritesToAudible()).hasSize(2);
            assertThat(rig.audible.log().count("GET", "/1.0/content")).isEqualTo(1);
            assertThat(rig.journal(book)).isEqualTo(2);
            assertThat(rig.state(book).audibleWrites().unconfirmed()).isZero();
        }
    }

    @Test
    @Covers(Rule.R35_NOT_CONFIRMED)
    void aPlaceThatNeverArrivesMakesThisSideOfTheBookReadOnlyAndKeepsTheAgreement()
            throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible.faults().always(PUT, Fault.status(200, ""));

            rig.cycleUntil(
                    () ->
                            rig.state(book).last().orElseThrow().reason()
                                    == Reason.WRITE_NOT_CONFIRMED);
            rig.nextCycles(10);

            assertThat(rig.placeWritesToAudible()).hasSize(2);
            assertThat(rig.agreement(book).audible().place().fromStart()).isEqualTo(START);
            assertThat(rig.agreement(book).audiobookshelf().place().fromStart()).isEqualTo(START);
            assertThat(rig.store().listOpenClaims()).isEmpty();

            rig.audible.faults().clear();
            rig.clock.step(Duration.ofHours(25));
            rig.cycleUntil(() -> rig.onAudible(book).equals(THERE));
        }
    }

    @Test
    void aPlaceThatAudiobookshelfNeverStoresMakesItsSideReadOnly() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            String id = AudiobookshelfRequests.sessionId(Beans.ACCOUNT, book.itemId());
            rig.audiobookshelf
                    .faults()
                    .always(
                            SESSION,
                            Fault.status(
                                    200,
                                    "{\"results\":[{\"id\":\"%s\",\"success\":true,\"progressSynced\":true}]}"
                                            .formatted(id)));

            rig.cycleUntil(
                    () ->
                            rig.state(book).last().orElseThrow().reason()
                                    == Reason.WRITE_NOT_CONFIRMED);
            rig.nextCycles(10);

            assertThat(rig.writesToAudiobookshelf()).hasSize(2);
            assertThat(rig.agreement(book).audiobookshelf().place().fromStart()).isEqualTo(START);
        }
    }

    @Test
    void aWriteThatWasRefusedWith400IsNotRepeatedInTheCycle() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible.faults().next(1, PUT, Fault.status(400));

            rig.nextCycle();

            assertThat(rig.placeWritesToAudible()).hasSize(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();

            rig.cycleUntil(() -> rig.onAudible(book).equals(THERE));
        }
    }

    @Test
    void aBookWhoseEditionCannotBeAskedForWaitsAlone() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook ill = rig.bookAt(START);
            PracticeBook well = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(ill.itemId(), HEARD);
            rig.listener.listenOnAudiobookshelf(well.itemId(), HEARD);
            rig.audible.faults().always(on("GET", "/1.0/content/" + ill.asin()), Fault.status(500));

            Cycle cycle = rig.nextCycle();

            assertThat(rig.onAudible(well)).isEqualTo(THERE);
            assertThat(rig.onAudible(ill)).isEqualTo(START);
            assertThat(Rig.reason(cycle, ill)).isEqualTo(Reason.SIDE_UNKNOWN);
            assertThat(rig.state(ill).putOff()).isPresent();
            assertThat(cycle.stopped()).isEmpty();

            rig.audible.faults().clear();
            rig.cycleUntil(() -> rig.onAudible(ill).equals(THERE));
        }
    }

    @Test
    void anAnswerThatOnceLacksTheEditionDoesNotKeepTheBookFromAudibleForAWeek() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible
                    .faults()
                    .next(
                            1,
                            on("GET", "/1.0/content"),
                            Fault.status(200, "{\"content_metadata\":{\"content_reference\":{}}}"));

            rig.cycleUntil(() -> rig.onAudible(book).equals(THERE));

            assertThat(rig.audible.faults().outstanding()).isZero();
        }
    }

    @Test
    void manyWritesOfOneCycleAreConfirmedByOneLookASide() throws Exception {
        try (Rig rig = new Rig(folder)) {
            List<PracticeBook> toAudible = List.of(rig.bookAt(START), rig.bookAt(START));
            List<PracticeBook> toShelf = List.of(rig.bookAt(START), rig.bookAt(START));
            rig.start().nextCycle();
            toAudible.forEach(book -> rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD));
            toShelf.forEach(book -> rig.listener.listenOnPhone(book.asin(), HEARD));
            rig.clearLogs();

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.writes()).isEqualTo(4);
            assertThat(rig.audible.log().count("GET", "/1.0/annotations")).isEqualTo(2);
            assertThat(rig.audiobookshelf.log().count("GET", "/api/me/progress")).isEqualTo(2);
        }
    }
}
