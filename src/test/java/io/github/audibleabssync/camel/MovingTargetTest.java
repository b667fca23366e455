package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** The target moves while a write is on its way, or cannot be written the usual way. */
class MovingTargetTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);
    private static final Duration ELSEWHERE = START.plusMinutes(45);

    @TempDir Path folder;

    @Test
    void a_listener_who_moves_in_Audiobookshelf_right_before_the_write_is_not_overwritten()
            throws Exception {
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
    void a_listener_who_moves_on_the_phone_after_the_decision_is_not_overwritten()
            throws Exception {
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
    void a_newer_place_that_comes_right_after_our_write_is_never_written_over() throws Exception {
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
    void a_server_without_local_sessions_gets_a_patch_with_the_place_and_nothing_else()
            throws Exception {
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
    void an_entry_with_a_time_in_the_future_is_set_right_by_a_patch() throws Exception {
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
    void a_session_that_is_refused_with_500_never_becomes_a_patch() throws Exception {
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
    void a_phone_that_moves_while_it_cannot_be_looked_at_once_more_is_not_taken_for_overtaken()
            throws Exception {
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
