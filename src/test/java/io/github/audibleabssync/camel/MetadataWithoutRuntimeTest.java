package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** Audible's content metadata name the edition and no runtime. */
class MetadataWithoutRuntimeTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration RUNTIME = Duration.ofHours(10).plusSeconds(25);

    @TempDir Path folder;

    @Test
    void aPlaceInTheLastMinuteIsNotCutToTheLibrarysWholeMinutes() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.library.book(RUNTIME);
            rig.place(book, START, START);
            rig.start().nextCycle();
            rig.audible
                    .faults()
                    .always(
                            on("GET", "/1.0/content"),
                            Fault.status(
                                    200,
                                    ("{\"content_metadata\":{\"content_reference\":{\"acr\":\"%s\"},"
                                         + "\"chapter_info\":{}}}")
                                            .formatted(rig.audible.acr(book.asin()))));
            rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(5));
            rig.nextCycle();
            assertThat(rig.onAudible(book)).isEqualTo(START.plusMinutes(5));

            Duration nearEnd = RUNTIME.minusSeconds(2);
            rig.listener.seekOnPhone(book.asin(), new Place(nearEnd));
            rig.nextCycles(2);

            assertThat(rig.state(book).audible().latest().orElseThrow().place().fromStart())
                    .isEqualTo(nearEnd);
        }
    }
}
