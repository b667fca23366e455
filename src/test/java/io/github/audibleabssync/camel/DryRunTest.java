package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.audibleabssync.core.Covers;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A dry run looks and plans; nothing else leaves the house, and the state keeps what was agreed (rule 44). */
class DryRunTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);

    @TempDir Path folder;

    @Test
    @Covers(Rule.R44_DRY_RUN)
    void aDryRunSendsNothingButReadsAndPlansWhatItWouldWrite() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook toShelf = rig.bookAt(START);
            PracticeBook toAudible = rig.bookAt(START);
            PracticeBook finished = rig.bookAt(START);
            PracticeBook agrees = rig.bookAt(START);
            rig.start().nextCycle();
            rig.stop();
            rig.listener.listenOnPhone(toShelf.asin(), HEARD);
            rig.listener.listenOnAudiobookshelf(toAudible.itemId(), HEARD);
            rig.listener.finishByButton(finished.itemId());
            rig.place(agrees, START.plus(HEARD), START.plus(HEARD));
            List<String> before = Tables.untouchedByDryRuns(folder.resolve("state.db"));
            rig.clearLogs();
            rig.with("DRY_RUN", "true").start();

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.onlyPlanned())
                    .extracting(Intent::book, Intent::target)
                    .containsExactlyInAnyOrder(
                            tuple(Rig.key(toShelf), Side.AUDIOBOOKSHELF),
                            tuple(Rig.key(toAudible), Side.AUDIBLE),
                            tuple(Rig.key(finished), Side.AUDIBLE));
            assertThat(cycle.intents()).isEmpty();
            assertThat(Rig.reason(cycle, toShelf)).isEqualTo(Reason.DRY_RUN);

            rig.nextCycles(3);

            assertThat(rig.audible.log().all()).allMatch(request -> request.method().equals("GET"));
            assertThat(rig.audiobookshelf.log().all())
                    .allMatch(request -> request.method().equals("GET"));
            assertThat(Tables.untouchedByDryRuns(folder.resolve("state.db"))).isEqualTo(before);
        }
    }

    @Test
    @Covers(Rule.R36_WRITE_PENDING)
    void aDryRunLeavesAWriteOpenThatNobodyConfirmedYet() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible
                    .faults()
                    .afterApply(
                            1,
                            on("PUT", "/1.0/lastpositions"),
                            () ->
                                    rig.audible
                                            .faults()
                                            .always(
                                                    on("GET", "/1.0/annotations"),
                                                    Fault.status(500)));
            rig.nextCycle();
            rig.stop();
            rig.audible.faults().clear();
            List<String> before = Tables.untouchedByDryRuns(folder.resolve("state.db"));
            assertThat(before).anyMatch(row -> row.startsWith("claim|"));

            rig.with("DRY_RUN", "true").start();
            Cycle cycle = rig.nextCycle();

            assertThat(Rig.reason(cycle, book)).isEqualTo(Reason.WRITE_PENDING);
            assertThat(Tables.untouchedByDryRuns(folder.resolve("state.db"))).isEqualTo(before);

            rig.stop();
            rig.with("DRY_RUN", "false").start().nextCycles(2);

            assertThat(rig.placeWritesToAudible()).hasSize(1);
            assertThat(rig.journal(book)).isEqualTo(1);
        }
    }

    @Test
    void aDryRunMayRefreshTheAccessToken() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.session(rig.audible.tokenOnlySession()).with("DRY_RUN", "true").start();
            rig.audible.expireTokens();

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.succeeded()).isTrue();
            assertThat(cycle.asked()).contains(Rig.key(book));
            assertThat(rig.writesToAudible())
                    .extracting(LoggedRequest::path)
                    .containsExactly("/auth/token");
        }
    }
}
