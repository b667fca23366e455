package io.github.audibleabssync.audible;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The session of a device that was just registered, as the content of a session file. It has exactly the keys that the Python
 * library {@code audible} writes, for that library refuses a file with one key more.
 */
public final class NewSession {

    private final ObjectNode document;

    private NewSession(ObjectNode document) {
        this.document = document;
    }

    /**
     * Takes over what Amazon answered.
     *
     * @param success {@code response.success} of the answer
     * @param now when it was received: the access token expires that much later
     * @throws SessionFileProblem if a session cannot be made of it
     */
    static NewSession of(SignIn signIn, JsonNode success, Instant now) {
        JsonNode tokens = success.path("tokens");
        JsonNode device = tokens.path("mac_dms");
        JsonNode bearer = tokens.path("bearer");
        ObjectNode keys = SessionJson.object();
        keys.set("website_cookies", cookies(tokens.path("website_cookies")));
        keys.set("adp_token", device.path("adp_token"));
        keys.set("access_token", bearer.path("access_token"));
        keys.set("refresh_token", bearer.path("refresh_token"));
        keys.put("device_private_key", pem(device.path("device_private_key").asText()));
        keys.set("store_authentication_cookie", object(tokens, "store_authentication_cookie"));
        keys.set("device_info", object(success.path("extensions"), "device_info"));
        keys.set("customer_info", object(success.path("extensions"), "customer_info"));
        keys.put("expires", expires(now, bearer.path("expires_in").asLong()));
        keys.put("locale_code", signIn.shop().code());
        keys.put("with_username", signIn.preAmazon());
        keys.putNull("activation_bytes");
        return new NewSession(checked(keys));
    }

    /** Reads it as the daemon will: what it cannot use must not be kept for it. */
    private static ObjectNode checked(ObjectNode keys) {
        boolean whole =
                JsonAnswer.text(keys.path("access_token")).isPresent()
                        && JsonAnswer.text(keys.path("refresh_token")).isPresent()
                        && SessionKeys.read(keys).signing().isPresent();
        if (!whole) {
            throw new SessionFileProblem("a token or key is missing", "Sign in again");
        }
        return keys;
    }

    /** The Python library refuses an empty object, and takes null. */
    private static JsonNode cookies(JsonNode list) {
        ObjectNode cookies = SessionJson.object();
        list.forEach(
                cookie ->
                        cookies.put(
                                cookie.path("Name").asText(),
                                cookie.path("Value").asText().replace("\"", "")));
        return cookies.isEmpty() ? cookies.nullNode() : cookies;
    }

    private static JsonNode object(JsonNode parent, String name) {
        JsonNode object = parent.path(name);
        return object.isObject() ? object : SessionJson.object().nullNode();
    }

    /** The Python library wants one line feed after the last line, and nothing else there. */
    private static String pem(String key) {
        return key.startsWith("-----") ? key.strip() + "\n" : key;
    }

    private static BigDecimal expires(Instant now, long seconds) {
        return BigDecimal.valueOf(now.plusSeconds(seconds).toEpochMilli(), 3);
    }

    /** The name under which Amazon lists the device; empty when it did not say. */
    public Optional<String> deviceName() {
        return JsonAnswer.text(document.path("device_info").path("device_name"))
                .map(name -> name.replaceAll("\\p{Cntrl}", ""));
    }

    /**
     * The content of the session file. A secret, even when it is encrypted.
     *
     * @param password encrypts it; empty for plain text
     */
    public byte[] content(Optional<String> password) {
        byte[] plain = SessionJson.text(document).getBytes(UTF_8);
        return password.map(word -> SessionJson.text(sealed(plain, word)).getBytes(UTF_8))
                .orElse(plain);
    }

    private static ObjectNode sealed(byte[] plain, String password) {
        SessionCipher.Sealed sealed = SessionCipher.seal(plain, password);
        return SessionJson.object()
                .put("salt", sealed.packedSalt())
                .put("iv", sealed.iv())
                .put("ciphertext", sealed.ciphertext())
                .put("info", "base64-encoded AES-CBC-256 of JSON object");
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "NewSession[***]";
    }
}
