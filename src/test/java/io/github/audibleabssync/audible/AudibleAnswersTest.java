package io.github.audibleabssync.audible;

import static io.github.audibleabssync.audible.Fixtures.NOW;
import static io.github.audibleabssync.audible.Fixtures.answer;
import static io.github.audibleabssync.audible.Fixtures.file;
import static io.github.audibleabssync.audible.Fixtures.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleAudio;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.wire.ServiceAnswer;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class AudibleAnswersTest {

    private static final Asin FIRST = new Asin("B0SYN00001");
    private static final Asin SECOND = new Asin("B0SYN00002");

    @Test
    void placesAreReadToTheMillisecondAndAtZero() {
        Map<Asin, LastPosition> places = AudibleAnswers.lastPositions(file("lastpositions.json"));

        assertThat(places)
                .containsOnly(
                        Map.entry(FIRST, heard(4_542_015, "2026-11-21T20:23:18.818Z")),
                        Map.entry(SECOND, heard(134_640_000, "2025-08-09T21:14:03.700Z")),
                        Map.entry(new Asin("B0SYN00004"), heard(0, "2026-10-01T06:00:00Z")),
                        Map.entry(new Asin("B0SYN00003"), new LastPosition.NeverHeard()));
    }

    @Test
    void aTitleThatAudibleLeftOutIsNotThere() {
        assertThat(AudibleAnswers.lastPositions(file("lastpositions-empty.json"))).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> entriesThatCanBeNoPlaceAreUnreadable() {
        return Stream.of(
                        "{\"status\":\"InProgress\",\"position_ms\":5}",
                        "{\"status\":\"Exists\"}",
                        "{\"status\":\"Exists\",\"position_ms\":null}",
                        "{\"status\":\"Exists\",\"position_ms\":-1}",
                        "{\"status\":\"Exists\",\"position_ms\":-0.5}",
                        "{\"status\":\"Exists\",\"position_ms\":\"5\"}",
                        "{\"status\":\"Exists\",\"position_ms\":99999999999999999999}",
                        "{\"status\":null,\"position_ms\":5}",
                        "{\"position_ms\":5}",
                        "{}",
                        "null",
                        "7")
                .map(
                        heard ->
                                DynamicTest.dynamicTest(
                                        heard,
                                        () ->
                                                assertThat(places(entry(heard)))
                                                        .containsOnly(
                                                                Map.entry(
                                                                        FIRST,
                                                                        new LastPosition
                                                                                .Unreadable()))));
    }

    @Test
    void entriesWithoutAReadableAsinCostOnlyThemselves() {
        String good = entry("{\"status\":\"DoesNotExist\"}");

        assertThat(places("null,5,{},{\"asin\":\"?\"},{\"asin\":null}," + good)).hasSize(1);
    }

    @Test
    void ofTwoPlacesForOneTitleTheLaterCountsAndOtherContradictionsAreUnreadable() {
        String older = exists(1, "2026-11-21 20:00:00.0");
        String newer = exists(2, "2026-11-21 20:00:01.0");
        String undated = exists(3, "?");

        assertThat(places(older + "," + newer).get(FIRST))
                .isEqualTo(heard(2, "2026-11-21T20:00:01Z"));
        assertThat(places(newer + "," + older).get(FIRST))
                .isEqualTo(heard(2, "2026-11-21T20:00:01Z"));
        assertThat(places(newer + "," + newer).get(FIRST))
                .isEqualTo(heard(2, "2026-11-21T20:00:01Z"));
        assertThat(places(newer + "," + undated).get(FIRST))
                .isEqualTo(new LastPosition.Unreadable());
    }

    @Test
    void timesAreUtcWithAnyFractionAndIsoIsReadToo() {
        assertThat(AudibleTime.find("2026-11-21 20:23:18")).contains(at("2026-11-21T20:23:18Z"));
        assertThat(AudibleTime.find("2026-11-21 20:23:18.123456789"))
                .contains(at("2026-11-21T20:23:18.123456789Z"));
        assertThat(AudibleTime.find("2026-11-21T20:23:18.5Z"))
                .contains(at("2026-11-21T20:23:18.500Z"));
        assertThat(AudibleTime.find("2026-11-21T20:23:18+02:00"))
                .contains(at("2026-11-21T18:23:18Z"));
        assertThat(AudibleTime.find("2026-11-21T20:23:18+0200"))
                .contains(at("2026-11-21T18:23:18Z"));
        for (String none :
                new String[] {"", "2026-11-21", "2026-02-30 10:00:00", "20:23:18", "1795300000"}) {
            assertThat(AudibleTime.find(none)).isEmpty();
        }
    }

    @Test
    void theLibraryHasBooksAndLecturesButNoPodcasts() {
        ServiceAnswer answer =
                answer(200, text("library-page.json"), Map.of("state-token", "1795300000000"));

        LibraryPage page = AudibleAnswers.library(answer);

        assertThat(page.titles())
                .extracting(title -> title.asin().value())
                .containsExactly(
                        "B0SYN00001", "B0SYN00002", "B0SYN00003", "B0SYN00004", "B0SYN00006");
        assertThat(page.titles().get(1))
                .isEqualTo(
                        new AudibleTitle(
                                SECOND,
                                "Nine Long Winters",
                                Duration.ofMinutes(2244),
                                Optional.of(true),
                                Optional.of(at("2025-08-09T21:14:03.768Z"))));
        assertThat(page.stateToken()).contains("1795300000000");
        assertThat(page.continuationToken()).isEmpty();
        assertThat(page.revoked()).isEmpty();
        assertThat(page.empty()).isFalse();
    }

    @Test
    void titlesThatLeftTheLibraryAreToldApart() {
        LibraryPage page = AudibleAnswers.library(file("library-delta.json"));

        assertThat(page.titles()).hasSize(1);
        assertThat(page.revoked()).containsExactly(new Asin("B0SYN00009"));
        assertThat(
                        library(
                                        "{\"asin\":\"B0SYN00001\",\"library_status\":{\"is_visible\":false}}")
                                .revoked())
                .containsExactly(FIRST);
    }

    @Test
    void fieldsThatWereNotAskedForMayBeNullOrAbsent() {
        assertThat(AudibleAnswers.library(file("library-minimal-groups.json")).titles())
                .containsExactly(
                        new AudibleTitle(
                                FIRST,
                                "B0SYN00001",
                                Duration.ZERO,
                                Optional.empty(),
                                Optional.empty()));
        assertThat(
                        library(
                                        "{\"asin\":\"B0SYN00001\",\"listening_status\":{\"is_finished\":true}}")
                                .titles()
                                .getFirst()
                                .finished())
                .contains(true);
    }

    @Test
    void theEmptyPageIsKnownFromAPageWithoutBooks() {
        LibraryPage empty =
                AudibleAnswers.library(
                        answer(200, text("library-empty.json"), Map.of("state-token", "0")));

        assertThat(empty.empty()).isTrue();
        assertThat(empty.stateToken()).isEmpty();
        assertThat(library("{\"asin\":\"?\"},null").empty()).isFalse();
        for (String type :
                List.of("PodcastParent", "PodcastEpisode", "PodcastSeason", "Periodical")) {
            LibraryPage page =
                    library(
                            "{\"asin\":\"B0SYN00001\",\"content_delivery_type\":\"%s\"}"
                                    .formatted(type));
            assertThat(page.titles()).isEmpty();
            assertThat(page.empty()).isFalse();
        }
    }

    @Test
    void theHeadersSayWhetherThereIsMore() {
        LibraryPage page =
                AudibleAnswers.library(
                        answer(200, "{\"items\":[]}", Map.of("continuation-token", "abc=")));

        assertThat(page.continuationToken()).contains("abc=");
    }

    @Test
    void aPageOfAThousandTitlesIsReadOneByOne() {
        String items =
                IntStream.range(0, 1000)
                        .mapToObj(
                                "{\"asin\":\"B0SYN%05d\",\"product_images\":{\"500\":\"x\"}}"
                                        ::formatted)
                        .collect(Collectors.joining(","));

        assertThat(library(items).titles()).hasSize(1000);
    }

    @Test
    void flatAndTreeOfOneBookHaveTheSameChapters() {
        AudibleAudio flat = AudibleAnswers.contentMetadata(file("content-metadata-flat.json"), NOW);

        assertThat(flat)
                .isEqualTo(
                        new AudibleAudio(
                                Optional.of("CR!SYNTHETICACR0000000000000001"),
                                Optional.of(Duration.ofMillis(30_300_456)),
                                Duration.ofMillis(2043),
                                Duration.ofMillis(5062),
                                Stream.of(
                                                0,
                                                21_043,
                                                26_000,
                                                10_000_000,
                                                19_000_000,
                                                19_005_000,
                                                30_267_000)
                                        .map(Duration::ofMillis)
                                        .toList(),
                                NOW));
        assertThat(AudibleAnswers.contentMetadata(file("content-metadata-tree.json"), NOW))
                .isEqualTo(flat);
    }

    @Test
    void missingPartsOfTheContentMetadataAreEmpty() {
        AudibleAudio nothing =
                new AudibleAudio(
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ZERO,
                        Duration.ZERO,
                        List.of(),
                        NOW);

        assertThat(AudibleAnswers.contentMetadata(file("content-metadata-nulls.json"), NOW))
                .isEqualTo(nothing);
        assertThat(AudibleAnswers.contentMetadata(answer(200, "{\"content_metadata\":{}}"), NOW))
                .isEqualTo(nothing);
        assertThat(
                        AudibleAnswers.contentMetadata(
                                        file("content-metadata-reference-only.json"), NOW)
                                .acr())
                .contains("CR!SYNTHETICACR0000000000000001");
    }

    @Test
    void chaptersOutOfOrderOrWithoutAStartAreUnknown() {
        for (String chapters :
                List.of(
                        "{\"start_offset_ms\":5},{\"start_offset_ms\":4}",
                        "{\"start_offset_ms\":0},{\"title\":\"x\"}",
                        "null")) {
            AudibleAudio audio =
                    AudibleAnswers.contentMetadata(
                            answer(
                                    200,
                                    "{\"content_metadata\":{\"chapter_info\":{\"runtime_length_ms\":0,\"chapters\":["
                                            + chapters
                                            + "]}}}"),
                            NOW);
            assertThat(audio.chapterStarts()).isEmpty();
            assertThat(audio.runtime()).isEmpty();
        }
    }

    @Test
    void flagsComeWithTheTimeOfTheirLastChange() {
        FinishedFlags flags = AudibleAnswers.finishedFlags(file("stats-status-finished.json"));

        assertThat(flags.flags())
                .containsOnly(
                        Map.entry(SECOND, flag(true, "2025-08-09T21:14:03.768Z")),
                        Map.entry(new Asin("B0SYN00006"), flag(false, "2026-01-05T10:00:00Z")));
        assertThat(flags.continuation()).isEmpty();
    }

    @Test
    void ofSeveralFlagsOfOneTitleTheNewestCounts() {
        String old = flagEntry("true", "\"2026-01-01T00:00:00Z\"");
        String recent = flagEntry("false", "\"2026-01-02T00:00:00Z\"");
        String undated = flagEntry("true", "null");
        String unreadable = flagEntry("null", "\"2027-01-01T00:00:00Z\"");

        for (String list :
                List.of(
                        old + "," + recent + "," + unreadable,
                        recent + "," + old,
                        undated + "," + recent,
                        recent + "," + undated)) {
            FinishedFlags flags =
                    AudibleAnswers.finishedFlags(
                            answer(
                                    200,
                                    "{\"mark_as_finished_status_list\":[%s],\"continuation_token\":\"n\"}"
                                            .formatted(list)));
            assertThat(flags.flags())
                    .containsOnly(Map.entry(FIRST, flag(false, "2026-01-02T00:00:00Z")));
            assertThat(flags.continuation()).contains("n");
        }
    }

    @TestFactory
    Stream<DynamicTest> answersThatAreNotWhatWasPromisedAreUnexpected() {
        Map<String, Consumer<ServiceAnswer>> readers =
                Map.of(
                        "lastpositions.json", AudibleAnswers::lastPositions,
                        "library-page.json", AudibleAnswers::library,
                        "content-metadata-flat.json", a -> AudibleAnswers.contentMetadata(a, NOW),
                        "stats-status-finished.json", AudibleAnswers::finishedFlags);
        Map<String, Function<String, String>> damages =
                Map.of(
                        "nothing", good -> "",
                        "a web page", good -> text("error-502-gateway.html"),
                        "cut in the middle", good -> good.substring(0, good.length() / 2),
                        "cut before the end",
                                good -> good.strip().substring(0, good.strip().length() - 1),
                        "something behind it", good -> good + "{}",
                        "an error", good -> text("error-000307-no-asset.json"),
                        "a list", good -> "[]",
                        "null", good -> "null",
                        "the list as null", good -> good.replaceFirst("\\[(?s:.*)$", "null}"));
        return readers.entrySet().stream()
                .flatMap(
                        reader ->
                                damages.entrySet().stream()
                                        .map(
                                                damage ->
                                                        DynamicTest.dynamicTest(
                                                                reader.getKey()
                                                                        + ": "
                                                                        + damage.getKey(),
                                                                () ->
                                                                        expectUnexpected(
                                                                                reader.getValue(),
                                                                                damage.getValue()
                                                                                        .apply(
                                                                                                text(
                                                                                                        reader
                                                                                                                .getKey()))))));
    }

    private static void expectUnexpected(Consumer<ServiceAnswer> reader, String body) {
        assertThatThrownBy(() -> reader.accept(answer(200, body)))
                .isInstanceOf(UnexpectedAnswer.class)
                .hasNoCause()
                .hasMessageStartingWith("Audible's answer to the request for")
                .message()
                .hasSizeLessThan(450);
    }

    @Test
    void aWebPageIsCalledOne() {
        ServiceAnswer page =
                answer(200, "\n<!DOCTYPE html><p>Sign in", Map.of("content-type", "text/html"));

        assertThatThrownBy(() -> AudibleAnswers.library(page))
                .hasMessageContainingAll("web page", "Sign in");
    }

    private static Map<Asin, LastPosition> places(String entries) {
        return AudibleAnswers.lastPositions(
                answer(200, "{\"asin_last_position_heard_annots\":[" + entries + "]}"));
    }

    private static String entry(String heard) {
        return "{\"asin\":\"B0SYN00001\",\"last_position_heard\":" + heard + "}";
    }

    private static String exists(int millis, String updated) {
        return entry(
                "{\"status\":\"Exists\",\"position_ms\":%d,\"last_updated\":\"%s\"}"
                        .formatted(millis, updated));
    }

    private static LibraryPage library(String items) {
        return AudibleAnswers.library(answer(200, "{\"items\":[" + items + "]}"));
    }

    private static String flagEntry(String finished, String time) {
        return "{\"asin\":\"B0SYN00001\",\"is_marked_as_finished\":%s,\"event_timestamp\":%s}"
                .formatted(finished, time);
    }

    private static FinishedFlags.Flag flag(boolean finished, String time) {
        return new FinishedFlags.Flag(finished, Optional.of(at(time)));
    }

    private static LastPosition heard(long millis, String time) {
        return new LastPosition.Heard(Place.ofMillis(millis), Optional.of(at(time)));
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }
}
