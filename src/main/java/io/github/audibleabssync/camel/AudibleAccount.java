package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.AccessToken;
import io.github.audibleabssync.audible.AudibleAnswers;
import io.github.audibleabssync.audible.AudibleSession;
import io.github.audibleabssync.audible.Marketplace;
import io.github.audibleabssync.audible.RequestSigner;
import io.github.audibleabssync.audible.SessionFileProblem;
import io.github.audibleabssync.audible.TokenRefresh;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The Audible account of the session file, for {@code 85-call-services}: signs requests, or carries an access token where the session has no signing pair.
 *
 * <p>The file is looked at again before each cycle, so that a new sign-in is taken over without a restart.
 */
public final class AudibleAccount implements ServiceAccess {

    private static final Logger LOG = LoggerFactory.getLogger(AudibleAccount.class);

    private final SessionSource source;
    private final Marketplaces marketplaces;
    private final Clock clock;

    private Optional<Login> login = Optional.empty();
    private String fingerprint = "";
    private Optional<String> problem = Optional.empty();

    /** Where the session comes from: a file, or a setting. */
    public interface SessionSource {
        /** Changes when the content may have changed; cheap. */
        String fingerprint();

        /**
         * Reads the session.
         *
         * @throws SessionFileProblem if it is missing or cannot be used; says what to do
         */
        AudibleSession read();
    }

    /**
     * Which hosts to talk to.
     *
     * @param locale the marketplace of the settings; empty: the session's own
     * @param apiUrl another API host; empty: the marketplace's
     * @param authUrl another sign-in host; empty: the marketplace's
     */
    public record Marketplaces(
            Optional<Marketplace> locale, Optional<String> apiUrl, Optional<String> authUrl) {}

    private static final class Login {
        private final Optional<RequestSigner> signer;
        private final Optional<String> refreshToken;
        private final String apiUrl;
        private final String authUrl;
        private Optional<AccessToken> token;
        private boolean refreshedForRejection;

        private Login(
                Optional<RequestSigner> signer,
                Optional<String> refreshToken,
                String apiUrl,
                String authUrl,
                Optional<AccessToken> token) {
            this.signer = signer;
            this.refreshToken = refreshToken;
            this.apiUrl = apiUrl;
            this.authUrl = authUrl;
            this.token = token;
        }
    }

    /** An account that is read when it is first needed. */
    public AudibleAccount(SessionSource source, Marketplaces marketplaces, Clock clock) {
        this.source = source;
        this.marketplaces = marketplaces;
        this.clock = clock;
    }

    /**
     * Looks whether the session changed, and takes it over.
     *
     * @return whether there is a new session
     */
    public synchronized boolean reload() {
        String now = source.fingerprint();
        if (now.equals(fingerprint)) {
            return false;
        }
        fingerprint = now;
        try {
            login = Optional.of(signIn(source.read()));
            problem = Optional.empty();
            return true;
        } catch (SessionFileProblem unusable) {
            login = Optional.empty();
            problem = Optional.of(String.valueOf(unusable.getMessage()));
            LOG.error("{}", unusable.getMessage());
            return false;
        }
    }

    private Login signIn(AudibleSession session) {
        Marketplace shop = marketplaces.locale().or(session::marketplace).orElse(Marketplace.US);
        session.marketplace()
                .filter(own -> own != shop)
                .ifPresent(
                        own ->
                                LOG.warn(
                                        "The session file says marketplace '{}', AUDIBLE_LOCALE"
                                                + " says '{}': the setting wins. Make them equal if"
                                                + " your books are missing.",
                                        own.code(),
                                        shop.code()));
        Marketplace home = session.marketplace().orElse(shop);
        return new Login(
                session.signing().map(RequestSigner::new),
                session.refreshToken(),
                marketplaces.apiUrl().orElse(shop.apiUrl()),
                marketplaces.authUrl().orElse(home.authUrl(session.preAmazon())),
                session.accessToken());
    }

    /** Whether there is a session to work with. */
    public synchronized boolean isReady() {
        return login.isPresent();
    }

    /** Why there is no session, and what to do; empty when there is one. */
    public synchronized Optional<String> problem() {
        return problem;
    }

    private Login login() {
        return login.orElseThrow(
                () -> new CredentialsRejected(problem.orElse("There is no Audible session yet.")));
    }

    /** Whether an access token has to be fetched before the next request. */
    public synchronized boolean needsToken() {
        Login now = login();
        return now.signer.isEmpty()
                && now.refreshToken.isPresent()
                && now.token.map(token -> token.mustBeRefreshed(clock.instant())).orElse(true);
    }

    /** Asks for an access token. */
    public synchronized ServiceRequest tokenRequest() {
        return TokenRefresh.request(login().refreshToken.orElseThrow());
    }

    /** Takes over an access token. */
    synchronized void accept(AccessToken token) {
        login().token = Optional.of(token);
    }

    /** The sign-in host. */
    synchronized String authUrl() {
        return login().authUrl;
    }

    @Override
    public synchronized String baseUrl() {
        return login().apiUrl;
    }

    @Override
    public synchronized Map<String, String> headers(ServiceRequest request, Instant now) {
        Login own = login();
        return own.signer
                .map(signer -> signer.sign(request, now))
                .or(() -> own.token.map(AccessToken::headers))
                .orElseThrow(
                        () ->
                                new CredentialsRejected(
                                        "The session file has neither a signing pair nor a token"
                                                + " that works; make a new one."));
    }

    /** Checks an answer; a rejected access token is dropped once, so that the next try fetches a fresh one. */
    @Override
    public synchronized void check(ServiceRequest request, ServiceAnswer answer) {
        Login own = login();
        try {
            AudibleAnswers.check(request, answer, own.apiUrl);
            own.refreshedForRejection = false;
        } catch (CredentialsRejected rejected) {
            if (own.signer.isPresent() || own.refreshToken.isEmpty() || own.refreshedForRejection) {
                throw rejected;
            }
            own.refreshedForRejection = true;
            own.token = Optional.empty();
            throw new ServiceUnavailable(
                    "Audible no longer takes the access token; a fresh one is fetched", rejected);
        }
    }

    /** The sign-in service of the same account: needs no headers, its answer is a token. */
    ServiceAccess signIn() {
        return new ServiceAccess() {
            @Override
            public String baseUrl() {
                return authUrl();
            }

            @Override
            public Map<String, String> headers(ServiceRequest request, Instant now) {
                return Map.of();
            }

            @Override
            public void check(ServiceRequest request, ServiceAnswer answer) {
                accept(TokenRefresh.read(answer, authUrl()));
            }
        };
    }
}
