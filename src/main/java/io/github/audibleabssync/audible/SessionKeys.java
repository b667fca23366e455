package io.github.audibleabssync.audible;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks the keys of a decrypted session document. Any of them may be absent or null. */
final class SessionKeys {

    private static final Pattern ADP_TOKEN =
            Pattern.compile(
                    "\\{enc:.*}\\{key:.*}\\{iv:.*}\\{name:.*}\\{serial:Mg==}", Pattern.DOTALL);
    private static final String ACCESS_PREFIX = "Atna|";
    private static final String REFRESH_PREFIX = "Atnr|";
    private static final String SIGN_IN =
            "Sign in again with 'audible-abs-sync login', which replaces it";

    private SessionKeys() {}

    static AudibleSession read(JsonNode keys) {
        Optional<SigningPair> signing = signing(keys);
        Optional<String> access = token(keys, "access_token", ACCESS_PREFIX);
        Optional<String> refresh = token(keys, "refresh_token", REFRESH_PREFIX);
        if (signing.isEmpty() && access.isEmpty() && refresh.isEmpty()) {
            throw new SessionFileProblem(
                    "it has neither adp_token with device_private_key nor access_token or"
                            + " refresh_token, so it is no session file or lacks its main part",
                    "Put a complete session file there, or sign in to Audible again");
        }
        return new AudibleSession(
                marketplace(keys),
                preAmazon(keys),
                signing,
                access.map(value -> new AccessToken(value, expires(keys))),
                refresh);
    }

    private static Optional<SigningPair> signing(JsonNode keys) {
        Optional<String> adpToken = text(keys, "adp_token");
        if (adpToken.isPresent() && !ADP_TOKEN.matcher(adpToken.get()).matches()) {
            throw malformed("adp_token");
        }
        Optional<PrivateKey> deviceKey =
                text(keys, "device_private_key")
                        .map(
                                text ->
                                        DeviceKey.find(text)
                                                .orElseThrow(
                                                        () -> malformed("device_private_key")));
        return adpToken.flatMap(token -> deviceKey.map(key -> new SigningPair(token, key)));
    }

    private static Optional<String> token(JsonNode keys, String key, String prefix) {
        Optional<String> token = text(keys, key);
        if (token.isPresent() && !token.get().startsWith(prefix)) {
            throw malformed(key);
        }
        return token;
    }

    private static Optional<Marketplace> marketplace(JsonNode keys) {
        return text(keys, "locale_code")
                .map(
                        code ->
                                Marketplace.find(code)
                                        .orElseThrow(
                                                () ->
                                                        SessionFileProblem.repairable(
                                                                "its locale_code is none that"
                                                                        + " Audible has",
                                                                "Set locale_code to one of "
                                                                        + Marketplace.codes())));
    }

    /** Files of some tools lack {@code with_username}; the account's pool tells the same. */
    private static boolean preAmazon(JsonNode keys) {
        JsonNode said = keys.path("with_username");
        return said.isBoolean()
                ? said.booleanValue()
                : keys.path("customer_info").path("account_pool").asText().startsWith("pool-");
    }

    /** Seconds since 1970 with fractions, as a number or as text. */
    private static Instant expires(JsonNode keys) {
        try {
            BigDecimal seconds = new BigDecimal(keys.path("expires").asText());
            return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
        } catch (NumberFormatException notSaid) {
            return Instant.EPOCH;
        }
    }

    private static Optional<String> text(JsonNode keys, String key) {
        JsonNode value = keys.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw malformed(key);
        }
        return Optional.of(value.textValue()).filter(text -> !text.isBlank());
    }

    private static SessionFileProblem malformed(String key) {
        return new SessionFileProblem(
                "its " + key + " has not the form that Audible gives", SIGN_IN);
    }
}
