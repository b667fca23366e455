package io.github.audibleabssync.audible;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Fetches access tokens, for sessions without a signing pair. The request goes to {@link Marketplace#authUrl}. */
public final class TokenRefresh {

    private static final String ASKED = "the request for a token";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final long LONGEST_LIFE = Duration.ofDays(365).toSeconds();

    private TokenRefresh() {}

    /** Asks for an access token; carries a secret in its body and needs no further authentication. */
    public static ServiceRequest request(String refreshToken) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("app_name", "Audible");
        form.put("app_version", "3.56.2");
        form.put("source_token", refreshToken);
        form.put("requested_token_type", "access_token");
        form.put("source_token_type", "refresh_token");
        return ServiceRequest.form("refresh-token", "/auth/token", form);
    }

    /**
     * Reads the answer. A token lives as long as the answer says, counted from when it was received.
     *
     * @param authHost for messages
     * @throws CredentialsRejected if the refresh token is no longer good (any 4xx but 429)
     * @throws io.github.audibleabssync.failure.RateLimited at 429
     * @throws io.github.audibleabssync.failure.ServiceUnavailable at 5xx
     * @throws io.github.audibleabssync.failure.UnexpectedAnswer if it is no JSON or has no token
     */
    public static AccessToken read(ServiceAnswer answer, String authHost) {
        int status = answer.status();
        if (status >= 400 && status < 500 && status != TOO_MANY_REQUESTS) {
            throw AnswerCheck.rejected(answer, authHost);
        }
        AnswerCheck.check(request(""), answer, authHost);
        JsonNode json = JsonAnswer.readObject(ASKED, answer);
        Optional<String> value =
                JsonAnswer.text(json.path("access_token"))
                        .or(() -> JsonAnswer.text(json.path("actor_access_token")));
        long seconds = json.path("expires_in").asLong();
        if (value.isEmpty() || seconds <= 0) {
            throw JsonAnswer.unexpected(ASKED, "lacks access_token or expires_in", answer);
        }
        Instant expires = answer.receivedAt().plusSeconds(Math.min(seconds, LONGEST_LIFE));
        return new AccessToken(value.get(), expires);
    }
}
