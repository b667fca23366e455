package io.github.audibleabssync.audible;

import static io.github.audibleabssync.audible.Fixtures.answer;
import static io.github.audibleabssync.audible.Fixtures.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.RateLimited;
import io.github.audibleabssync.failure.RequestRefused;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.failure.WriteRefused;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class AnswerCheckTest {

    private static final String HOST = "api.audible.de";
    private static final Asin ASIN = new Asin("B0SYN00001");
    private static final ServiceRequest READ = AudibleRequests.lastPositions(List.of(ASIN));
    private static final ServiceRequest WRITE =
            AudibleRequests.putLastPosition(ASIN, "CR!X", Place.START);

    @Test
    void anySuccessStatusIsGoodEvenWithoutABody() {
        for (int status : new int[] {200, 202, 204}) {
            assertThatCode(() -> AudibleAnswers.check(WRITE, answer(status, ""), HOST))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void rejectedCredentialsTellHowToSignInAgain() {
        String body = text("error-403-authentication.json");

        for (ServiceRequest request : List.of(READ, WRITE)) {
            for (ServiceAnswer rejected :
                    List.of(answer(403, body), answer(401, body), answer(401, ""))) {
                assertThatThrownBy(() -> AudibleAnswers.check(request, rejected, HOST))
                        .isInstanceOf(CredentialsRejected.class)
                        .hasMessageContainingAll(
                                HOST, "AUDIBLE_AUTH_JSON_PATH", "audible-abs-sync login");
            }
        }
    }

    @Test
    void otherRefusalsOfAWriteAreThatAndOfAReadAreUnexpected() {
        for (int status : new int[] {403, 404, 413}) {
            ServiceAnswer answer = answer(status, text("error-license-threshold.json"));

            assertThatThrownBy(() -> AudibleAnswers.check(WRITE, answer, HOST))
                    .isInstanceOf(WriteRefused.class)
                    .hasMessageContainingAll("put-last-position", "above threshold")
                    .message()
                    .doesNotContain("A0SYNTHETIC00");
            assertThatThrownBy(() -> AudibleAnswers.check(READ, answer, HOST))
                    .isInstanceOf(UnexpectedAnswer.class);
        }
        assertThatThrownBy(() -> AudibleAnswers.check(READ, answer(302, ""), HOST))
                .isInstanceOf(UnexpectedAnswer.class);
        assertThatThrownBy(() -> AudibleAnswers.check(WRITE, answer(400, ""), HOST))
                .isInstanceOf(WriteRefused.class);
        assertThatThrownBy(() -> AudibleAnswers.check(READ, answer(400, ""), HOST))
                .isInstanceOf(RequestRefused.class);
    }

    @Test
    void serverErrorsAreUnavailability() {
        assertThatThrownBy(
                        () ->
                                AudibleAnswers.check(
                                        READ, answer(500, text("error-500-whoops.json")), HOST))
                .isInstanceOf(ServiceUnavailable.class)
                .hasMessageContaining("Whoops");
        assertThatThrownBy(
                        () ->
                                AudibleAnswers.check(
                                        WRITE, answer(502, text("error-502-gateway.html")), HOST))
                .isInstanceOf(ServiceUnavailable.class);
    }

    @Test
    void patienceIsAskedForInSecondsOrUntilADate() {
        assertThat(wait(Map.of("retry-after", "7"))).isEqualTo(Duration.ofSeconds(7));
        assertThat(wait(Map.of("retry-after", "Sun, 22 Nov 2026 05:47:00 GMT")))
                .isEqualTo(Duration.ofMillis(59_750));
        assertThat(
                        wait(
                                Map.of(
                                        "retry-after",
                                        "Sun, 22 Nov 2026 05:57:00 GMT",
                                        "date",
                                        "Sun, 22 Nov 2026 05:56:30 GMT")))
                .as("by the server's own clock")
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(wait(Map.of("retry-after", "Sun, 22 Nov 2026 05:00:00 GMT")))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void patienceIsAMinuteUnlessSaidAndAnHourAtMost() {
        assertThat(wait(Map.of())).isEqualTo(Duration.ofSeconds(60));
        assertThat(wait(Map.of("retry-after", "-5"))).isEqualTo(Duration.ofSeconds(5));
        assertThat(wait(Map.of("retry-after", "later"))).isEqualTo(Duration.ofSeconds(60));
        assertThat(wait(Map.of("retry-after", "99999"))).isEqualTo(Duration.ofHours(1));
        assertThat(wait(Map.of("retry-after", "9".repeat(40)))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void excerptsAreShortAndWithoutSecrets() {
        String body =
                "{\"access_token\": \"Atna|very\\\"secret\", \"x\":\"see Atnr|refresh-me now\",\n"
                        + "\"y\":\"{enc:abc}{key:def}{iv:ghi}\","
                        + " \"customer_id\":\"A1B2C3D4E5F6G7\",\"message\":\"amzn1.account.ABC of"
                        + " ada@example.org\", \"cookie\":\"cut";

        String excerpt = Excerpt.of(body.getBytes(UTF_8));

        assertThat(excerpt)
                .doesNotContain("secret", "refresh-me", "abc", "def", "A1B2", "ABC", "ada@", "\n")
                .contains("message");
        assertThat(Excerpt.of("{\"a\":\"b \"} ".repeat(5000).getBytes(UTF_8)))
                .hasSizeLessThanOrEqualTo(161);
        assertThat(Excerpt.of(new byte[0])).isEqualTo("(empty)");
        assertThat(Excerpt.of(("\"token\":\"" + "\\\"".repeat(5000)).getBytes(UTF_8)))
                .isEqualTo("\"token\":\"***\"");
    }

    private static Duration wait(Map<String, String> headers) {
        return catchThrowableOfType(
                        RateLimited.class,
                        () -> AudibleAnswers.check(READ, answer(429, "", headers), HOST))
                .retryAfter();
    }
}
