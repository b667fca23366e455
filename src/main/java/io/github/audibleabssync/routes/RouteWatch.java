package io.github.audibleabssync.routes;

import io.github.audibleabssync.camel.Cycles;
import io.github.audibleabssync.camel.Doors;
import io.github.audibleabssync.camel.RoutesProblem;
import io.github.audibleabssync.routes.RouteReplacement.FailedReplacement;

import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Takes edited routes over while the daemon runs ({@code ROUTES_RELOAD}). An edit is tried first; a bad one changes nothing but
 * the log and the health, a good one is taken over between two cycles.
 *
 * <p>The files are read again and again, since a folder that is mounted into a container often tells nobody that it changed.
 */
public final class RouteWatch extends LifecycleStrategySupport {

    private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);

    /** An edit counts when two looks see the same: by then the editor has written all of it. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Even a cycle that waits for a service that hangs is over by then. */
    private static final Duration LONGEST_CYCLE = Duration.ofMinutes(5);

    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final Path routes;
    private final RouteTexts atStart;
    private final RouteTrial trial;
    private final Cycles cycles;
    private final Doors doors = new Doors();
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("route-files").daemon().factory());

    private RouteTexts running;
    private Seen last;
    private Optional<Seen> refused = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();

    /** What a look saw: the files, or why they cannot be read. */
    private record Seen(Optional<RouteTexts> texts, String trouble) {
        static Seen of(Path routes) {
            try {
                return new Seen(Optional.of(RouteTexts.read(routes)), "");
            } catch (RoutesProblem unreadable) {
                return new Seen(Optional.empty(), String.valueOf(unreadable.getMessage()));
            }
        }
    }

    /**
     * A watch that begins when Camel has started.
     *
     * @param routes the pattern of the route files
     * @param trial tries an edit
     * @param cycles says when none runs
     * @throws RoutesProblem if the files cannot be read even now
     */
    public RouteWatch(Path routes, RouteTrial trial, Cycles cycles) {
        this.routes = routes;
        this.atStart = RouteTexts.read(routes);
        this.running = atStart;
        this.last = new Seen(Optional.of(atStart), "");
        this.trial = trial;
        this.cycles = cycles;
    }

    /** Has to be there before the routes are. */
    public Doors doors() {
        return doors;
    }

    /** Why the files on disk are not what runs, and what to do; empty when they are. */
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public void onContextStarted(CamelContext context) {
        Object _ =
                looks.scheduleWithFixedDelay(
                        () -> look((ModelCamelContext) context),
                        LOOK.toMillis(),
                        LOOK.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void onContextStopping(CamelContext context) {
        looks.shutdownNow();
    }

    private void look(ModelCamelContext context) {
        try {
            Seen seen = Seen.of(routes);
            boolean still = seen.equals(last);
            last = seen;
            if (still && !Optional.of(seen).equals(refused)) {
                judge(context, seen);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unexpected) {
            String said = RouteWords.UNEXPECTED.with(String.valueOf(unexpected.getMessage()));
            refused = Optional.of(last);
            problem = Optional.of(said);
            LOG.error("{}", said, unexpected);
        }
    }

    private void judge(ModelCamelContext context, Seen seen) throws InterruptedException {
        if (seen.texts().isEmpty()) {
            refuse(seen, seen.trouble());
            return;
        }
        RouteTexts now = seen.texts().get();
        if (now.equals(running)) {
            putBack();
            return;
        }
        List<String> problems = trial.problems(now);
        if (problems.isEmpty()) {
            take(context, seen, now);
        } else {
            refuse(seen, String.join("; ", problems));
        }
    }

    private void refuse(Seen seen, String why) {
        refused = Optional.of(seen);
        String said = RouteWords.REFUSED.with(why);
        problem = Optional.of(said);
        LOG.warn("{}", said);
    }

    private void putBack() {
        refused = Optional.empty();
        if (problem.isPresent()) {
            problem = Optional.empty();
            LOG.info("{}", RouteWords.AS_BEFORE.with());
        }
    }

    /** What cannot be done now, because a cycle takes long, is tried again with the next look. */
    private void take(ModelCamelContext context, Seen seen, RouteTexts now)
            throws InterruptedException {
        if (doors.isAnyoneInside()) {
            LOG.info("{}", RouteWords.WAITS.with());
        }
        if (!doors.close(LONGEST_CYCLE)) {
            return;
        }
        try {
            RouteReplacement replacement = new RouteReplacement(context, doors);
            if (cycles.between(MOMENT, () -> replacement.replace(running, now))) {
                taken(now);
            }
        } catch (FailedReplacement failed) {
            refused = Optional.of(seen);
            problem = Optional.of(String.valueOf(failed.getMessage()));
            if (failed.nothingRuns()) {
                running = RouteTexts.NONE;
            }
            LOG.error("{}", failed.getMessage());
            LOG.debug("Why the routes were not replaced", failed);
        } finally {
            doors.open();
        }
    }

    private void taken(RouteTexts now) {
        String what = now.changesSince(running);
        running = now;
        refused = Optional.empty();
        problem = Optional.empty();
        LOG.info("{}", RouteWords.TAKEN_OVER.with(what));
        List<String> http = now.changedHttp(atStart);
        if (!http.isEmpty()) {
            LOG.warn("{}", RouteWords.RESTART_FOR_HTTP.with(String.join(", ", http)));
        }
    }
}
