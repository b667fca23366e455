package io.github.audibleabssync.audible;

import io.github.audibleabssync.wire.ServiceRequest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.Map;

/**
 * Signs requests with the key of the registered device: RSA with SHA-256 over method, path with query, date, body and token, a
 * line each. Host and headers are not signed. May be used by any thread.
 */
public final class RequestSigner {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final SigningPair pair;

    /** Signs as the device of this pair. */
    public RequestSigner(SigningPair pair) {
        this.pair = pair;
    }

    /** The headers that authenticate a request. Its target and body must be sent exactly as they are. */
    public Map<String, String> sign(ServiceRequest request, Instant now) {
        return sign(request.method(), request.target(), request.body().orElse(""), now);
    }

    /**
     * The headers that authenticate a request.
     *
     * @param method in capitals
     * @param target path and query as sent
     * @param body as sent, in UTF-8; empty for none
     * @param now Audible compares it with its own clock
     * @throws IllegalArgumentException if the pair's key cannot sign
     */
    public Map<String, String> sign(String method, String target, String body, Instant now) {
        return sign(method, target, body, dateText(now));
    }

    Map<String, String> sign(String method, String target, String body, String date) {
        String text = String.join("\n", method, target, date, body, pair.adpToken());
        return Map.of(
                "x-adp-token",
                pair.adpToken(),
                "x-adp-alg",
                "SHA256withRSA:1.0",
                "x-adp-signature",
                signature(text) + ":" + date);
    }

    /** An offset and a Z besides, microseconds unless they are zero: the form best proven in use. */
    static String dateText(Instant time) {
        int micros = time.get(ChronoField.MICRO_OF_SECOND);
        String fraction = micros == 0 ? "" : ".%06d".formatted(micros);
        return SECONDS.format(time) + fraction + "+00:00Z";
    }

    private String signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.deviceKey());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException badKey) {
            throw new IllegalArgumentException(
                    "the device key of the session cannot sign with RSA and SHA-256", badKey);
        }
    }
}
