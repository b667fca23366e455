package io.github.audibleabssync.audible;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads a session file as the Audible tools of the Python family write it: plain JSON, JSON around encrypted text, or encrypted
 * bytes. Keys that the daemon does not need, cookies among them, are not even looked at.
 */
public final class SessionFile {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String MAKE_ANEW =
            "Sign in again with 'audible-abs-sync login', which replaces it";

    private SessionFile() {}

    /**
     * Reads a session file.
     *
     * @param content the file's bytes
     * @param password of an encrypted file; an empty text counts as none
     * @throws SessionFileProblem if it cannot be used: empty, damaged, no session file, encrypted without a password or with
     *     another one, a value of a wrong form, neither signing pair nor token, an unknown {@code locale_code}
     */
    public static AudibleSession read(byte[] content, Optional<String> password) {
        if (content.length == 0) {
            throw new SessionFileProblem("the file is empty", MAKE_ANEW);
        }
        Optional<JsonNode> json = parse(content);
        if (json.isEmpty()) {
            return SessionKeys.read(openBytes(content, password));
        }
        JsonNode object = json.get();
        boolean encrypted = !object.has("adp_token") && object.has("ciphertext");
        return SessionKeys.read(encrypted ? openJson(object, password) : object);
    }

    private static Optional<JsonNode> parse(byte[] content) {
        try {
            JsonNode node = JSON.readTree(content);
            return node.isObject() && content[0] != (byte) 0xEF
                    ? Optional.of(node)
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static JsonNode openBytes(byte[] content, Optional<String> password) {
        checkNotText(content);
        int headers = 2 * SessionCipher.BLOCK;
        if (content.length <= headers || content.length % SessionCipher.BLOCK != 0) {
            throw damaged();
        }
        return open(
                Arrays.copyOfRange(content, 0, SessionCipher.BLOCK),
                Arrays.copyOfRange(content, SessionCipher.BLOCK, headers),
                Arrays.copyOfRange(content, headers, content.length),
                password);
    }

    /** Tells people who edited a plain file what is wrong with it, instead of asking them for a password. */
    private static void checkNotText(byte[] content) {
        if (content[0] == (byte) 0xEF) {
            throw SessionFileProblem.repairable(
                    "the file begins with a byte order mark, as some editors put it there",
                    "Save it again as UTF-8 without one");
        }
        if (isText(content)) {
            throw damaged();
        }
    }

    /** A packed salt, or an initialization vector, is never all printable. */
    private static boolean isText(byte[] content) {
        int looked = Math.min(content.length, 2 * SessionCipher.BLOCK);
        for (int i = 0; i < looked; i++) {
            if (content[i] < ' ' && !Character.isWhitespace(content[i])) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode openJson(JsonNode object, Optional<String> password) {
        try {
            byte[] salt = base64(object, "salt");
            byte[] iv = base64(object, "iv");
            byte[] ciphertext = base64(object, "ciphertext");
            if (salt.length != SessionCipher.BLOCK || iv.length != SessionCipher.BLOCK) {
                throw damaged();
            }
            return open(salt, iv, ciphertext, password);
        } catch (IllegalArgumentException notBase64) {
            throw damaged();
        }
    }

    private static byte[] base64(JsonNode object, String key) {
        return Base64.getMimeDecoder().decode(object.path(key).asText());
    }

    private static JsonNode open(
            byte[] salt, byte[] iv, byte[] ciphertext, Optional<String> password) {
        String known =
                password.filter(text -> !text.isEmpty())
                        .orElseThrow(
                                () ->
                                        SessionFileProblem.locked(
                                                "the file is encrypted (or no session file at all),"
                                                        + " and AUDIBLE_AUTH_PASSWORD is not set",
                                                "Set AUDIBLE_AUTH_PASSWORD to the password with"
                                                        + " which the file was made"));
        return SessionCipher.open(salt, iv, ciphertext, known, SessionFile::parse)
                .orElseThrow(
                        () ->
                                SessionFileProblem.locked(
                                        "the file cannot be decrypted: AUDIBLE_AUTH_PASSWORD is"
                                                + " wrong, or the file is damaged",
                                        "Set AUDIBLE_AUTH_PASSWORD to the password with which the"
                                                + " file was made, or sign in to Audible again"));
    }

    private static SessionFileProblem damaged() {
        return new SessionFileProblem(
                "the file is damaged or was cut off, or it is no session file", MAKE_ANEW);
    }
}
