package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.NOON;
import static io.github.audibleabssync.core.Book.at;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Place and finish go from Audiobookshelf to Audible, from 5:00:00 to 9:59:00; one of them arrives. */
class HalfWrittenTest {

    private static final SideState BEFORE = new SideState(at("5:00:00"), false, Optional.empty());
    private static final SideState AFTER = new SideState(at("9:59:00"), true, Optional.empty());
    private static final Agreement AGREED = new Agreement("item", BEFORE, BEFORE, 0, 1, NOON);

    @Test
    void thePlaceAloneLeavesTheFinishAMoveOfItsSource() {
        Claim half = find("9:59:00", false).orElseThrow();

        assertThat(half.place()).contains(at("9:59:00"));
        assertThat(half.finished()).isEmpty();
        assertThat(half.agreement().audible()).isEqualTo(AFTER.withFinished(false));
        assertThat(half.agreement().audiobookshelf()).isEqualTo(AFTER.withFinished(false));
    }

    @Test
    void theFlagAloneLeavesThePlaceAMoveOfItsSource() {
        Claim half = find("5:00:00", true).orElseThrow();

        assertThat(half.place()).isEmpty();
        assertThat(half.finished()).contains(true);
        assertThat(half.agreement().audible()).isEqualTo(BEFORE.withFinished(true));
        assertThat(half.agreement().audiobookshelf()).isEqualTo(BEFORE.withFinished(true));
    }

    @ParameterizedTest(name = "{0}, finished: {1} -> {2}")
    @CsvSource({
        "9:59:05, false, true",
        "9:58:55, false, true",
        "9:58:54, false, false",
        "5:00:00, false, false",
        "5:00:00, true,  true",
    })
    void aHalfIsThereWithinTheTolerance(String place, boolean finished, boolean found) {
        assertThat(find(place, finished).isPresent()).isEqualTo(found);
    }

    @Test
    void whatWasThereBeforeIsNoHalf() {
        Claim there = claim(Optional.of(AFTER), Optional.of(NOON));

        assertThat(find(there, "9:59:00", true, Optional.of(AGREED))).isEmpty();
    }

    @Test
    void aSideThatHeldNothingShowsItsPlaceAtOnce() {
        Claim created = claim(Optional.empty(), Optional.of(NOON));

        assertThat(find(created, "9:59:00", false, Optional.empty()))
                .map(half -> half.agreement().audiobookshelf().finished())
                .contains(false);
        assertThat(find(created, "0:00", true, Optional.of(AGREED)))
                .map(half -> half.agreement().audible().place())
                .contains(BEFORE.place());
    }

    @Test
    void beforeTheFirstAgreementAFlagAloneIsNotEnough() {
        assertThat(
                        find(
                                claim(Optional.of(BEFORE), Optional.of(NOON)),
                                "5:00:00",
                                true,
                                Optional.empty()))
                .isEmpty();
    }

    @Test
    void whatWasNeverSentDidNotArrive() {
        assertThat(
                        find(
                                claim(Optional.of(BEFORE), Optional.empty()),
                                "9:59:00",
                                false,
                                Optional.of(AGREED)))
                .isEmpty();
    }

    @Test
    void aSideThatDoesNotAnswerShowsNothing() {
        assertThat(
                        HalfWritten.find(
                                claim(Optional.of(BEFORE), Optional.of(NOON)),
                                Reading.nothing(),
                                Optional.of(AGREED),
                                Duration.ofSeconds(5)))
                .isEmpty();
    }

    private static Optional<Claim> find(String place, boolean finished) {
        return find(
                claim(Optional.of(BEFORE), Optional.of(NOON)),
                place,
                finished,
                Optional.of(AGREED));
    }

    private static Optional<Claim> find(
            Claim claim, String place, boolean finished, Optional<Agreement> agreed) {
        return HalfWritten.find(
                claim,
                new Reading.At(at(place), finished, Optional.of(NOON)),
                agreed,
                Duration.ofSeconds(5));
    }

    private static Claim claim(Optional<SideState> before, Optional<Instant> sentAt) {
        return new Claim(
                "key",
                BookKey.of(new Asin("B00TEST001")),
                Side.AUDIBLE,
                Optional.of(AFTER.place()),
                Optional.of(true),
                before,
                Optional.of(AFTER),
                new Agreement("item", AFTER, AFTER, 0, 2, NOON),
                Rule.R27_AUDIOBOOKSHELF_FINISHED,
                Reason.FINISHED,
                Origin.RULE,
                NOON,
                sentAt,
                false);
    }
}
