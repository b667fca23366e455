package io.github.audibleabssync.simulator;

import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.simulator.History.Step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Plays one history, to the end and until all is quiet, and lets the {@link Watch} judge it. */
final class Run {

    /** Cycles in which nothing happened before the daemon is looked at less often. */
    private static final int QUIET = 3;

    private static final int LAST_CYCLES = 14;
    private static final int PROOF_CYCLES = 3;

    private final History history;
    private final Stage stage;
    private final SimulatedTime time;
    private final World world;
    private final Troubles troubles;
    private final Traffic traffic;
    private final Listeners listeners;
    private final Watch watch;
    private final Instant firstTick;
    private Instant nextCycle;
    private int quiet;

    Run(History history) {
        this(history, false);
    }

    /**
     * A run with the fast daemon.
     *
     * @param traced each cycle is printed
     */
    Run(History history, boolean traced) {
        this(history, new FastStage(history), traced);
    }

    /** A run on a stage, which is closed when it is over. */
    Run(History history, Stage stage, boolean traced) {
        this.history = history;
        this.stage = stage;
        time = stage.time;
        world = stage.world;
        troubles = stage.troubles;
        traffic = stage.traffic;
        listeners = new Listeners(world, time, stage.store(), stage::asked);
        watch = new Watch(history, world, traffic, stage.store(), time, traced);
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

    /** Plays it. What was found wrong is in the outcome. */
    Outcome play() {
        try (stage) {
            try {
                while (time.next().isPresent()) {
                    cycle();
                    nextCycle = next();
                }
                settleDown();
            } catch (Watch.Broken broken) {
                // noted by the watch
            }
            return watch.outcome();
        }
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
        watch.keptSecrets(stage.secrets(), stage.shown());
    }

    private void cycle() {
        time.goTo(nextCycle);
        traffic.beginCycle();
        long spoilt = troubles.spoilt();
        int writes = traffic.writes().size();
        watch.began(time.instant());
        try {
            List<Resolved> resolved = stage.cycle();
            watch.cycle(resolved, writes);
            if (troubles.spoilt() > spoilt) {
                watch.keptSecrets(stage.secrets(), stage.shown());
            }
        } catch (Troubles.Killed killed) {
            stage.kill();
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
