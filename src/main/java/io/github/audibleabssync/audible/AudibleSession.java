package io.github.audibleabssync.audible;

import java.util.Optional;

/**
 * What the daemon needs of a session file. At least one of signing pair, refresh token and access token is there.
 *
 * @param marketplace the shop at which the device was registered; empty when the file does not say
 * @param preAmazon an account with a user name of Audible's own: its tokens come from another host
 * @param signing preferred; empty in a token-only session
 * @param accessToken the last one on file; empty when there is none
 * @param refreshToken fetches access tokens and is never replaced; empty when there is none
 */
public record AudibleSession(
        Optional<Marketplace> marketplace,
        boolean preAmazon,
        Optional<SigningPair> signing,
        Optional<AccessToken> accessToken,
        Optional<String> refreshToken) {

    /**
     * Checks that requests can be authenticated.
     *
     * @throws IllegalArgumentException if there is neither a signing pair nor a token
     */
    public AudibleSession {
        if (signing.isEmpty() && accessToken.isEmpty() && refreshToken.isEmpty()) {
            throw new IllegalArgumentException("a session has a signing pair or a token");
        }
    }

    /** Without the secrets: says only which there are. */
    @Override
    public String toString() {
        return "AudibleSession[marketplace=%s, preAmazon=%s, signing=%s, accessToken=%s, refreshToken=%s]"
                .formatted(
                        marketplace.map(Marketplace::code).orElse("not said"),
                        preAmazon,
                        signing.isPresent() ? "***" : "none",
                        accessToken.isPresent() ? "***" : "none",
                        refreshToken.isPresent() ? "***" : "none");
    }
}
