package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * A registered device of an invented Audible customer: its key pair, its tokens and its session file (Audible reference,
 * section 5). Nothing in it opens anything but a practice server.
 */
public final class PracticeAccount {
    /** In front of a 2048-bit PKCS#1 key, PKCS#8 has a header of this many bytes. */
    private static final int PKCS8_HEADER = 26;

    private static final int PEM_COLUMNS = 64;
    private static final String DEVICE_TYPE = "A2CZJZGLK2JJVM";

    private final KeyPair keys;
    private final String adpToken;
    private final String refreshToken;

    private PracticeAccount(KeyPair keys, String adpToken, String refreshToken) {
        this.keys = keys;
        this.adpToken = adpToken;
        this.refreshToken = refreshToken;
    }

    /** Registers a new device: a fresh 2048-bit RSA key, which takes a moment. */
    public static PracticeAccount create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            String tail = base64("practice device " + keys.getPublic().hashCode());
            String adp =
                    "{enc:%s}{key:%s}{iv:%s}{name:QURQVG9rZW5FbmNyeXB0aW9uS2V5}{serial:Mg==}"
                            .formatted(tail.repeat(8), tail.repeat(4), base64("practice iv 0001"));
            return new PracticeAccount(keys, adp, "Atnr|practice-refresh-" + tail);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The token that goes with the device's signatures. */
    public String adpToken() {
        return adpToken;
    }

    /** The token for new access tokens; never rotated. */
    public String refreshToken() {
        return refreshToken;
    }

    PublicKey publicKey() {
        return keys.getPublic();
    }

    /** The private key as an iPhone registration returns it: PKCS#1 PEM with a line feed at the end. */
    public String privateKeyPem() {
        byte[] pkcs8 = keys.getPrivate().getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, PKCS8_HEADER, pkcs8.length);
        String lines = Base64.getMimeEncoder(PEM_COLUMNS, new byte[] {'\n'}).encodeToString(pkcs1);
        return "-----BEGIN RSA PRIVATE KEY-----\n" + lines + "\n-----END RSA PRIVATE KEY-----\n";
    }

    /**
     * The content of a session file of a device that can sign.
     *
     * @param accessToken beginning with {@code Atna|}
     * @param expires when the access token does
     */
    public String session(String accessToken, Instant expires) {
        ObjectNode json = Json.object();
        json.putObject("website_cookies").put("session-id", "000-0000000-0000000");
        json.put("adp_token", adpToken).put("access_token", accessToken);
        json.put("refresh_token", refreshToken).put("device_private_key", privateKeyPem());
        json.putNull("store_authentication_cookie");
        ObjectNode device = json.putObject("device_info");
        device.put("device_name", "Practice iPhone").put("device_type", DEVICE_TYPE);
        device.put("device_serial_number", "PRACTICE00000000000000000000000");
        ObjectNode customer = json.putObject("customer_info");
        customer.put("account_pool", "Amazon").put("user_id", "amzn1.account.PRACTICE");
        customer.put("home_region", "NA").put("name", "Paula Practice").put("given_name", "Paula");
        json.put("expires", expires.toEpochMilli() / 1000.0).put("locale_code", "us");
        return Json.pretty(json.put("with_username", false).putNull("activation_bytes"));
    }

    /**
     * What the registration of this device answers.
     *
     * @param serial as the request said it
     * @param accessToken beginning with {@code Atna|}
     * @param seconds how long the access token is good
     */
    ObjectNode registered(String serial, String accessToken, long seconds) {
        ObjectNode json = Json.object();
        ObjectNode success = json.putObject("response").putObject("success");
        ObjectNode extensions = success.putObject("extensions");
        ObjectNode device = extensions.putObject("device_info");
        device.put("device_name", "Paula's Audible for iPhone").put("device_type", DEVICE_TYPE);
        device.put("device_serial_number", serial);
        ObjectNode customer = extensions.putObject("customer_info");
        customer.put("account_pool", "Amazon").put("user_id", "amzn1.account.PRACTICE");
        customer.put("home_region", "NA").put("name", "Paula Practice").put("given_name", "Paula");
        ObjectNode tokens = success.putObject("tokens");
        ObjectNode cookie = tokens.putArray("website_cookies").addObject();
        cookie.put("Path", "/").put("Secure", "true").put("Domain", ".amazon.com");
        cookie.put("Name", "session-id").put("Value", "\"000-0000000-0000000\"");
        tokens.putObject("store_authentication_cookie").put("cookie", "practice-store-cookie");
        ObjectNode signing = tokens.putObject("mac_dms");
        signing.put("device_private_key", privateKeyPem()).put("adp_token", adpToken);
        ObjectNode bearer = tokens.putObject("bearer");
        bearer.put("access_token", accessToken).put("refresh_token", refreshToken);
        bearer.put("expires_in", Long.toString(seconds));
        success.put("customer_id", "amzn1.account.PRACTICE");
        return json.put("request_id", "00000000-0000-4000-8000-000000000001");
    }

    /** The content of a session file without a signing key: access and refresh token only. */
    public String tokenOnlySession(String accessToken, Instant expires) {
        ObjectNode json = Json.object();
        json.put("access_token", accessToken).put("refresh_token", refreshToken);
        json.put("expires", expires.toEpochMilli() / 1000.0);
        return Json.pretty(json.put("locale_code", "us").put("with_username", false));
    }

    /** Writes a session's content to a file that only the user can read. Returns the file. */
    public static Path write(Path file, String session) {
        try {
            Files.writeString(file, session);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("the session file could not be written: " + file, e);
        }
    }
}
