package io.github.audibleabssync.account;

import io.github.audibleabssync.audible.AccessToken;
import io.github.audibleabssync.audible.AudibleSession;
import io.github.audibleabssync.audible.Marketplace;
import io.github.audibleabssync.audible.TokenRefresh;
import io.github.audibleabssync.camel.DirectCalls;
import io.github.audibleabssync.settings.AudibleSettings;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Gets an access token for what cannot be signed. */
public final class Tokens {

    private Tokens() {}

    /**
     * A fresh token, or the last one on file when there is nothing to get a fresh one with; empty when there is neither.
     *
     * @throws io.github.audibleabssync.failure.SyncFailure if none is given out
     */
    public static Optional<AccessToken> find(
            AudibleSession session, AudibleSettings settings, DirectCalls calls) {
        String host = host(session, settings);
        return session.refreshToken()
                .map(
                        token ->
                                TokenRefresh.read(
                                        calls.send(host, TokenRefresh.request(token), Map.of()),
                                        host))
                .or(session::accessToken);
    }

    /** The sign-in host of the session's account. */
    public static String host(AudibleSession session, AudibleSettings settings) {
        Marketplace shop =
                session.marketplace()
                        .or(() -> Marketplace.find(settings.locale()))
                        .orElse(Marketplace.US);
        return settings.authUrl().map(URI::toString).orElse(shop.authUrl(session.preAmazon()));
    }
}
