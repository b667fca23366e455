package io.github.audibleabssync.audible;

import static io.github.audibleabssync.audible.Fixtures.NOW;
import static io.github.audibleabssync.audible.Fixtures.answer;
import static io.github.audibleabssync.audible.Fixtures.each;
import static io.github.audibleabssync.audible.Fixtures.file;
import static io.github.audibleabssync.audible.Fixtures.json;
import static io.github.audibleabssync.audible.Fixtures.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.RateLimited;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

class TokenRefreshTest {

    private static final String HOST = "api.amazon.com";

    @TestFactory
    Stream<DynamicTest> everyGoldenExchangeIsMadeAlike() {
        return each(json("vectors/tokens.json").path("refresh"))
                .map(
                        vector ->
                                DynamicTest.dynamicTest(
                                        vector.path("name").asText(), () -> expectAlike(vector)));
    }

    private static void expectAlike(JsonNode vector) {
        JsonNode inputs = vector.path("inputs");
        ServiceRequest request = TokenRefresh.request(inputs.path("refresh_token").asText());
        Marketplace shop =
                Arrays.stream(Marketplace.values())
                        .filter(each -> each.tld().equals(inputs.path("domain").asText()))
                        .findFirst()
                        .orElseThrow();

        JsonNode sent = vector.path("request");
        assertThat(shop.authUrl(inputs.path("with_username").asBoolean()) + request.target())
                .isEqualTo(sent.path("url").asText());
        assertThat(request.method()).isEqualTo(sent.path("method").asText());
        assertThat(request.contentType())
                .isEqualTo(sent.path("headers").path("content-type").asText());
        assertThat(request.body()).contains(sent.path("body").asText());

        AccessToken token =
                TokenRefresh.read(answer(200, vector.path("response_json").toString()), HOST);
        assertThat(token.value()).isEqualTo(vector.path("result").path("access_token").asText());
        assertThat(token.expires().toEpochMilli() / 1000.0)
                .isEqualTo(vector.path("result").path("expires").asDouble());
    }

    @Test
    void theLifetimeMayBeTextAndTheTokenAnActorsToken() {
        assertThat(TokenRefresh.read(file("token-refresh-actor.json"), HOST))
                .isEqualTo(new AccessToken("Atna|SYNTHETIC-actor", NOW.plusSeconds(3600)));
        assertThat(TokenRefresh.read(file("token-refresh.json"), HOST).value())
                .isEqualTo("Atna|SYNTHETIC-refreshed");
    }

    @Test
    void aRefusedRefreshMeansToSignInAgain() {
        String body = text("error-token-refresh.json");

        assertThatThrownBy(() -> TokenRefresh.read(answer(400, body), HOST))
                .isInstanceOf(CredentialsRejected.class)
                .hasMessageContainingAll(HOST, "400", "audible-abs-sync login");
    }

    @Test
    void otherFailuresAreWhatTheyAreElsewhere() {
        assertThatThrownBy(() -> TokenRefresh.read(answer(429, ""), HOST))
                .isInstanceOf(RateLimited.class);
        assertThatThrownBy(() -> TokenRefresh.read(answer(503, ""), HOST))
                .isInstanceOf(ServiceUnavailable.class);
        for (String body :
                new String[] {
                    "",
                    "<html>",
                    "{}",
                    "[]",
                    "{\"access_token\":null,\"expires_in\":3600}",
                    "{\"access_token\":\"Atna|secret\",\"expires_in\":\"soon\"}"
                }) {
            assertThatThrownBy(() -> TokenRefresh.read(answer(200, body), HOST))
                    .isInstanceOf(UnexpectedAnswer.class)
                    .message()
                    .doesNotContain("secret");
        }
    }

    @Test
    void aTokenIsReplacedAMinuteBeforeItExpires() {
        AccessToken token = new AccessToken("Atna|x", Instant.parse("2026-11-22T06:00:00Z"));

        assertThat(token.mustBeRefreshed(Instant.parse("2026-11-22T05:58:59Z"))).isFalse();
        assertThat(token.mustBeRefreshed(Instant.parse("2026-11-22T05:59:00Z"))).isTrue();
        assertThat(token.mustBeRefreshed(Instant.parse("2026-11-22T07:00:00Z"))).isTrue();
    }
}
