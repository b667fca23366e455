package io.github.audibleabssync.audible;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Session files with a password, for tests of other packages. */
public final class EncryptedSessions {

    private EncryptedSessions() {}

    /** The same session as JSON around encrypted text. */
    public static String of(String session, String password) {
        SessionCipher.Sealed sealed = SessionCipher.seal(session.getBytes(UTF_8), password);
        return SessionJson.text(
                SessionJson.object()
                        .put("salt", sealed.packedSalt())
                        .put("iv", sealed.iv())
                        .put("ciphertext", sealed.ciphertext())
                        .put("info", "base64-encoded AES-CBC-256 of JSON object"));
    }
}
