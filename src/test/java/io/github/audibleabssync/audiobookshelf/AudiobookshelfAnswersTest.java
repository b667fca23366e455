package io.github.audibleabssync.audiobookshelf;

import static io.github.audibleabssync.audiobookshelf.Recorded.answer;
import static io.github.audibleabssync.audiobookshelf.Recorded.json;
import static io.github.audibleabssync.audiobookshelf.Recorded.recorded;
import static io.github.audibleabssync.audiobookshelf.Recorded.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.ShelfItem;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.wire.ServiceAnswer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class AudiobookshelfAnswersTest {

    private static final String FIRST = "bbbbbbbb-0000-4000-8000-000000000001";
    private static final String FOURTH = "bbbbbbbb-0000-4000-8000-000000000004";
    private static final String ELEVENTH = "bbbbbbbb-0000-4000-8000-000000000011";
    private static final Library BOOKS =
            new Library("library-1", "Books", true, FinishSetting.DEFAULT);

    @Test
    void theProgressListIsReadByItem() {
        Map<String, ProgressEntry> entries =
                AudiobookshelfAnswers.progressList(recorded("progress-list.json"));

        assertThat(entries).containsOnlyKeys(FIRST, ELEVENTH);
        assertThat(entries.get(ELEVENTH))
                .isEqualTo(
                        new ProgressEntry(
                                Optional.of("eeeeeeee-0000-4000-8000-000000000005"),
                                ELEVENTH,
                                Optional.of(Place.ofSeconds(100)),
                                false,
                                Optional.of(Instant.ofEpochMilli(1795328805257L)),
                                Optional.empty()));
    }

    @Test
    void theUserOfAnOlderServerHoldsTheSameEntries() {
        assertThat(AudiobookshelfAnswers.me(recorded("me.json"))).containsOnlyKeys(FIRST, ELEVENTH);
    }

    @Test
    void oneEntryIsReadOnItsOwn() {
        assertThat(AudiobookshelfAnswers.progress(recorded("progress.json")).place())
                .contains(Place.ofSeconds(100));
    }

    @Test
    void ofSeveralEntriesOfOneItemTheNewestCountsInWhateverOrderTheyCome() {
        Map<String, ProgressEntry> entries =
                AudiobookshelfAnswers.progressList(recorded("progress-list-duplicates.json"));

        assertThat(entries).hasSize(2);
        assertThat(entries.values())
                .extracting(ProgressEntry::itemId, ProgressEntry::place, ProgressEntry::lastUpdate)
                .containsExactlyInAnyOrder(
                        tuple(FIRST, placeAt(5000), updatedAt(1795328827178L)),
                        tuple(FOURTH, placeAt(5000), updatedAt(1795328827409L)));
    }

    @Test
    void podcastsAreLeftOut() {
        String podcast = text("progress-podcast.json");

        assertThat(AudiobookshelfAnswers.progressList(listOf(podcast))).isEmpty();
        assertThatThrownBy(() -> AudiobookshelfAnswers.progress(json(podcast)))
                .isInstanceOf(UnexpectedAnswer.class);
    }

    @ParameterizedTest
    @CsvSource({
        "negative,",
        "string-number, 2600500",
        "string-garbage,",
        "null-currentTime,",
        "bool-currentTime,",
        "array-currentTime,",
        "object-currentTime,",
        "float-precision, 3000123",
        "huge, 1000000000000"
    })
    void aRecordedOddPositionIsAPlaceOnlyIfItIsACredibleNumber(String name, Long millis)
            throws IOException {
        JsonNode entry = new ObjectMapper().readTree(text("progress-odd-places.json")).get(name);

        assertThat(AudiobookshelfAnswers.progress(json(entry.toString())).place())
                .isEqualTo(Optional.ofNullable(millis).map(Place::ofMillis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999",
                "\"NaN\"",
                "\"Infinity\"",
                "\"1e999\"",
                "\"0x10\"",
                "\"\"",
                "-0.001",
                "\"-5\"",
                "[[1]]"
            })
    void aPositionThatIsNoFiniteNumberIsNoPlace(String value) {
        assertThat(AudiobookshelfAnswers.progress(json(entry("\"currentTime\":" + value))).place())
                .isEmpty();
    }

    @Test
    void anEntryWithoutPositionOrWithAStrangeFlagHasNoPlace() {
        assertThat(AudiobookshelfAnswers.progress(json(entry("\"x\":1"))).place()).isEmpty();
        ProgressEntry strange =
                AudiobookshelfAnswers.progress(
                        json("{\"libraryItemId\":\"i\",\"currentTime\":5,\"isFinished\":\"yes\"}"));
        assertThat(strange.place()).isEmpty();
        assertThat(strange.lastUpdate()).isEmpty();
    }

    @Test
    void thousandsOfEntriesAreReadAtOnce() {
        String entries =
                IntStream.range(0, 2000)
                        .mapToObj(i -> oneEntry().replace(ELEVENTH, "item-" + i))
                        .collect(Collectors.joining(","));

        assertThat(AudiobookshelfAnswers.progressList(listOf(entries))).hasSize(2000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "",
                "{\"mediaProgress\":{}}",
                "{\"mediaProgress\":null}",
                "{\"mediaProgress\":[{\"id\":\"no item\"}]}",
                "{\"mediaProgress\":[5]}",
                "{\"mediaProgress\":[",
                "<html>Sign in</html>"
            })
    void anythingButAProgressListIsUnexpected(String body) {
        assertThatThrownBy(() -> AudiobookshelfAnswers.progressList(json(body)))
                .isInstanceOf(UnexpectedAnswer.class)
                .hasMessageContaining("ABS_BASE_URL")
                .hasNoCause();
    }

    @Test
    void noMessageHoldsTheUsersTokenHoweverTheAnswerIsBroken() {
        String whole = text("me.json");
        for (int end = 1; end < whole.trim().length(); end++) {
            String cut = whole.substring(0, end);
            for (String type : List.of("application/json", "text/plain", "text/html", "")) {
                assertThatThrownBy(
                                () -> AudiobookshelfAnswers.me(answer(200, type, cut)),
                                "cut at %s",
                                end)
                        .isInstanceOf(UnexpectedAnswer.class)
                        .hasMessageNotContainingAny("FAKE", "LEGACY", "listener");
            }
        }
    }

    @Test
    void aPageIsToldByItsTitle() {
        assertThatThrownBy(
                        () ->
                                AudiobookshelfAnswers.progressList(
                                        answer(
                                                200,
                                                "text/html",
                                                "<html><title>Sign"
                                                        + " in</title><script>{k:1}</script>")))
                .isInstanceOf(UnexpectedAnswer.class)
                .hasMessageContaining("text/html")
                .hasMessageContaining("page 'Sign in'");
    }

    @Test
    void librariesComeWithTheirKindAndFinishSetting() {
        List<Library> libraries = AudiobookshelfAnswers.libraries(recorded("libraries.json"));

        assertThat(libraries)
                .containsExactly(
                        new Library(
                                "dddddddd-0000-4000-8000-000000000001",
                                "Rig Books",
                                true,
                                FinishSetting.DEFAULT),
                        new Library(
                                "dddddddd-0000-4000-8000-000000000002",
                                "Rig Podcasts",
                                false,
                                FinishSetting.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource({
        "library-remaining-600.json, 35400",
        "library-percent-95.json, 34200",
        "library-both-null.json, 35990"
    })
    void theLibrarySaysFromWhereOnABookIsFinished(String file, long seconds) {
        Library library =
                AudiobookshelfAnswers.libraries(json("{\"libraries\":[" + text(file) + "]}"))
                        .getFirst();

        assertThat(library.finish().finishesFrom(Duration.ofHours(10)))
                .isEqualTo(Place.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"markAsFinishedPercentComplete\":50,\"markAsFinishedTimeRemaining\":600}; 1800",
                "{\"markAsFinishedPercentComplete\":0,\"markAsFinishedTimeRemaining\":600}; 3000",
                "{\"markAsFinishedPercentComplete\":500}; 3590",
                "{\"markAsFinishedTimeRemaining\":7200}; 0",
                "{\"markAsFinishedTimeRemaining\":-1}; 3590",
                "{\"markAsFinishedTimeRemaining\":0}; 3600",
                "null; 3590"
            })
    void aPercentageWinsOverARemainingTimeAndNonsenseCountsAsNotSet(String settings, long seconds) {
        String body = "{\"libraries\":[{\"id\":\"l\",\"settings\":%s}]}".formatted(settings);

        assertThat(
                        AudiobookshelfAnswers.libraries(json(body))
                                .getFirst()
                                .finish()
                                .finishesFrom(Duration.ofHours(1)))
                .isEqualTo(Place.ofSeconds(seconds));
    }

    @Test
    void itemsComeWithTheirAsinHoweverItIsWritten() {
        List<ShelfItem> items = AudiobookshelfAnswers.items(recorded("items.json"), BOOKS);

        assertThat(items).hasSize(3);
        assertThat(items.getLast())
                .isEqualTo(
                        new ShelfItem(
                                FIRST,
                                "library-1",
                                Optional.of(new Asin("B0FAKE0009")),
                                "Copper Rain",
                                Duration.ofMillis(16_200_064),
                                false,
                                Place.ofMillis(16_190_064)));
    }

    @Test
    void itemsWithoutAsinTitleOrAudioAreStillItems() {
        String body =
                "{\"total\":2,\"results\":[{\"id\":\"a\",\"isMissing\":true,\"media\":{\"duration\":0,\"metadata\":{\"asin\":null,\"title\":null}}},{\"id\":\"p\",\"mediaType\":\"podcast\"}]}";

        assertThat(AudiobookshelfAnswers.items(json(body), BOOKS))
                .containsExactly(
                        new ShelfItem(
                                "a",
                                "library-1",
                                Optional.empty(),
                                "(untitled)",
                                Duration.ZERO,
                                true,
                                Place.START));
    }

    @Test
    void aListThatIsShorterThanItSaysProvesNothing() {
        assertThatThrownBy(
                        () ->
                                AudiobookshelfAnswers.items(
                                        json("{\"results\":[{\"id\":\"a\"}],\"total\":13}"), BOOKS))
                .isInstanceOf(UnexpectedAnswer.class)
                .hasMessageContaining("lists 1 of 13 items");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"results\":null}", "{\"results\":[{}]}", "{\"results\":[3]}"})
    void anythingButAnItemListIsUnexpected(String body) {
        assertThatThrownBy(() -> AudiobookshelfAnswers.items(json(body), BOOKS))
                .isInstanceOf(UnexpectedAnswer.class);
    }

    @Test
    void anExpandedItemHasItsRuntimeAndChapters() {
        ItemChapters chapters = AudiobookshelfAnswers.itemChapters(recorded("item-expanded.json"));

        assertThat(chapters)
                .isEqualTo(
                        new ItemChapters(
                                Duration.ofMillis(16_950_816),
                                List.of(
                                        Duration.ZERO,
                                        Duration.ofMillis(3_330_144),
                                        Duration.ofMillis(6_690_312),
                                        Duration.ofMillis(10_080_504),
                                        Duration.ofMillis(13_500_648))));
    }

    @Test
    void anItemThatIsNotExpandedHasNoRuntime() {
        assertThatThrownBy(() -> AudiobookshelfAnswers.itemChapters(recorded("item.json")))
                .isInstanceOf(UnexpectedAnswer.class)
                .hasMessageContaining("media.duration");
    }

    @Test
    void anItemWithoutChaptersHasNone() {
        assertThat(
                        AudiobookshelfAnswers.itemChapters(
                                json("{\"media\":{\"duration\":5,\"chapters\":null}}")))
                .isEqualTo(new ItemChapters(Duration.ofSeconds(5), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "session-applied.json, 66666666-6666-4666-8666-666666666666, APPLIED",
        "session-refused.json, 66666666-6666-4666-8666-666666666666, REFUSED_AS_NEWER",
        "session-mixed.json, 44444444-4444-4444-8444-444444444444, APPLIED",
        "session-mixed.json, 44444444-4444-4444-8444-444444444445, FAILED",
        "session-mixed.json, 44444444-4444-4444-8444-444444444446, REFUSED_AS_NEWER",
        "session-nameless.json, any, FAILED"
    })
    void theServerSaysWhatBecameOfASession(String file, String id, SessionResult expected) {
        assertThat(AudiobookshelfAnswers.sessionResult(recorded(file), id)).isEqualTo(expected);
    }

    @Test
    void aServerWithoutTheSessionRouteDoesNotOfferIt() {
        assertThat(
                        AudiobookshelfAnswers.sessionResult(
                                answer(404, "text/html", text("unknown-route.html")), "id"))
                .isEqualTo(SessionResult.NOT_OFFERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"results\":[]}",
                "{\"results\":[{\"id\":\"other\",\"success\":true,\"progressSynced\":true}]}",
                "{\"results\":[{\"id\":\"id\",\"success\":true}]}",
                "{\"results\":[{\"id\":\"id\"}]}"
            })
    void anAnswerThatDoesNotTellOfTheSessionIsUnexpected(String body) {
        assertThatThrownBy(() -> AudiobookshelfAnswers.sessionResult(json(body), "id"))
                .isInstanceOf(UnexpectedAnswer.class);
    }

    private static Optional<Place> placeAt(long seconds) {
        return Optional.of(Place.ofSeconds(seconds));
    }

    private static Optional<Instant> updatedAt(long millis) {
        return Optional.of(Instant.ofEpochMilli(millis));
    }

    private static String oneEntry() {
        return text("progress.json");
    }

    private static String entry(String fields) {
        return "{\"libraryItemId\":\"i\",\"isFinished\":false," + fields + "}";
    }

    private static ServiceAnswer listOf(String entries) {
        return json("{\"mediaProgress\":[" + entries + "]}");
    }

    @Test
    void theServerTellsItsVersionAndAnotherProgramIsNotTakenForIt() {
        assertThat(AudiobookshelfAnswers.status(recorded("status.json")))
                .isEqualTo(new ServerStatus("2.36.0", true));
        assertThatThrownBy(() -> AudiobookshelfAnswers.status(json("{\"version\":1}")))
                .isInstanceOf(UnexpectedAnswer.class)
                .hasMessageContaining("is not Audiobookshelf's");
    }

    @Test
    void theUserTellsNameAndTypeAndNeverTheToken() {
        TokenUser user = AudiobookshelfAnswers.user(recorded("me.json"));

        assertThat(user.name()).isEqualTo("listener");
        assertThat(user.type()).isEqualTo("user");
        assertThat(user.entries()).isPositive();
        assertThat(user.toString()).doesNotContain("FAKE");
        assertThatThrownBy(() -> AudiobookshelfAnswers.user(json("{\"token\":\"x\"}")))
                .isInstanceOf(UnexpectedAnswer.class)
                .hasMessageContaining("has no user name");
    }
}
