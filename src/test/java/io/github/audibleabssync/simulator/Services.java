package io.github.audibleabssync.simulator;

import static io.github.audibleabssync.core.Side.AUDIBLE;

import io.github.audibleabssync.camel.Outside;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.InProcess;
import io.github.audibleabssync.practice.InProcess.Answered;
import io.github.audibleabssync.practice.PracticeServer;
import io.github.audibleabssync.practice.Secrets;
import io.github.audibleabssync.simulator.Action.Spoil.Kind;
import io.github.audibleabssync.simulator.Truth.Held;
import io.github.audibleabssync.wire.ServiceRequest;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The way from the daemon to the practice servers and back: it takes time, and what goes wrong goes wrong here. */
final class Services implements Outside {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Later than this, with Audible's lag on top, is more than the contract reckons with (§5: 8 s). */
    private static final Duration LATE = Duration.ofMillis(400);

    private final World world;
    private final SimulatedTime time;
    private final Troubles troubles;
    private final Traffic traffic;
    private final Notes notes;
    private final Secrets secrets;
    private final long latency;
    private final SplittableRandom random;

    Services(
            World world,
            SimulatedTime time,
            Troubles troubles,
            Traffic traffic,
            Notes notes,
            Secrets secrets,
            History history) {
        this.world = world;
        this.time = time;
        this.troubles = troubles;
        this.traffic = traffic;
        this.notes = notes;
        this.secrets = secrets;
        this.latency = Math.max(1, history.setup().latency().toMillis() / 2);
        this.random = new SplittableRandom(history.seed());
    }

    @Override
    public void waitUntil(Instant until) {
        time.goTo(until);
    }

    private void travel() {
        time.pass(Duration.ofMillis(random.nextLong(latency)));
    }

    @Override
    public Answered send(Side side, ServiceRequest request, Map<String, String> headers)
            throws IOException {
        troubles.point();
        traffic.requested();
        Instant sent = time.instant();
        travel();
        int book = world.numberIn(request.target() + request.body().orElse(""));
        Answered answered;
        try {
            answered = serve(side, request, headers, book, sent);
        } catch (IOException lost) {
            heard(request, book, Optional.empty());
            throw lost;
        }
        heard(request, book, Optional.of(answered));
        troubles.point();
        travel();
        return answered;
    }

    private Answered serve(
            Side side, ServiceRequest request, Map<String, String> headers, int book, Instant sent)
            throws IOException {
        if (troubles.isAway(side)) {
            throw new ConnectException("Connection refused");
        }
        Optional<Kind> kind = troubles.spoils(side, request.writes(), request.path(), book);
        if (kind.isEmpty()) {
            return whole(apply(side, request, headers, book, sent));
        }
        return switch (kind.get()) {
            case TIMEOUT_UNSEEN -> {
                time.pass(PATIENCE);
                throw new SocketTimeoutException("Read timed out");
            }
            case TIMEOUT_APPLIED -> {
                Object _ = apply(side, request, headers, book, sent);
                time.pass(PATIENCE);
                throw new SocketTimeoutException("Read timed out");
            }
            case APPLIED_LATE -> {
                time.pass(LATE);
                Object _ = apply(side, request, headers, book, sent);
                time.pass(PATIENCE.minus(LATE));
                throw new SocketTimeoutException("Read timed out");
            }
            case FORGOTTEN ->
                    spoilt(Forgetting.success(request), side, request, headers, book, sent);
            case PARTIAL ->
                    Forgetting.withoutFirst(whole(apply(side, request, headers, book, sent)));
            default ->
                    spoilt(
                            fault(kind.get(), secrets.echo(side)),
                            side,
                            request,
                            headers,
                            book,
                            sent);
        };
    }

    private Answered spoilt(
            Fault fault,
            Side side,
            ServiceRequest request,
            Map<String, String> headers,
            int book,
            Instant sent)
            throws IOException {
        server(side).faults().next(1, Faults.everyRequest(), fault);
        return whole(apply(side, request, headers, book, sent));
    }

    /**
     * What a server does when something goes wrong.
     *
     * @param echo what its error page repeats of the request
     */
    static Fault fault(Kind kind, String echo) {
        return switch (kind) {
            case ERROR_500 -> Fault.status(500, "Internal error. Request headers: " + echo);
            case BAD_GATEWAY_AFTERWARDS -> Fault.status(502).afterApplying();
            case UNAVAILABLE_503 -> Fault.status(503);
            case NOT_FOUND_404 ->
                    Fault.status(
                            404,
                            "{\"message\":\"no such route\",\"headers\":\"%s\"}".formatted(echo));
            case TOO_MANY_429 -> Fault.tooManyRequests(Duration.ofSeconds(90));
            case UNAUTHORIZED -> Fault.status(401);
            case WEB_PAGE -> Fault.htmlPage();
            case CLOSED -> Fault.closeWithoutAnswer();
            case ANSWER_LOST -> Fault.loseAnswer();
            case MALFORMED -> Fault.malformedJson();
            case TRUNCATED -> Fault.truncatedBody();
            default -> throw new IllegalArgumentException(kind + " is no fault of a server");
        };
    }

    private PracticeServer server(Side side) {
        return side == AUDIBLE ? world.audible : world.audiobookshelf;
    }

    private Optional<Answered> apply(
            Side side,
            ServiceRequest request,
            Map<String, String> headers,
            int book,
            Instant sent) {
        boolean writes = request.writes() && book >= 0;
        Optional<Held> before =
                writes ? Optional.of(world.truth(book, side).latest()) : Optional.empty();
        Optional<Answered> answered =
                InProcess.ask(
                        server(side), request.method(), request.target(), headers, request.body());
        before.ifPresent(
                held ->
                        notes.wrote(
                                side, request.path(), request.body().orElse(""), book, sent, held));
        return answered;
    }

    private static Answered whole(Optional<Answered> answered) throws IOException {
        if (answered.isEmpty() || !answered.get().whole()) {
            throw new IOException("the connection was closed");
        }
        return answered.get();
    }

    private void heard(ServiceRequest request, int book, Optional<Answered> answered) {
        notes.heard(
                request.operation(), book, answered.filter(Services::isGood).map(Services::text));
    }

    private static boolean isGood(Answered answered) {
        return (answered.status() == 200 && isJson(answered)) || answered.status() == 304;
    }

    private static boolean isJson(Answered answered) {
        String body = text(answered).strip();
        return (body.startsWith("{") && body.endsWith("}"))
                || (body.startsWith("[") && body.endsWith("]"));
    }

    private static String text(Answered answered) {
        return new String(answered.body(), StandardCharsets.UTF_8);
    }
}
