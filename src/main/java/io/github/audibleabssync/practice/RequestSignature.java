package io.github.audibleabssync.practice;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;

/** Checks what a registered device signed (Audible reference, section 4.1). */
final class RequestSignature {
    private static final String ALGORITHM = "SHA256withRSA:1.0";

    private RequestSignature() {}

    /** Whether the three headers are there and fit the request: method, target, date, body and the device's own token. */
    static boolean fits(PracticeRequest request, String adpToken, PublicKey key) {
        Optional<String> signed = request.header("x-adp-signature");
        boolean named =
                request.header("x-adp-token").filter(adpToken::equals).isPresent()
                        && request.header("x-adp-alg").filter(ALGORITHM::equals).isPresent();
        if (!named || signed.isEmpty()) {
            return false;
        }
        String[] parts = signed.get().split(":", 2);
        return parts.length == 2 && verifies(parts[0], toSign(request, parts[1], adpToken), key);
    }

    private static byte[] toSign(PracticeRequest request, String date, String adpToken) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        String head = request.method() + "\n" + request.target() + "\n" + date + "\n";
        text.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        text.writeBytes(request.body());
        text.writeBytes(("\n" + adpToken).getBytes(StandardCharsets.UTF_8));
        return text.toByteArray();
    }

    private static boolean verifies(String base64, byte[] text, PublicKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return false;
        }
    }
}
