package io.github.audibleabssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** How far a mistyped name is from a known one. */
class NearestNameTest {

    @ParameterizedTest
    @CsvSource({
        "DRY_RUN, DRY_RUN, 0",
        "DRYRUN, DRY_RUN, 1",
        "DRY__RUN, DRY_RUN, 1",
        "DRY_RAN, DRY_RUN, 1",
        "DYR_RUN, DRY_RUN, 1",
        "'', DRY_RUN, 7",
        "DRY_RUNNER, DRY_RUN, 3"
    })
    void countsInsertedDroppedChangedAndSwappedLetters(String typed, String known, int edits) {
        assertThat(NearestName.find(typed, List.of(known))).contains(new NearestName(known, edits));
    }

    @Test
    void picksTheClosestAndOfEquallyCloseTheFirstByName() {
        assertThat(NearestName.find("LOG", List.of("LOT", "LOGS", "DOG", "STATE")))
                .contains(new NearestName("DOG", 1));
    }
}
