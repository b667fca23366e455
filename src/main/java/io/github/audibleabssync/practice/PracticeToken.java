package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A bearer token in the form of a real one, a JWT; the signature is none. Which claims there are is from recordings of 2.36.0:
 * an API key has {@code keyId}, {@code name}, {@code type: api} and {@code exp} only if it expires; an access token {@code
 * type: access}; the user token neither type nor end.
 *
 * @param text what is sent
 * @param expiresAt empty for never
 */
record PracticeToken(String text, Optional<Instant> expiresAt) {

    static PracticeToken apiKey(String name, Instant now, Optional<Instant> expiresAt) {
        ObjectNode claims = Json.object();
        claims.put("keyId", "abababab-0000-4000-8000-000000000001").put("name", name);
        return of(claims.put("type", "api"), now, expiresAt);
    }

    static PracticeToken access(Instant now, Instant expiresAt) {
        return of(user().put("type", "access"), now, Optional.of(expiresAt));
    }

    static PracticeToken user(Instant now) {
        return of(user(), now, Optional.empty());
    }

    private static ObjectNode user() {
        return Json.object().put("userId", Shelf.USER).put("username", "listener");
    }

    private static PracticeToken of(ObjectNode claims, Instant now, Optional<Instant> expiresAt) {
        claims.put("iat", now.getEpochSecond());
        expiresAt.ifPresent(end -> claims.put("exp", end.getEpochSecond()));
        ObjectNode head = Json.object().put("alg", "HS256").put("typ", "JWT");
        String signature = "practice-signature-" + claims.toString().hashCode();
        return new PracticeToken(
                part(head.toString()) + "." + part(claims.toString()) + "." + part(signature),
                expiresAt);
    }

    private static String part(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
