package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.ServerClock;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.settings.AudibleSettings;
import io.github.audibleabssync.settings.AudiobookshelfSettings;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One service without the routes: the same address, credentials and judgement of answers as the daemon's own requests have.
 * Nothing is repeated.
 */
public final class DirectService implements AutoCloseable {

    private final Side side;
    private final ServiceAccess access;
    private final Optional<AudibleAccount> account;
    private final DirectCalls calls;
    private final Clock clock;
    private ServerClock serverClock = ServerClock.UNSEEN;

    private DirectService(
            Side side,
            ServiceAccess access,
            Optional<AudibleAccount> account,
            DirectCalls calls,
            Clock clock) {
        this.side = side;
        this.access = access;
        this.account = account;
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * Audible, with the session of the settings, which has to be usable.
     *
     * @param timeout for connecting, and for each wait for an answer
     * @param environment may name proxies
     */
    public static DirectService audible(
            AudibleSettings settings,
            Duration timeout,
            Map<String, String> environment,
            Clock clock) {
        AudibleAccount account =
                new AudibleAccount(
                        new SessionSetting(settings), Beans.marketplaces(settings), clock);
        account.reload();
        return new DirectService(
                Side.AUDIBLE,
                account,
                Optional.of(account),
                new DirectCalls(timeout, environment, clock),
                clock);
    }

    /**
     * Audiobookshelf.
     *
     * @param timeout for connecting, and for each wait for an answer
     * @param environment may name proxies
     * @throws IllegalArgumentException if {@code EXTRA_CA_FILE} cannot be used; says what to do
     */
    public static DirectService audiobookshelf(
            AudiobookshelfSettings settings,
            Duration timeout,
            Map<String, String> environment,
            Clock clock) {
        return new DirectService(
                Side.AUDIOBOOKSHELF,
                new AudiobookshelfServer(Beans.address(settings)),
                Optional.empty(),
                new DirectCalls(timeout, settings.extraCaFile(), environment, clock),
                clock);
    }

    /** The service. */
    public Side side() {
        return side;
    }

    /** Where requests go. */
    public String baseUrl() {
        return access.baseUrl();
    }

    /**
     * Asks as the daemon would; with a fresh access token when Audible no longer takes the one on file.
     *
     * @throws SyncFailure if there is no answer, or one that stands for a failure
     */
    public ServiceAnswer ask(ServiceRequest request) {
        try {
            return askOnce(request);
        } catch (ServiceUnavailable perhapsStale) {
            if (account.filter(AudibleAccount::needsToken).isEmpty()) {
                throw perhapsStale;
            }
            return askOnce(request);
        }
    }

    private ServiceAnswer askOnce(ServiceRequest request) {
        if (account.filter(AudibleAccount::needsToken).isPresent()) {
            ServiceAccess signIn = account.orElseThrow().signIn();
            ServiceRequest token = account.orElseThrow().tokenRequest();
            signIn.check(token, calls.send(signIn.baseUrl(), token, Map.of()));
        }
        return send(request, access.headers(request, clock.instant()));
    }

    /**
     * Asks without showing who we are: for a first request to an address that may be anybody's. What a proxy asks for is
     * shown all the same.
     *
     * @throws SyncFailure if there is no answer, or one that stands for a failure
     */
    public ServiceAnswer askAsStranger(ServiceRequest request) {
        Map<String, String> headers = new HashMap<>(access.headers(request, clock.instant()));
        headers.remove("Authorization");
        return send(request, headers);
    }

    private ServiceAnswer send(ServiceRequest request, Map<String, String> headers) {
        ServiceAnswer answer = calls.send(access.baseUrl(), request, headers);
        serverClock = serverClock.hear(answer.date(), answer.receivedAt());
        access.check(request, answer);
        return answer;
    }

    /** How the service's clock compares with ours, as far as it was asked. */
    public ServerClock serverClock() {
        return serverClock;
    }

    @Override
    public void close() {
        calls.close();
    }
}
