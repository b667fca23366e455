package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** Times in the state that lie in the future: our clock was set back, or a device has a wrong one. */
class ClockSetBackTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration AHEAD = Duration.ofDays(400);

    @TempDir Path folder;

    @Test
    void aFinishedFlagWithATimeInTheFutureDoesNotHideTheNextOnes() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook wrong = rig.bookAt(START);
            PracticeBook right = rig.bookAt(START);
            rig.start().nextCycle();
            rig.audible.prepareFinished(wrong.asin(), true, rig.clock.instant().plus(AHEAD));
            rig.clock.step(Duration.ofMinutes(15));
            rig.nextCycle();
            rig.listener.finishOnPhone(right.asin());
            rig.clock.step(Duration.ofMinutes(15));

            rig.cycleUntil(() -> rig.listener.finishedOnAudiobookshelf(right.itemId()));

            assertThat(rig.listener.finishedOnAudiobookshelf(wrong.itemId())).isTrue();
        }
    }
}
