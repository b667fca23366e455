package io.github.audibleabssync.audible;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The shops of Audible. Library, places and finished flags are kept per shop; a signed-in device serves all of them. */
public enum Marketplace {
    /** United States, and every country without a shop of its own. */
    US("com", "AF2M0KC94RCEA"),
    /** United Kingdom and Ireland. */
    UK("co.uk", "A2I9A3Q2GNFNGQ"),
    /** Germany, Austria, Switzerland. */
    DE("de", "AN7V1F1VY261K"),
    /** France, Belgium, Switzerland. */
    FR("fr", "A2728XDNODOQ8T"),
    /** Canada. */
    CA("ca", "A2CQZ5RBY40XE"),
    /** Italy. */
    IT("it", "A2N7FU2W2BU2ZC"),
    /** Australia and New Zealand. */
    AU("com.au", "AN7EY7DTAW63G"),
    /** India. */
    IN("in", "AJO3FBRUE6J4S"),
    /** Japan. */
    JP("co.jp", "A1QAP3MOU4173J"),
    /** Spain. */
    ES("es", "ALMIKO4SZCSAR"),
    /** Brazil. */
    BR("com.br", "A10J1VAYUDTYRN");

    private final String tld;
    private final String id;

    Marketplace(String tld, String id) {
        this.tld = tld;
        this.id = id;
    }

    /** Finds a shop by its code, in any case; {@code gb} and {@code ja} are none. */
    public static Optional<Marketplace> find(String code) {
        String wanted = code.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(shop -> shop.name().equals(wanted)).findFirst();
    }

    /** All codes, for messages. */
    public static String codes() {
        return Arrays.stream(values()).map(Marketplace::code).collect(Collectors.joining(" "));
    }

    /** Two lower-case letters, as {@code AUDIBLE_LOCALE} and a session file's {@code locale_code} have them. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What follows {@code audible.} and {@code amazon.} in host names. */
    public String tld() {
        return tld;
    }

    /** Amazon's name of the shop. */
    public String id() {
        return id;
    }

    /** Base URL of library, places and flags, without a slash at the end. */
    public String apiUrl() {
        return "https://api.audible." + tld;
    }

    /** Whether accounts with a user name of Audible's own, from before Amazon's accounts, exist at this shop. */
    public boolean hasPreAmazonAccounts() {
        return this == US || this == UK || this == DE;
    }

    /** Where people sign in, without a slash at the end. The account decides, as in {@link #authUrl}. */
    String signInUrl(boolean preAmazon) {
        return "https://www." + (preAmazon ? "audible." : "amazon.") + tld;
    }

    /**
     * Base URL of the token exchange, without a slash at the end.
     *
     * @param preAmazon for an account with a user name of Audible's own, from before Amazon's accounts
     */
    public String authUrl(boolean preAmazon) {
        return preAmazon ? apiUrl() : "https://api.amazon." + tld;
    }
}
