package io.github.audibleabssync.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Contract §1, "Cross-side comparison". All times in seconds; a book of 36 000 s has a half percent of 180 s. */
class AlignmentFinderTest {

    @ParameterizedTest(name = "{0} minutes, {1} s on the shelf -> {2}")
    @CsvSource({
        // whole minutes, shelf's seconds, what they tell
        "600, 36000, IDENTITY",
        "600, 36180, IDENTITY",
        "600, 36240, IDENTITY",
        "600, 35760, IDENTITY",
        "600, 36241, ASK",
        "600, 35759, ASK",
        "600, 21600, ASK",
        "1, 120, IDENTITY",
        "0, 36000, ASK",
        "0, 30, ASK",
        "600, 0, NONE",
        "0, 0, NONE"
    })
    void wholeMinutesAreEnoughForAboutEqualRuntimesAndNeverForDifferentOnes(
            long minutes, long shelf, String expected) {
        Optional<Alignment> found =
                AlignmentFinder.find(
                        Duration.ofMinutes(minutes), Optional.empty(), seconds(shelf), List.of());

        assertThat(found)
                .isEqualTo(
                        switch (expected) {
                            case "IDENTITY" -> Optional.of(identity(0));
                            case "NONE" -> Optional.of(new Alignment.None());
                            default -> Optional.empty();
                        });
    }

    @ParameterizedTest(name = "exact {0} s, intro {1} s, outro {2} s, shelf {3} ms -> {4} {5}")
    @CsvSource({
        // exact runtime, intro, outro, shelf's ms, alignment, its ms
        "36000, 0, 0, 36000000, IDENTITY, 0",
        "36000, 0, 0, 36002000, IDENTITY, 0",
        "36000, 0, 0, 35998000, IDENTITY, 0",
        "36000, 0, 0, 36002001, IDENTITY, 2001",
        "36000, 2, 4, 35994000, OFFSET, 2000",
        "36000, 2, 4, 35992000, OFFSET, 2000",
        "36000, 2, 4, 35996000, OFFSET, 2000",
        "36000, 2, 4, 35991999, IDENTITY, 8001",
        "36000, 2, 4, 36006000, IDENTITY, 6000",
        "36000, 1, 1, 35998000, IDENTITY, 0",
        "36000, 0, 60, 35940000, OFFSET, 0",
        "36000, 200, 200, 35600000, OFFSET, 200000",
        "36000, 0, 0, 36180000, IDENTITY, 180000",
        "36000, 0, 0, 35820000, IDENTITY, 180000",
        "36000, 0, 0, 36180001, NONE, 0",
        "36000, 0, 0, 35819999, NONE, 0",
        "36000, 2, 4, 21600000, NONE, 0",
        "36000, 0, 0, 0, NONE, 0"
    })
    void theExactRuntimeDecidesInTheContractsOrder(
            long runtime, long intro, long outro, long shelf, String kind, long millis) {
        Optional<Alignment> found =
                AlignmentFinder.find(
                        Duration.ofMinutes(runtime / 60),
                        Optional.of(audio(seconds(runtime), intro, outro)),
                        Duration.ofMillis(shelf),
                        List.of());

        assertThat(found)
                .contains(
                        switch (kind) {
                            case "IDENTITY" -> new Alignment.Identity(Duration.ofMillis(millis));
                            case "OFFSET" -> new Alignment.Offset(Duration.ofMillis(millis));
                            default -> new Alignment.None();
                        });
    }

    @Test
    void theExactRuntimeWinsOverTheMinutes() {
        assertThat(
                        AlignmentFinder.find(
                                Duration.ofHours(10),
                                Optional.of(audio(seconds(40_000), 0, 0)),
                                seconds(36_000),
                                List.of()))
                .contains(new Alignment.None());
    }

    @Test
    void chaptersPairUpBeforeHalfAPercentIsTried() {
        assertThat(find(audio(seconds(1000), 0, 0, 0, 400), 997, 0, 398))
                .isEqualTo(new Alignment.Chapters(list(0, 400, 1000), list(0, 398, 997)));
    }

    @Test
    void chaptersPairUpHoweverDifferentTheRuntimesAre() {
        assertThat(find(audio(seconds(1000), 0, 0, 0, 400, 700), 1500, 0, 600, 1050))
                .isEqualTo(
                        new Alignment.Chapters(list(0, 400, 700, 1000), list(0, 600, 1050, 1500)));
    }

    @Test
    void equalRuntimesNeedNoChapters() {
        assertThat(find(audio(seconds(1000), 0, 0, 0, 400), 1000, 0, 300)).isEqualTo(identity(0));
    }

    @Test
    void whatComesBeforeTheFirstChapterBelongsToIt() {
        assertThat(find(audio(seconds(1000), 0, 0, 12, 400), 900, 5, 300))
                .isEqualTo(new Alignment.Chapters(list(0, 400, 1000), list(0, 300, 900)));
    }

    @Test
    void chaptersThatDoNotPairUpAreNoAlignment() {
        Alignment none = new Alignment.None();

        assertThat(find(audio(seconds(1000), 0, 0, 0, 400), 900, 0, 300, 500)).isEqualTo(none);
        assertThat(find(audio(seconds(1000), 0, 0, 0), 900, 0)).isEqualTo(none);
        assertThat(find(audio(seconds(1000), 0, 0), 900)).isEqualTo(none);
        assertThat(find(audio(seconds(1000), 0, 0, 0, 400, 300), 900, 0, 300, 500)).isEqualTo(none);
        assertThat(find(audio(seconds(1000), 0, 0, 0, 400), 900, 0, 950)).isEqualTo(none);
        assertThat(find(audio(seconds(1000), 0, 0, 0, 400), 900, 0, 0)).isEqualTo(none);
    }

    @Test
    void metadataWithoutARuntimeLeaveItToTheMinutes() {
        AudibleAudio silent =
                new AudibleAudio(
                        Optional.of("acr"),
                        Optional.empty(),
                        Duration.ZERO,
                        Duration.ZERO,
                        List.of(),
                        Instant.EPOCH);

        assertThat(
                        AlignmentFinder.find(
                                Duration.ofHours(10),
                                Optional.of(silent),
                                seconds(36_000),
                                List.of()))
                .contains(identity(0));
        assertThat(
                        AlignmentFinder.find(
                                Duration.ofHours(10),
                                Optional.of(silent),
                                seconds(20_000),
                                List.of()))
                .contains(new Alignment.None());
    }

    @ParameterizedTest
    @CsvSource({"1000, false", "994, false", "997, true", "1500, true", "0, false"})
    void chaptersAreAskedForOnlyWhereTheyDecide(long shelf, boolean asked) {
        AudibleAudio audio = audio(seconds(1000), 2, 4, 0, 400);

        assertThat(AlignmentFinder.asksForChapters(audio, seconds(shelf))).isEqualTo(asked);
    }

    @Test
    void chaptersAreNotAskedForWhereAudibleHasNone() {
        assertThat(AlignmentFinder.asksForChapters(audio(seconds(1000), 0, 0), seconds(1500)))
                .isFalse();
    }

    private static Alignment find(AudibleAudio audio, long shelf, long... chapters) {
        return AlignmentFinder.find(
                        Duration.ZERO, Optional.of(audio), seconds(shelf), list(chapters))
                .orElseThrow();
    }

    private static AudibleAudio audio(
            Duration runtime, long intro, long outro, long... chapterStarts) {
        return new AudibleAudio(
                Optional.of("acr"),
                Optional.of(runtime),
                seconds(intro),
                seconds(outro),
                list(chapterStarts),
                Instant.EPOCH);
    }

    private static Alignment identity(long seconds) {
        return new Alignment.Identity(seconds(seconds));
    }

    private static List<Duration> list(long... seconds) {
        return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
