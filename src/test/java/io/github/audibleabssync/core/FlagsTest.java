package io.github.audibleabssync.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlagsTest {

    @Test
    void aPlaceThatAudiobookshelfHoldsIsWrittenOneSecondBeforeIt() {
        Place held = Place.ofSeconds(100);

        assertThat(Flags.changed(held, held)).isEqualTo(Place.ofSeconds(99));
    }

    @Test
    void aFinishedBookAtItsVeryStartIsOpenedOneSecondAfterIt() {
        assertThat(Flags.changed(Place.START, Place.START)).isEqualTo(Place.ofSeconds(1));
    }
}
