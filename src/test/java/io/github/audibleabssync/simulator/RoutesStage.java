package io.github.audibleabssync.simulator;

import static io.github.audibleabssync.core.Side.AUDIBLE;

import io.github.audibleabssync.camel.RoutesDaemon;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeRequest;
import io.github.audibleabssync.practice.PracticeServer;
import io.github.audibleabssync.practice.Secrets;
import io.github.audibleabssync.simulator.Action.Spoil.Kind;
import io.github.audibleabssync.state.StateStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The daemon as it is shipped: its routes, a state on disk, and HTTP to both servers. */
final class RoutesStage extends Stage {

    private static final int ALWAYS = Integer.MAX_VALUE;

    /** One history in so many has requests signed, which costs more than all else of a cycle. */
    private static final int SIGNING = 5;

    /** What goes wrong here as it does in the fast player: without repeats, and for one book at a time. */
    static final Set<Kind> PLAYED = EnumSet.of(Kind.NOT_FOUND_404, Kind.WEB_PAGE, Kind.MALFORMED);

    private final Path folder;
    private final RoutesDaemon daemon;
    private final Secrets secrets;
    private final Map<Side, Kind> spoiling = new ConcurrentHashMap<>();

    RoutesStage(History history, Path folder) throws Exception {
        this(history, folder, new SimulatedTime());
    }

    private RoutesStage(History history, Path folder, SimulatedTime time) throws Exception {
        this(
                history,
                time,
                folder,
                new RoutesDaemon(
                        folder,
                        time,
                        time::goTo,
                        history.setup().interval(),
                        COOLDOWN,
                        history.seed() % SIGNING == 0));
    }

    private RoutesStage(History history, SimulatedTime time, Path folder, RoutesDaemon daemon)
            throws Exception {
        super(time, new World(history.setup(), time, daemon.audible(), daemon.audiobookshelf()));
        this.folder = folder;
        this.daemon = daemon;
        secrets = Secrets.of(daemon.session());
        for (Side side : Side.values()) {
            PracticeServer server = side == AUDIBLE ? daemon.audible() : daemon.audiobookshelf();
            listenTo(side, server);
            spoil(side, server);
        }
        daemon.start(troubles::around);
    }

    /** Only what decides whether a hook fits gets to see the request: so it looks at each, and none fits. */
    private void listenTo(Side side, PracticeServer server) {
        server.faults()
                .afterApply(
                        ALWAYS,
                        request -> {
                            if (!StaleSession.isOne(request)) {
                                note(side, request);
                            }
                            return false;
                        },
                        () -> {});
    }

    /** The first order says what is to go wrong with a request, one of the others does it. */
    private void spoil(Side side, PracticeServer server) {
        server.faults()
                .always(
                        request -> {
                            spoiling.remove(side);
                            next(side, request).ifPresent(kind -> spoiling.put(side, kind));
                            return false;
                        },
                        Fault.hang());
        for (Kind kind : PLAYED) {
            server.faults()
                    .always(
                            _ -> spoiling.get(side) == kind,
                            Services.fault(kind, secrets.echo(side)));
        }
    }

    private Optional<Kind> next(Side side, PracticeRequest request) {
        if (StaleSession.isOne(request)) {
            return Optional.empty();
        }
        synchronized (traffic) {
            return troubles.spoils(
                    side,
                    !request.method().equals("GET"),
                    request.path(),
                    world.numberIn(request.target() + request.text()));
        }
    }

    private void note(Side side, PracticeRequest request) {
        synchronized (traffic) {
            traffic.requested();
            int book = world.numberIn(request.target() + request.text());
            if (request.method().equals("GET")) {
                notes.heard(operation(request), book, Optional.of(request.target()));
            } else if (book >= 0) {
                notes.wrote(
                        side,
                        request.path(),
                        request.text(),
                        book,
                        time.instant(),
                        world.truth(book, side).latest());
            }
        }
    }

    private static String operation(PracticeRequest request) {
        return switch (request.path()) {
            case "/api/me/progress" -> "progress-list";
            case "/1.0/annotations/lastpositions" -> "last-positions";
            case "/1.0/stats/status/finished" ->
                    request.parameter("asin").isPresent() ? "finished-flag" : "finished-flags";
            default -> request.path();
        };
    }

    @Override
    StateStore store() {
        return daemon.store();
    }

    @Override
    List<Resolved> cycle() {
        return daemon.cycle();
    }

    @Override
    void kill() {
        throw new UnsupportedOperationException("the routes are not killed by a simulated point");
    }

    @Override
    Secrets secrets() {
        return secrets;
    }

    /** The state's files with it: every column, whatever it is for. */
    @Override
    String shown() {
        StringBuilder text = new StringBuilder(super.shown());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("audible_session.json")) {
                    text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
