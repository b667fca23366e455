package io.github.audibleabssync.audible;

import static io.github.audibleabssync.audible.Fixtures.json;
import static io.github.audibleabssync.audible.Fixtures.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.wire.ServiceRequest;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class AudibleRequestsTest {

    private static final Asin ASIN = new Asin("B0SYN00001");

    @Test
    void theWholeLibraryIsAskedForInOrderOfPurchase() {
        ServiceRequest request = AudibleRequests.library(2, 100, Optional.empty());

        assertThat(request.target())
                .isEqualTo(
                        "/1.0/library?num_results=100&page=2&response_groups=product_attrs,"
                            + "product_desc,media,is_finished,listening_status&sort_by=PurchaseDate");
        assertThat(request.operation()).isEqualTo("library");
        assertThat(request.writes()).isFalse();
    }

    @Test
    void changesOfTheLibraryIncludeTitlesThatLeftIt() {
        assertThat(AudibleRequests.library(1, 50, Optional.of("1795300000000")).query())
                .endsWith("&state_token=1795300000000&status=Active,Revoked");
    }

    @Test
    void pagesThatAudibleDoesNotServeAreNotAskedFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudibleRequests.library(0, 50, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudibleRequests.library(1, 0, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudibleRequests.library(1, 1001, Optional.empty()));
    }

    @Test
    void placesAreAskedForOnceATitleAndForAtMostTwentyFive() {
        assertThat(
                        AudibleRequests.lastPositions(List.of(ASIN, new Asin("B0SYN00002"), ASIN))
                                .target())
                .isEqualTo("/1.0/annotations/lastpositions?asins=B0SYN00001,B0SYN00002");
        assertThat(AudibleRequests.lastPositions(asins(25)).query()).hasSize(6 + 274);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudibleRequests.lastPositions(asins(26)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudibleRequests.lastPositions(List.of()));
    }

    @Test
    void contentMetadataIsAskedForWithoutALicence() {
        ServiceRequest request = AudibleRequests.contentMetadata(ASIN);

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target())
                .isEqualTo(
                        "/1.0/content/B0SYN00001/metadata?response_groups=chapter_info,"
                                + "content_reference&chapter_titles_type=Flat");
    }

    @Test
    void aPlaceIsWrittenInWholeMilliseconds() {
        ServiceRequest request =
                AudibleRequests.putLastPosition(
                        ASIN, "CR!SYNTHETICACR0000000000000001", Place.ofMillis(4_571_103));

        assertThat(request.method() + " " + request.target())
                .isEqualTo("PUT /1.0/lastpositions/B0SYN00001");
        assertThat(parse(request.body().orElseThrow()))
                .isEqualTo(json("lastposition-put-request.json"));
    }

    @Test
    void theFlagIsSetAndTakenOffByAnEvent() {
        Instant at = Instant.parse("2026-11-22T05:46:00.123456Z");

        ServiceRequest set = AudibleRequests.markFinished(ASIN, true, at);
        ServiceRequest off = AudibleRequests.markFinished(ASIN, false, at);

        assertThat(set.method() + " " + set.target()).isEqualTo("PUT /1.0/stats/events");
        assertThat(parse(set.body().orElseThrow()))
                .isEqualTo(json("stats-events-finished-request.json"));
        assertThat(parse(off.body().orElseThrow()))
                .isEqualTo(json("stats-events-unfinished-request.json"));
    }

    @Test
    void anEventOnAWholeSecondStillHasMilliseconds() {
        assertThat(
                        AudibleRequests.markFinished(
                                        ASIN, true, Instant.parse("2026-11-22T05:46:00Z"))
                                .body()
                                .orElseThrow())
                .contains("\"2026-11-22T05:46:00.000Z\"");
    }

    @Test
    void flagsAreAskedForSinceATimePageByPage() {
        Instant since = Instant.parse("2026-11-01T00:00:00.987Z");

        assertThat(AudibleRequests.finishedFlags(since, Optional.empty()).target())
                .isEqualTo("/1.0/stats/status/finished?start_date=2026-11-01T00%3A00%3A00Z");
        assertThat(AudibleRequests.finishedFlags(since, Optional.of("a+b/c=")).query())
                .endsWith("&continuation_token=a%2Bb%2Fc%3D");
        assertThat(AudibleRequests.finishedFlag(ASIN).query())
                .isEqualTo("asin=B0SYN00001&start_date=2001-01-01T00%3A00%3A00Z");
    }

    private static List<Asin> asins(int count) {
        return IntStream.range(0, count).mapToObj("B0SYN%05d"::formatted).map(Asin::new).toList();
    }
}
