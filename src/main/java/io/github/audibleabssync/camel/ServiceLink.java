package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.ServerClock;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.failure.AnswerLost;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.RateLimited;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.wire.RetryAfter;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLHandshakeException;

/**
 * One service as the routes of {@code 85-call-services} see it: {@link #prepare} puts address and credentials on a request, {@link #accept} checks what
 * came back, {@link #explain} names what went wrong on the way.
 *
 * <p>It also keeps the peace: while a service asked for patience (429), or just rejected our credentials, nothing is sent.
 */
public final class ServiceLink {

    /** How often this request was repeated already: Camel's own count is a header, which an answer may take with it. */
    private static final String REPEATS = "repeats";

    private static final String ASKED_AT = "askedAt";

    /** With both sides asked, and a token fetched, this stays below ten requests a minute. */
    private static final Duration LEAST_PROBE_INTERVAL = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(ServiceLink.class);

    private final Side side;
    private final ServiceAccess access;
    private final boolean readOnly;
    private final Duration probeInterval;
    private final RequestListener listener;
    private final Clock clock;

    private ServerClock serverClock = ServerClock.UNSEEN;
    private Optional<Instant> lastSuccess = Optional.empty();
    private Optional<Instant> quietUntil = Optional.empty();
    private Optional<Rejection> rejection = Optional.empty();
    private Optional<ServiceLink> signIn = Optional.empty();

    private record Rejection(String message, Instant at) {}

    /** Hears of every request that was answered, or not: for metrics. */
    public interface RequestListener {
        /**
         * A request is over.
         *
         * @param status the HTTP status; 0 when there was no answer
         */
        void requested(Side service, String operation, int status);
    }

    /**
     * A link to one service.
     *
     * @param readOnly dry run: only GETs leave the process
     * @param interval between cycles; rejected credentials are tried again once in this time
     */
    ServiceLink(
            Side side,
            ServiceAccess access,
            boolean readOnly,
            Duration interval,
            RequestListener listener,
            Clock clock) {
        this.side = side;
        this.access = access;
        this.readOnly = readOnly;
        this.probeInterval =
                interval.compareTo(LEAST_PROBE_INTERVAL) > 0 ? interval : LEAST_PROBE_INTERVAL;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Makes the message a request of the service's API.
     *
     * @throws RateLimited while the service wants to be left alone
     * @throws CredentialsRejected while it is too early to try rejected credentials again
     */
    public void prepare(@Body ServiceRequest request, Exchange exchange) {
        Instant now = clock.instant();
        keepQuiet(now);
        if (readOnly && request.writes()) {
            throw new IllegalStateException(
                    "dry run: '"
                            + request.operation()
                            + "' would change something and is not sent");
        }
        Message message = exchange.getMessage();
        exchange.setProperty(REPEATS, message.getHeader(Exchange.REDELIVERY_COUNTER));
        exchange.setProperty(ASKED_AT, now);
        exchange.setVariable("request", request);
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_URI, access.baseUrl() + request.path());
        if (!request.query().isEmpty()) {
            message.setHeader(Exchange.HTTP_RAW_QUERY, request.query());
        }
        message.setHeader("Accept", "application/json");
        request.ifNoneMatch().ifPresent(etag -> message.setHeader("If-None-Match", etag));
        access.headers(request, now).forEach(message::setHeader);
        request.body()
                .ifPresent(body -> message.setHeader(Exchange.CONTENT_TYPE, request.contentType()));
        message.setBody(request.body().orElse(null));
    }

    private synchronized void keepQuiet(Instant now) {
        if (quiet(now).isPresent()) {
            Duration rest = Duration.between(now, quiet(now).get());
            throw new RateLimited(
                    "%s asked for patience; it is left alone for another %d s"
                            .formatted(side.title(), rest.toSeconds() + 1),
                    rest);
        }
        if (rejection.filter(one -> isRecent(one, now)).isPresent()) {
            throw new CredentialsRejected(rejection.get().message());
        }
    }

    /** Until when the service is left alone; a time further away than that can be is from before our clock was set back. */
    private Optional<Instant> quiet(Instant now) {
        return quietUntil.filter(
                until -> now.isBefore(until) && !until.isAfter(now.plus(RetryAfter.MOST)));
    }

    private boolean isRecent(Rejection known, Instant now) {
        return !known.at().isAfter(now) && now.isBefore(known.at().plus(probeInterval));
    }

    /**
     * Takes the answer of the HTTP endpoint.
     *
     * @throws SyncFailure when its status stands for one
     */
    public ServiceAnswer accept(@Variable("request") ServiceRequest request, Exchange exchange) {
        ServiceAnswer answer =
                answer(exchange.getMessage(), exchange.getProperty(ASKED_AT, Instant.class));
        keepCount(exchange);
        listener.requested(side, request.operation(), answer.status());
        hear(answer);
        try {
            access.check(request, answer);
        } catch (RateLimited failure) {
            leaveAlone(failure.retryAfter());
            throw failure;
        } catch (CredentialsRejected failure) {
            rejected(String.valueOf(failure.getMessage()));
            throw failure;
        }
        succeeded(answer.receivedAt());
        return answer;
    }

    /** Without this count the repeats of a request that fails would never end. */
    private static void keepCount(Exchange exchange) {
        Object repeats = exchange.getProperty(REPEATS);
        if (repeats != null) {
            exchange.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, repeats);
        }
    }

    private ServiceAnswer answer(Message message, Instant askedAt) {
        byte[] body = message.getBody(byte[].class);
        Map<String, String> headers = new HashMap<>();
        message.getHeaders()
                .forEach(
                        (name, value) -> {
                            if (value != null && !name.startsWith("Camel")) {
                                headers.put(name.toLowerCase(Locale.ROOT), value.toString());
                            }
                        });
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        message.removeHeaders("*");
        return new ServiceAnswer(
                status, headers, body == null ? new byte[0] : body, askedAt, clock.instant());
    }

    /** Names what the HTTP client threw: was the request carried out, perhaps, or certainly not? */
    public void explain(Exchange exchange, @Variable("request") ServiceRequest request) {
        keepCount(exchange);
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        listener.requested(side, request.operation(), 0);
        String what =
                "%s did not answer '%s': %s"
                        .formatted(side.title(), request.operation(), describe(caught));
        if (isNotSent(caught)) {
            throw new ServiceUnavailable(
                    what + "; check that it runs and that its address is right", caught);
        }
        throw new AnswerLost(what + "; what became of the request is not known", caught);
    }

    static boolean isNotSent(Exception caught) {
        return caught instanceof ServiceUnavailable
                || caught instanceof ConnectException
                || caught instanceof ConnectTimeoutException
                || caught instanceof UnknownHostException
                || caught instanceof NoRouteToHostException
                || caught instanceof SSLHandshakeException;
    }

    static String describe(Exception caught) {
        return (caught instanceof IOException || caught instanceof SyncFailure)
                        && caught.getMessage() != null
                ? caught.getMessage()
                : caught.getClass().getSimpleName();
    }

    /** Learns the time from an answer, however it came. */
    synchronized void hear(ServiceAnswer answer) {
        serverClock = serverClock.hear(answer.date(), answer.receivedAt());
    }

    private synchronized void leaveAlone(Duration time) {
        Instant now = clock.instant();
        Instant until = now.plus(time);
        if (quiet(now).filter(until::isBefore).isEmpty()) {
            quietUntil = Optional.of(until);
        }
    }

    /** Said once; health repeats it for as long as it lasts. */
    private synchronized void rejected(String message) {
        if (rejection.isEmpty()) {
            LOG.error("{}", message);
        }
        rejection = Optional.of(new Rejection(message, clock.instant()));
    }

    private synchronized void succeeded(Instant at) {
        lastSuccess = Optional.of(at);
        rejection = Optional.empty();
    }

    /** The link to the service where the same account signs in: its rejection is ours. */
    ServiceLink withSignIn(ServiceLink link) {
        signIn = Optional.of(link);
        return this;
    }

    /** New credentials are there: they are tried at once. */
    public synchronized void forgetRejection() {
        rejection = Optional.empty();
        signIn.ifPresent(ServiceLink::forgetRejection);
    }

    /** How the service's clock compares with ours. */
    public synchronized ServerClock serverClock() {
        return serverClock;
    }

    /** When the service last did what it was asked; empty before the first time. */
    public synchronized Optional<Instant> lastSuccess() {
        return lastSuccess;
    }

    /** What to do about rejected credentials; empty while they are good. */
    public synchronized Optional<String> rejection() {
        return rejection.map(Rejection::message).or(() -> signIn.flatMap(ServiceLink::rejection));
    }

    /** The same while it is too early to try again: then no request of any kind makes sense. */
    synchronized Optional<String> recentRejection() {
        Instant now = clock.instant();
        return rejection
                .filter(one -> isRecent(one, now))
                .map(Rejection::message)
                .or(() -> signIn.flatMap(ServiceLink::recentRejection));
    }

    /** Until when the service wants to be left alone; empty when it does not. */
    public synchronized Optional<Instant> quietUntil() {
        return quiet(clock.instant());
    }

    /** The service. */
    public Side side() {
        return side;
    }
}
