package io.github.audibleabssync.audiobookshelf;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where Audiobookshelf is, and what every request to it carries.
 *
 * @param baseUrl without a slash at its end, from {@link #baseUrl(String)}
 * @param token the API key, a secret, from {@link #token(String)}
 * @param extraHeaders what a proxy before the server asks for, secrets too, from {@link #extraHeaders(String)}
 */
public record AudiobookshelfAccess(URI baseUrl, String token, Map<String, String> extraHeaders) {

    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\t]+");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    /** Set by the daemon itself, or unanswered by the server, which closes the connection on any {@code Upgrade}. */
    private static final Set<String> OWN_HEADERS =
            Set.of(
                    "authorization",
                    "connection",
                    "content-length",
                    "content-type",
                    "host",
                    "http2-settings",
                    "if-none-match",
                    "transfer-encoding",
                    "upgrade");

    /** Keeps its own copy of the headers. */
    public AudiobookshelfAccess {
        extraHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(extraHeaders));
    }

    /**
     * Reads the three settings.
     *
     * @throws IllegalArgumentException if one of them is no good; the message names it and never quotes it
     */
    public static AudiobookshelfAccess of(String url, String token, String extraHeaders) {
        return new AudiobookshelfAccess(baseUrl(url), token(token), extraHeaders(extraHeaders));
    }

    /**
     * Reads {@code ABS_BASE_URL}: http or https, a path below which the server may live, no slash at the end.
     *
     * @throws IllegalArgumentException if it is no such address; the message does not quote it, since people paste keys
     */
    public static URI baseUrl(String text) {
        URI url;
        try {
            url = new URI(text.strip());
        } catch (URISyntaxException notAnAddress) {
            throw new IllegalArgumentException(
                    "ABS_BASE_URL is not a web address at character %d. Write it like http://audiobookshelf:13378."
                            .formatted(notAnAddress.getIndex() + 1));
        }
        String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw urlProblem("does not begin with http:// or https://");
        }
        if (url.getRawUserInfo() != null) {
            throw urlProblem("has a user or password in it: take them out, ABS_TOKEN is enough");
        }
        if (url.getHost() == null) {
            throw urlProblem(
                    url.getRawAuthority() == null
                            ? "names no host"
                            : "has a host or port that is none: host names have no underscore");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw urlProblem("has a '?' or '#' in it: keep only what stands before");
        }
        String path = url.getRawPath().replaceAll("/{2,}", "/").replaceAll("/$", "");
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create(scheme + "://" + url.getHost() + port + path);
    }

    private static IllegalArgumentException urlProblem(String problem) {
        return new IllegalArgumentException(
                "ABS_BASE_URL " + problem + ". Write it like http://audiobookshelf:13378.");
    }

    /**
     * Reads {@code ABS_TOKEN}.
     *
     * @throws IllegalArgumentException if it is empty or has blanks in it
     */
    public static String token(String text) {
        String token = text.strip();
        if (token.isEmpty()) {
            throw new IllegalArgumentException(
                    "ABS_TOKEN is empty. Make an API key in Audiobookshelf under Settings → API"
                            + " Keys and set it.");
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "ABS_TOKEN has blanks or other odd characters in it. Set the API key alone,"
                            + " without 'Bearer'.");
        }
        return token;
    }

    /**
     * Reads {@code ABS_EXTRA_HEADERS}: one {@code Name: value} a line, empty lines left out.
     *
     * @throws IllegalArgumentException if a line is no such header, or one that the daemon sets itself; the message names
     *     the line, never the value
     */
    public static Map<String, String> extraHeaders(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
                throw headerProblem(number, "is not of the form 'Name: value'");
            }
            if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                throw headerProblem(number, "sets a header that the daemon sets itself");
            }
            if (headers.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
                throw headerProblem(number, "sets a header for the second time");
            }
            headers.put(name, value);
        }
        return headers;
    }

    private static IllegalArgumentException headerProblem(int line, String problem) {
        return new IllegalArgumentException(
                "ABS_EXTRA_HEADERS: line %d %s. Correct that line.".formatted(line, problem));
    }

    /** The headers that every request carries; secrets. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>(extraHeaders);
        headers.put("Authorization", "Bearer " + token);
        return headers;
    }

    /** With the secrets masked. */
    @Override
    public String toString() {
        return "AudiobookshelfAccess[%s, token ***, extra headers %s]"
                .formatted(baseUrl, extraHeaders.keySet());
    }
}
