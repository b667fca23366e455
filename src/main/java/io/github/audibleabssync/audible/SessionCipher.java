package io.github.audibleabssync.audible;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens and makes an encrypted session: AES-CBC with a key from PBKDF2-HMAC-SHA256.
 *
 * <p>The number of rounds is packed into the salt between two equal markers; the key's size is written nowhere, and nothing
 * authenticates the text. So what fits is tried in turn, and the reader of the plain text says whether it makes sense.
 */
final class SessionCipher {

    /** Both the salt and the initialization vector have as many bytes. */
    static final int BLOCK = 16;

    private static final List<Integer> KEY_BYTES = List.of(32, 24, 16);
    private static final int LONGEST_MARKER = 6;
    private static final int ROUNDS_WITHOUT_MARKER = 1000;

    /** The one marker that the Python library looks for unless it is told another. */
    private static final byte MARKER = '$';

    /** The key size that it takes unless it is told another. */
    private static final int OUR_KEY_BYTES = 32;

    /** The most that fits between the markers, so the most that it can read: it makes guessing dear. */
    private static final int OUR_ROUNDS = 65_535;

    private SessionCipher() {}

    /** A salt and the rounds that go with it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Derivation(byte[] salt, int rounds) {}

    /** An encrypted text and what belongs to it, each in Base64. */
    record Sealed(String packedSalt, String iv, String ciphertext) {}

    /** Encrypts, with a new salt and a new initialization vector each time. */
    static Sealed seal(byte[] plain, String password) {
        SecureRandom random = new SecureRandom();
        byte[] iv = new byte[BLOCK];
        random.nextBytes(iv);
        byte[] salt = new byte[BLOCK - 2 - Short.BYTES];
        random.nextBytes(salt);
        byte[] packed =
                ByteBuffer.allocate(BLOCK)
                        .put(MARKER)
                        .putShort((short) OUR_ROUNDS)
                        .put(MARKER)
                        .put(salt)
                        .array();
        try {
            Cipher cipher =
                    cipher(
                            Cipher.ENCRYPT_MODE,
                            new Derivation(salt, OUR_ROUNDS),
                            OUR_KEY_BYTES,
                            iv,
                            password);
            Base64.Encoder base64 = Base64.getEncoder();
            return new Sealed(
                    base64.encodeToString(packed),
                    base64.encodeToString(iv),
                    base64.encodeToString(cipher.doFinal(plain)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES and PBKDF2", e);
        }
    }

    /**
     * Decrypts.
     *
     * @param accept reads the plain text; empty when it makes no sense
     * @return empty when the password is wrong or the content damaged
     */
    static <T> Optional<T> open(
            byte[] packedSalt,
            byte[] iv,
            byte[] ciphertext,
            String password,
            Function<byte[], Optional<T>> accept) {
        for (Derivation derivation : derivations(packedSalt)) {
            for (int size : KEY_BYTES) {
                Optional<T> read =
                        decrypt(derivation, size, iv, ciphertext, password).flatMap(accept);
                if (read.isPresent()) {
                    return read;
                }
            }
        }
        return Optional.empty();
    }

    private static List<Derivation> derivations(byte[] packed) {
        List<Derivation> possible = new ArrayList<>();
        for (int marker = 1; marker <= LONGEST_MARKER; marker++) {
            int second = marker + Short.BYTES;
            int rounds =
                    Byte.toUnsignedInt(packed[marker]) << Byte.SIZE
                            | Byte.toUnsignedInt(packed[marker + 1]);
            if (rounds > 0 && Arrays.equals(packed, 0, marker, packed, second, second + marker)) {
                byte[] salt = Arrays.copyOfRange(packed, second + marker, packed.length);
                possible.add(new Derivation(salt, rounds));
            }
        }
        possible.add(new Derivation(packed, ROUNDS_WITHOUT_MARKER));
        return possible;
    }

    private static Optional<byte[]> decrypt(
            Derivation derivation, int keyBytes, byte[] iv, byte[] ciphertext, String password) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, derivation, keyBytes, iv, password);
            return Optional.of(cipher.doFinal(ciphertext));
        } catch (GeneralSecurityException wrongKey) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(
            int mode, Derivation derivation, int keyBytes, byte[] iv, String password)
            throws GeneralSecurityException {
        PBEKeySpec spec =
                new PBEKeySpec(
                        password.toCharArray(),
                        derivation.salt(),
                        derivation.rounds(),
                        keyBytes * Byte.SIZE);
        try {
            byte[] key =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded();
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher;
        } finally {
            spec.clearPassword();
        }
    }
}
