package io.github.audibleabssync.audiobookshelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.wire.ServiceRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

class AudiobookshelfRequestsTest {

    private static final Duration RUNTIME = Duration.ofMillis(16_950_816);

    @Test
    void readsNameTheirPath() {
        assertThat(AudiobookshelfRequests.progressList().target()).isEqualTo("/api/me/progress");
        assertThat(AudiobookshelfRequests.me().target()).isEqualTo("/api/me");
        assertThat(AudiobookshelfRequests.progress("i").target()).isEqualTo("/api/me/progress/i");
        assertThat(AudiobookshelfRequests.libraries().target()).isEqualTo("/api/libraries");
        assertThat(AudiobookshelfRequests.items("l").target())
                .isEqualTo("/api/libraries/l/items?limit=0");
        assertThat(AudiobookshelfRequests.item("i").target()).isEqualTo("/api/items/i");
        assertThat(AudiobookshelfRequests.itemExpanded("i").target())
                .isEqualTo("/api/items/i?expanded=1");
    }

    @Test
    void aPlaceIsWrittenAsASessionThatCountsNoListening() {
        ServiceRequest request =
                AudiobookshelfRequests.session(
                        "session-1",
                        "item-1",
                        Place.ofMillis(3_600_250),
                        Instant.ofEpochMilli(1795328811443L));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/api/session/local-all");
        assertThat(request.contentType()).isEqualTo("application/json");
        assertThat(request.body())
                .contains(
                        "{\"deviceInfo\":{\"deviceId\":\"audible-abs-sync\",\"clientName\":\"audible-abs-sync\"},\"sessions\":[{\"id\":\"session-1\",\"libraryItemId\":\"item-1\",\"mediaType\":\"book\",\"currentTime\":3600.25,\"timeListening\":0,\"startTime\":3600.25,\"startedAt\":1795328811443,\"updatedAt\":1795328811443}]}");
    }

    @Test
    void theSessionIdStaysTheSameForAnAccountAndItem() {
        String id = AudiobookshelfRequests.sessionId("listener", "item-1");

        assertThat(id).isEqualTo(AudiobookshelfRequests.sessionId("listener", "item-1"));
        assertThat(id).isNotEqualTo(AudiobookshelfRequests.sessionId("other", "item-1"));
        assertThat(id).isNotEqualTo(AudiobookshelfRequests.sessionId("listener", "item-2"));
        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void aPatchedPlaceSaysNothingOfTheFlag() {
        ServiceRequest request =
                AudiobookshelfRequests.patchPlace("item-1", Place.ofMillis(8_475_408), RUNTIME);

        assertThat(request.method()).isEqualTo("PATCH");
        assertThat(request.target()).isEqualTo("/api/me/progress/item-1");
        assertThat(request.body())
                .contains("{\"currentTime\":8475.408,\"progress\":0.5,\"duration\":16950.816}");
    }

    @Test
    void aPlaceBeyondTheEndIsWrittenAsTheEnd() {
        assertThat(
                        AudiobookshelfRequests.patchPlace(
                                        "i",
                                        Place.ofSeconds(20_000_000),
                                        Duration.ofSeconds(10_000_000))
                                .body())
                .contains("{\"currentTime\":10000000,\"progress\":1.0,\"duration\":10000000}");
    }

    @Test
    void aFinishIsWrittenAlone() {
        assertThat(AudiobookshelfRequests.patchFinished("i").body())
                .contains("{\"isFinished\":true}");
    }

    @Test
    void aFinishThatCreatesTheEntryBringsItsPlace() {
        assertThat(
                        AudiobookshelfRequests.createFinished("i", Place.ofSeconds(16_000), RUNTIME)
                                .body())
                .contains(
                        "{\"isFinished\":true,\"currentTime\":16000,\"duration\":16950.816,\"progress\":1}");
    }

    @Test
    void idsAreEncodedIntoThePath() {
        assertThat(AudiobookshelfRequests.patchFinished("a/../b c?d#e%ü").path())
                .isEqualTo("/api/me/progress/a%2F..%2Fb%20c%3Fd%23e%25%C3%BC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void anIdThatWouldChangeThePathIsRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> AudiobookshelfRequests.progress(id));
    }

    @Test
    void anItemWithoutAudioHasNoPlaceToWriteTo() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                AudiobookshelfRequests.patchPlace(
                                        "i", Place.ofSeconds(5), Duration.ZERO));
    }
}
