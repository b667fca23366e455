package io.github.audibleabssync.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The base URL of a server; a path below its root is allowed, a slash at the end means nothing. */
public record WebAddress() implements SettingValues {

    private static final String MASKED = Secret.MASK + "@";

    @Override
    public String typeName() {
        return "URL";
    }

    @Override
    public Optional<String> complaint(String value) {
        return findComplaint(value.strip())
                .map(
                        wrong ->
                                wrong
                                        + "; write http:// or https://, the host, and a port or"
                                        + " path if needed");
    }

    private static Optional<String> findComplaint(String value) {
        URI uri;
        try {
            uri = new URI(value);
        } catch (URISyntaxException e) {
            return Optional.of("is no URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("does not begin with http:// or https://");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("contains a user name or password");
        }
        if (uri.getHost() == null || uri.getPort() > 65535) {
            return Optional.of("names no valid host and port");
        }
        return uri.getRawQuery() == null && uri.getRawFragment() == null
                ? Optional.empty()
                : Optional.of("contains a '?' or '#'");
    }

    @Override
    public String canonical(String value) {
        String url = value.strip();
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
        return url;
    }

    @Override
    public String shown(String value) {
        return value.strip()
                .replaceFirst("(?s)^([A-Za-z]+://)?.*@", "$1" + MASKED)
                .replaceFirst("(?s)[?#].*$", "");
    }
}
