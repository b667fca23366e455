package io.github.audibleabssync.audible;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the RSA key of a registered device. An iPhone registration returns PKCS#1 in PEM, an Android one the base64 of PKCS#8
 * without PEM lines; mixtures of the two occur after conversions.
 */
final class DeviceKey {

    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN (?:RSA )?PRIVATE KEY-----(.*)-----END (?:RSA )?PRIVATE KEY-----",
                    Pattern.DOTALL);

    /** Version 0 and the algorithm identifier of RSA (RFC 5208, RFC 8017). */
    private static final byte[] PKCS8_HEAD =
            HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private DeviceKey() {}

    /** The key; empty when the text is none. */
    static Optional<PrivateKey> find(String text) {
        Matcher pem = PEM.matcher(text.strip());
        String base64 = pem.matches() ? pem.group(1) : text;
        try {
            byte[] der = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            return read(der).or(() -> read(wrap(der)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<PrivateKey> read(byte[] pkcs8) {
        try {
            return Optional.of(
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException notThisForm) {
            return Optional.empty();
        }
    }

    private static byte[] wrap(byte[] pkcs1) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(PKCS8_HEAD);
        inner.writeBytes(element(OCTET_STRING, pkcs1));
        return element(SEQUENCE, inner.toByteArray());
    }

    /** DER: tag, length in the four-byte long form cut to what it needs, content. */
    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array();
            int zeros = Integer.numberOfLeadingZeros(content.length) / Byte.SIZE;
            out.write(0x80 | (length.length - zeros));
            out.write(length, zeros, length.length - zeros);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
