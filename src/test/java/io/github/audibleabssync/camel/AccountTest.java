package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** Who we are to Audible, and which way places may go. */
class AccountTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);

    @TempDir Path folder;

    @Test
    void aSessionWithTokensOnlyReadsAndWrites() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.session(rig.audible.tokenOnlySession()).start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);

            rig.nextCycle();

            assertThat(rig.onAudible(book)).isEqualTo(THERE);
        }
    }

    @Test
    void aTokenThatIsNoLongerTakenIsRefreshedOnceAndTheRequestRepeated() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.session(rig.audible.tokenOnlySession()).start().nextCycles(2);
            rig.audible.expireTokens();
            rig.clearLogs();

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.succeeded()).isTrue();
            assertThat(rig.audible.log().count("POST", "/auth/token")).isEqualTo(1);
            assertThat(rig.audible.log().count("GET", "/1.0/annotations")).isEqualTo(2);
        }
    }

    @Test
    void aWriteWithATokenThatIsNoLongerTakenIsRepeatedWithAFreshOne() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.session(rig.audible.tokenOnlySession()).start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible
                    .faults()
                    .afterApply(1, on("GET", "/1.0/content"), () -> rig.audible.expireTokens());

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.writes()).isEqualTo(1);
            assertThat(rig.onAudible(book)).isEqualTo(THERE);
        }
    }

    @Test
    void aRefreshTokenThatIsRejectedIsARejectionOfTheAccountAndIsNotHammered() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("SYNC_INTERVAL_SECONDS", "1");
            rig.bookAt(START);
            rig.session(rig.audible.tokenOnlySession()).start().nextCycle();
            rig.audible.expireTokens();
            rig.audible.faults().always(on("POST", "/auth/token"), Fault.status(401));
            rig.clearLogs();

            for (int second = 0; second < 75; second++) {
                rig.clock.step(Duration.ofSeconds(1));
                rig.cycle();
            }

            ServiceLink link = rig.bean("audible", ServiceLink.class);
            assertThat(link.side()).isEqualTo(Side.AUDIBLE);
            assertThat(link.rejection()).isPresent();
            assertThat(rig.audible.log().count("POST", "/auth/token")).isBetween(2L, 3L);

            rig.audible.faults().clear();
            rig.clock.step(Duration.ofSeconds(30));
            assertThat(rig.cycle().succeeded()).isTrue();
            assertThat(link.rejection()).isEmpty();
        }
    }

    @Test
    void aNewSessionFileIsTriedAtOnceAfterARejection() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start().nextCycle();
            rig.audible.knowDevice(false);
            assertThat(rig.nextCycle().succeeded()).isFalse();
            rig.audible.knowDevice(true);
            rig.session(rig.audible.session() + " \n");

            assertThat(rig.cycle().succeeded()).isTrue();
        }
    }

    @Test
    @Covers(Rule.R43_ONE_WAY)
    void fromAudibleToAudiobookshelfOnlyWritesNothingToAudible() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook here = rig.bookAt(START);
            PracticeBook there = rig.bookAt(START);
            rig.with("ONE_WAY_MODE", "audible_to_abs").start().nextCycle();
            rig.listener.listenOnAudiobookshelf(here.itemId(), HEARD);
            rig.listener.listenOnPhone(there.asin(), HEARD);

            rig.nextCycles(3);

            assertThat(rig.writesToAudible()).isEmpty();
            assertThat(rig.onAudible(here)).isEqualTo(START);
            assertThat(rig.agreement(here).audiobookshelf().place().fromStart()).isEqualTo(START);
            assertThat(rig.onAudiobookshelf(there)).isEqualTo(THERE);
        }
    }

    @Test
    @Covers(Rule.R43_ONE_WAY)
    void fromAudiobookshelfToAudibleOnlyWritesNothingToAudiobookshelf() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook here = rig.bookAt(START);
            PracticeBook there = rig.bookAt(START);
            rig.with("ONE_WAY_MODE", "abs_to_audible").start().nextCycle();
            rig.listener.listenOnAudiobookshelf(here.itemId(), HEARD);
            rig.listener.listenOnPhone(there.asin(), HEARD);

            rig.nextCycles(3);

            assertThat(rig.writesToAudiobookshelf()).isEmpty();
            assertThat(rig.onAudible(here)).isEqualTo(THERE);
            assertThat(rig.onAudiobookshelf(there)).isEqualTo(START);
        }
    }
}
