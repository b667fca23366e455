package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** Rule 34: the target moves while a write is on its way; or it cannot be written the usual way. */
class MovingTargetTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);
    private static final Duration ELSEWHERE = START.plusMinutes(45);

    @TempDir Path folder;

    @Test
    @Covers(Rule.R34_TARGET_MOVED)
    void aListenerWhoMovesInAudiobookshelfRightBeforeTheWriteIsNotOverwritten() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.clock.step(Duration.ofMinutes(5));
            rig.audiobookshelf
                    .faults()
                    .beforeApply(
                            1,
                            on("POST", "/api/session/local-all"),
                            () ->
                                    rig.listener.seekOnAudiobookshelf(
                                            book.itemId(), new Place(ELSEWHERE)));

            Cycle cycle = rig.cycle();

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.TARGET_MOVED);
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(ELSEWHERE);
            assertThat(rig.store().listOpenClaims()).isEmpty();

            rig.cycleUntil(() -> rig.onAudible(book).equals(ELSEWHERE));

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(ELSEWHERE);
        }
    }

    @Test
    void aListenerWhoMovesOnThePhoneAfterTheDecisionIsNotOverwritten() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.clock.step(Duration.ofMinutes(5));
            rig.audible
                    .faults()
                    .afterApply(
                            1,
                            on("GET", "/1.0/content"),
                            () -> {
                                rig.listener.seekOnPhone(book.asin(), new Place(ELSEWHERE));
                                rig.clock.step(Duration.ofSeconds(3));
                            });

            Cycle cycle = rig.cycle();

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.TARGET_MOVED);
            assertThat(rig.placeWritesToAudible()).isEmpty();
            assertThat(rig.onAudible(book)).isEqualTo(ELSEWHERE);

            rig.cycleUntil(() -> rig.onAudiobookshelf(book).equals(ELSEWHERE));
        }
    }

    @Test
    void aNewerPlaceThatComesRightAfterOurWriteIsNeverWrittenOver() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.clock.step(Duration.ofMinutes(5));
            rig.audible
                    .faults()
                    .afterApply(
                            1,
                            on("PUT", "/1.0/lastpositions"),
                            () -> {
                                rig.clock.step(Duration.ofSeconds(2));
                                rig.listener.seekOnPhone(book.asin(), new Place(ELSEWHERE));
                            });

            rig.cycle();
            rig.cycleUntil(() -> rig.onAudiobookshelf(book).equals(ELSEWHERE));

            assertThat(rig.onAudible(book)).isEqualTo(ELSEWHERE);
            assertThat(rig.placeWritesToAudible()).hasSize(1);
        }
    }

    @Test
    void aServerWithoutLocalSessionsGetsAPatchWithThePlaceAndNothingElse() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.audiobookshelf.withLocalSessions(false);
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.writes()).isEqualTo(1);
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
            assertThat(rig.audiobookshelf.log().all(request -> request.is("PATCH", "/api/me")))
                    .singleElement()
                    .extracting(LoggedRequest::body)
                    .asString()
                    .doesNotContain("isFinished");
        }
    }

    @Test
    void anEntryWithATimeInTheFutureIsSetRightByAPatch() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.audiobookshelf.prepare(
                    book.itemId(), new Place(START), rig.clock.instant().plus(Duration.ofHours(2)));
            rig.listener.listenOnPhone(book.asin(), HEARD);

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.writes()).isEqualTo(1);
            assertThat(rig.audiobookshelf.log().count("PATCH", "/api/me")).isEqualTo(1);
            assertThat(rig.audiobookshelf.log().count("POST", "/api/session")).isZero();
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(THERE);
        }
    }

    @Test
    void aSessionThatIsRefusedWith500NeverBecomesAPatch() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnPhone(book.asin(), HEARD);
            rig.audiobookshelf.faults().always(on("POST", "/api/session"), Fault.status(502));

            rig.nextCycle();

            assertThat(rig.audiobookshelf.log().count("PATCH", "/api/me")).isZero();
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START);
        }
    }

    @Test
    void aPhoneThatMovesWhileItCannotBeLookedAtOnceMoreIsNotTakenForOvertaken() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            PracticeBook other = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.clock.step(Duration.ofMinutes(5));
            rig.audible
                    .faults()
                    .afterApply(
                            1,
                            on("GET", "/1.0/content"),
                            () -> {
                                rig.clock.step(Duration.ofSeconds(3));
                                rig.audible
                                        .faults()
                                        .beforeApply(
                                                4,
                                                on("GET", "/1.0/annotations"),
                                                () ->
                                                        rig.listener.seekOnPhone(
                                                                book.asin(),
                                                                new Place(START.plusMinutes(2))))
                                        .next(
                                                4,
                                                on("GET", "/1.0/annotations"),
                                                Fault.closeWithoutAnswer());
                            });

            Cycle cycle = rig.cycle();

            assertThat(rig.placeWritesToAudible()).isEmpty();
            assertThat(cycle.writes()).isZero();
            assertThat(rig.journal(book)).isZero();
            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.agreement(book).audible().place().fromStart()).isEqualTo(START);
            assertThat(rig.onAudible(other)).isEqualTo(START);
        }
    }
}
