package io.github.audibleabssync.audible;

import static io.github.audibleabssync.audible.Fixtures.each;
import static io.github.audibleabssync.audible.Fixtures.json;
import static io.github.audibleabssync.audible.Fixtures.strings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.wire.ServiceRequest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

class RequestSignerTest {

    private final RequestSigner signer =
            new RequestSigner(Fixtures.session().signing().orElseThrow());

    @TestFactory
    Stream<DynamicTest> everyGoldenRequestIsSignedAlike() {
        return each(json("vectors/signing.json").path("cases"))
                .map(
                        vector ->
                                DynamicTest.dynamicTest(
                                        vector.path("name").asText(), () -> expectSigned(vector)));
    }

    private void expectSigned(JsonNode vector) {
        String method = vector.path("method").asText();
        String target = vector.path("path_and_query").asText();
        String body = vector.path("body_utf8").asText();
        String date = vector.path("date").asText();
        Map<String, String> expected = strings(vector.path("headers"));

        assertThat(signer.sign(method, target, body, date)).isEqualTo(expected);
        if (vector.path("date_form").asText().equals("library")) {
            Instant time = Instant.parse(date.replace("+00:00Z", "Z"));
            assertThat(signer.sign(method, target, body, time)).isEqualTo(expected);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyWholeRequestGetsTheSameHeaders() {
        return each(json("vectors/http-requests.json").path("cases"))
                .map(
                        vector ->
                                DynamicTest.dynamicTest(
                                        vector.path("name").asText(),
                                        () -> expectHeaders(vector.path("sent"))));
    }

    private void expectHeaders(JsonNode sent) {
        Map<String, String> headers = strings(sent.path("headers"));
        String signature = headers.get("x-adp-signature");
        if (signature == null) {
            AccessToken token = Fixtures.session().accessToken().orElseThrow();
            assertThat(headers).containsAllEntriesOf(token.headers());
            return;
        }
        String date = signature.substring(signature.indexOf(':') + 1);
        assertThat(headers)
                .containsAllEntriesOf(
                        signer.sign(
                                sent.path("method").asText(),
                                sent.path("path_and_query").asText(),
                                sent.path("body_utf8").asText(),
                                Instant.parse(date.replace("+00:00Z", "Z"))));
    }

    @Test
    void aRequestIsSignedAsItIsSent() {
        ServiceRequest request =
                AudibleRequests.putLastPosition(
                        new Asin("B0SYN00001"), "CR!SYNTHETICACR", Place.ofSeconds(61));

        assertThat(signer.sign(request, Fixtures.NOW))
                .isEqualTo(
                        signer.sign(
                                "PUT",
                                "/1.0/lastpositions/B0SYN00001",
                                "{\"acr\":\"CR!SYNTHETICACR\",\"asin\":\"B0SYN00001\",\"position_ms\":61000}",
                                Fixtures.NOW));
    }
}
