package io.github.audibleabssync.simulator;

import io.github.audibleabssync.camel.FastDaemon;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.simulator.History.Step;
import io.github.audibleabssync.state.InMemoryStateStore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Plays one history with a {@link FastDaemon}, to the end and until all is quiet, and lets the {@link Watch} judge it. */
final class Run {

    /** Cycles in which nothing happened before the daemon is looked at less often. */
    private static final int QUIET = 3;

    private static final int LAST_CYCLES = 14;
    private static final int PROOF_CYCLES = 3;

    private final History history;
    private final SimulatedTime time = new SimulatedTime();
    private final World world;
    private final InMemoryStateStore store = new InMemoryStateStore();
    private final Troubles troubles;
    private final Traffic traffic = new Traffic();
    private final Services services;
    private final Listeners listeners;
    private final Watch watch;
    private final Settings settings;
    private final Instant firstTick;
    private Optional<FastDaemon> daemon = Optional.empty();
    private Instant nextCycle;
    private int quiet;

    Run(History history) {
        this(history, false);
    }

    /**
     * A run.
     *
     * @param traced each cycle is printed
     */
    Run(History history, boolean traced) {
        this.history = history;
        world = new World(history.setup(), time);
        troubles = new Troubles(world, time, traffic);
        services = new Services(world, time, troubles, traffic, store, history);
        listeners = new Listeners(world, time, store);
        watch = new Watch(history, world, traffic, store, time, traced);
        settings = settings(world, history.setup().interval());
        firstTick =
                time.instant()
                        .plusMillis(new SplittableRandom(history.seed() ^ 1).nextLong(20_000));
        nextCycle = firstTick;
        for (Step step : history.steps()) {
            time.at(SimulatedTime.START.plus(step.at()), () -> take(step));
        }
    }

    private void take(Step step) {
        quiet = 0;
        switch (step.action()) {
            case Action.OfBook ofBook -> {
                if (ofBook.book() < world.size()) {
                    listeners.act(ofBook);
                }
            }
            case Action.Trouble trouble -> troubles.begin(trouble);
        }
    }

    private static Settings settings(World world, Duration interval) {
        Map<String, String> environment = new HashMap<>();
        environment.put("ABS_BASE_URL", "http://127.0.0.1:1");
        environment.put("ABS_TOKEN", PracticeAudiobookshelf.TOKEN);
        environment.put("AUDIBLE_API_URL", "http://127.0.0.1:2");
        environment.put("AUDIBLE_AUTH_URL", "http://127.0.0.1:2");
        environment.put("SYNC_INTERVAL_SECONDS", Long.toString(interval.toSeconds()));
        environment.put(
                "AUDIBLE_AUTH_JSON_B64",
                Base64.getEncoder()
                        .encodeToString(
                                world.audible.tokenOnlySession().getBytes(StandardCharsets.UTF_8)));
        return SettingsLoader.load(environment, Path.of(""));
    }

    /** Plays it. What was found wrong is in the outcome. */
    Outcome play() {
        try {
            while (time.next().isPresent()) {
                cycle();
                nextCycle = next();
            }
            settleDown();
        } catch (Watch.Broken broken) {
            // noted by the watch
        } finally {
            daemon.ifPresent(FastDaemon::close);
        }
        return watch.outcome();
    }

    /**
     * When the next cycle begins: at a tick of the daemon's timer. Later and later while nothing happens, as if the quiet
     * ones had been played.
     */
    private Instant next() {
        Duration interval = history.setup().interval();
        Duration longer =
                quiet < QUIET
                        ? Duration.ofMillis(1)
                        : interval.multipliedBy((long) Math.pow(3, Math.min(quiet - QUIET, 10)));
        Instant next = time.next().orElse(Instant.MAX);
        Instant wanted = time.instant().plus(longer);
        return tickAfter(wanted.isBefore(next) ? wanted : laterOf(next, time.instant()));
    }

    private static Instant laterOf(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant tickAfter(Instant wanted) {
        long interval = history.setup().interval().toMillis();
        long passed = Math.max(0, Duration.between(firstTick, wanted).toMillis());
        return firstTick.plusMillis((passed / interval + 1) * interval);
    }

    /** No more listeners, no more troubles: what is left to do is done, then nothing more may happen. */
    private void settleDown() {
        troubles.end();
        Duration pause = history.setup().interval().plusSeconds(1);
        Duration passed = Duration.ZERO;
        int done = 0;
        while (passed.compareTo(Duration.ofHours(27)) < 0) {
            cycle();
            nextCycle = time.instant().plus(pause);
            passed = passed.plus(pause);
            if (++done >= 6) {
                pause = pause.multipliedBy(2);
            }
        }
        int calm = 0;
        for (int i = 0; i < LAST_CYCLES && calm < PROOF_CYCLES; i++) {
            int before = traffic.writes().size();
            cycle();
            nextCycle = time.instant().plus(Duration.ofSeconds(121));
            calm = traffic.writes().size() == before ? calm + 1 : 0;
        }
        watch.end(calm >= PROOF_CYCLES);
    }

    private void cycle() {
        time.goTo(nextCycle);
        traffic.beginCycle();
        int writes = traffic.writes().size();
        watch.began(time.instant());
        try {
            if (daemon.isEmpty()) {
                daemon =
                        Optional.of(
                                new FastDaemon(settings, troubles.around(store), time, services));
            }
            List<Resolved> resolved = daemon.orElseThrow().cycle();
            watch.cycle(resolved, writes);
        } catch (Troubles.Killed killed) {
            daemon.ifPresent(FastDaemon::close);
            daemon = Optional.empty();
            watch.cycle(List.of(), writes);
            time.pass(troubles.downAfterKill());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        quiet = traffic.writes().size() > writes ? 0 : quiet + 1;
    }

    /** A time as stories tell it. */
    static String when(Instant at) {
        return Step.when(Duration.between(SimulatedTime.START, at));
    }
}
