package io.github.audibleabssync.audible;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One sign-in of a person to Amazon, in a browser of the person's own: no password is ever seen here. It ends with an address,
 * whose code {@link Registration} exchanges for a session.
 *
 * <p>The verifier stays in this object; the link has only its hash. So whoever sees the link, or the code, has nothing.
 */
public final class SignIn {

    /** The kind of device: an iPhone. Amazon returns its key as PKCS#1, which session files have. */
    static final String DEVICE_TYPE = "A2CZJZGLK2JJVM";

    private static final int VERIFIER_BYTES = 32;
    private static final String OPENID = "http://specs.openid.net/auth/2.0";
    private static final String ANY_PERSON = OPENID + "/identifier_select";

    private final Marketplace shop;
    private final boolean preAmazon;
    private final String verifier;
    private final String serial;

    SignIn(Marketplace shop, boolean preAmazon, String verifier, String serial) {
        if (preAmazon && !shop.hasPreAmazonAccounts()) {
            throw new IllegalArgumentException(
                    "there are no accounts with a user name of their own at '" + shop.code() + "'");
        }
        this.shop = shop;
        this.preAmazon = preAmazon;
        this.verifier = verifier;
        this.serial = serial;
    }

    /**
     * Begins a sign-in of a new device.
     *
     * @param preAmazon for an account with a user name of Audible's own, from before Amazon's accounts
     * @throws IllegalArgumentException if the shop has no such accounts
     */
    public static SignIn begin(Marketplace shop, boolean preAmazon) {
        byte[] random = new byte[VERIFIER_BYTES];
        new SecureRandom().nextBytes(random);
        String serial = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        return new SignIn(shop, preAmazon, base64(random), serial);
    }

    /** The shop. */
    public Marketplace shop() {
        return shop;
    }

    /** Whether the account is one from before Amazon's accounts. */
    public boolean preAmazon() {
        return preAmazon;
    }

    /** Where the link leads, for messages. */
    public String host() {
        return URI.create(shop.signInUrl(preAmazon)).getHost();
    }

    /** What to open in a browser. Not a secret. */
    public String link() {
        String home = shop.signInUrl(preAmazon);
        Map<String, String> query = new LinkedHashMap<>();
        query.put("openid.oa2.response_type", "code");
        query.put("openid.oa2.code_challenge_method", "S256");
        query.put("openid.oa2.code_challenge", challenge());
        query.put("openid.return_to", home + "/ap/maplanding");
        query.put(
                "openid.assoc_handle",
                (preAmazon ? "amzn_audible_ios_lap_" : "amzn_audible_ios_") + shop.code());
        query.put("openid.identity", ANY_PERSON);
        query.put("pageId", preAmazon ? "amzn_audible_ios_privatepool" : "amzn_audible_ios");
        query.put("accountStatusPolicy", "P1");
        query.put("openid.claimed_id", ANY_PERSON);
        query.put("openid.mode", "checkid_setup");
        query.put("openid.ns.oa2", "http://www.amazon.com/ap/ext/oauth/2");
        query.put("openid.oa2.client_id", "device:" + clientId());
        query.put("openid.ns.pape", "http://specs.openid.net/extensions/pape/1.0");
        query.put("marketPlaceId", shop.id());
        query.put("openid.oa2.scope", "device_auth_access");
        query.put("forceMobileLayout", "true");
        query.put("openid.ns", OPENID);
        query.put("openid.pape.max_auth_age", "0");
        return home
                + "/ap/signin?"
                + query.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
    }

    /** Reads what the person pasted. */
    public Pasted read(String pasted) {
        return new PastedAddress(shop, shop.signInUrl(preAmazon)).read(pasted);
    }

    String verifier() {
        return verifier;
    }

    String serial() {
        return serial;
    }

    String clientId() {
        return HexFormat.of().formatHex((serial + "#" + DEVICE_TYPE).getBytes(US_ASCII));
    }

    private String challenge() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return base64(sha256.digest(verifier.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Without verifier and serial. */
    @Override
    public String toString() {
        return "SignIn[%s, preAmazon=%s]".formatted(shop.code(), preAmazon);
    }
}
