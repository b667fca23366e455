package io.github.audibleabssync.audible;

import static io.github.audibleabssync.audible.Fixtures.answer;
import static io.github.audibleabssync.audible.Fixtures.json;
import static io.github.audibleabssync.audible.Fixtures.parse;
import static io.github.audibleabssync.audible.Fixtures.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.audibleabssync.audible.Deregistration.Outcome;
import io.github.audibleabssync.wire.ServiceRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

class DeregistrationTest {

    @Test
    void theRequestIsTheGoldenOneAndAsksForThisDeviceOnly() {
        JsonNode vector = json("vectors/tokens.json").path("deregister").get(0);
        JsonNode expected = vector.path("request");
        AccessToken token =
                new AccessToken(vector.path("inputs").path("access_token").asText(), Instant.EPOCH);

        ServiceRequest request = Deregistration.request();

        assertThat(request.method()).isEqualTo(expected.path("method").asText());
        assertThat(Marketplace.US.authUrl(false) + request.target())
                .isEqualTo(expected.path("url").asText());
        assertThat(request.contentType())
                .isEqualTo(expected.path("headers").path("content-type").asText());
        assertThat(request.body()).contains(expected.path("body").asText());
        assertThat(parse(request.body().orElseThrow()))
                .isEqualTo(parse("{\"deregister_all_existing_accounts\": false}"));
        assertThat(token.headers())
                .containsEntry(
                        "x-amz-access-token",
                        expected.path("headers").path("x-amz-access-token").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "200, deregister-response.json, DONE",
        "200, error-register-400-invalid-token.json, REJECTED",
        "400, error-register-400-invalid-token.json, REJECTED",
        "401, error-register-401-credential.json, REJECTED",
        "403, error-403-authentication.json, REJECTED",
        "429, error-400-validation.json, LATER",
        "500, error-register-500.json, LATER",
        "502, error-502-gateway.html, LATER",
        "200, error-502-gateway.html, LATER",
        "403, error-502-gateway.html, LATER"
    })
    void everyAnswerIsOneOfThree(int status, String file, Outcome outcome) {
        assertThat(Deregistration.read(answer(status, text(file)))).isEqualTo(outcome);
    }

    @Test
    void successWithoutAWordIsSuccess() {
        assertThat(Deregistration.read(answer(200, ""))).isEqualTo(Outcome.DONE);
    }
}
