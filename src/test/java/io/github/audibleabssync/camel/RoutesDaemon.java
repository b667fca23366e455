package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.state.StateStore;

import org.apache.camel.builder.AdviceWith;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The {@link Rig} for the simulator: the shipped routes, real HTTP and a state on disk, with the time of somebody else. Of the
 * routes one step is exchanged, the throttle, which counts by the same time.
 */
public final class RoutesDaemon implements AutoCloseable {

    private final Rig rig;
    private final Clock clock;
    private final Duration cooldown;
    private final String session;

    /** The time of the simulator in place of the machine's. */
    private static final class DrivenClock extends SteppingClock {
        private final Clock clock;
        private final Consumer<Instant> putForward;

        private DrivenClock(Clock clock, Consumer<Instant> putForward) {
            this.clock = clock;
            this.putForward = putForward;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        synchronized void step(Duration forward) {
            stepTo(instant().plus(forward));
        }

        @Override
        synchronized void stepTo(Instant time) {
            putForward.accept(time);
        }
    }

    /**
     * Both servers run and are empty; the daemon does not yet run.
     *
     * @param folder for the session file and the state; there must be nothing in it
     * @param signing whether the Audible session has a key to sign with, which takes its time, or a token only
     * @param putForward lets time pass until then, when the daemon waits for a read-back
     */
    public RoutesDaemon(
            Path folder,
            Clock clock,
            Consumer<Instant> putForward,
            Duration interval,
            Duration cooldown,
            boolean signing)
            throws Exception {
        this.clock = clock;
        this.cooldown = cooldown;
        rig =
                new Rig(folder, new DrivenClock(clock, putForward))
                        .with("SYNC_INTERVAL_SECONDS", Long.toString(interval.toSeconds()))
                        .with("SYNC_COOLDOWN_SECONDS", Long.toString(cooldown.toSeconds()));
        rig.audible.tokens(Duration.ofDays(3650), false);
        session = signing ? rig.audible.session() : rig.audible.tokenOnlySession();
        Object _ = rig.session(session);
    }

    /** The content of its session file. */
    public String session() {
        return session;
    }

    /** The Audible that it talks to. */
    public PracticeAudible audible() {
        return rig.audible;
    }

    /** The Audiobookshelf that it talks to. */
    public PracticeAudiobookshelf audiobookshelf() {
        return rig.audiobookshelf;
    }

    /** Starts the daemon, with something between it and its state. */
    public void start(UnaryOperator<StateStore> around) throws Exception {
        rig.withStore(around).start();
        ClockedThrottle throttle = new ClockedThrottle(cooldown, clock);
        AdviceWith.adviceWith(
                rig.context(),
                "claim-and-write",
                advice ->
                        advice.weaveById("cooldown")
                                .replace()
                                .process(
                                        exchange -> {
                                            if (throttle.rejects(
                                                    exchange.getVariable("intent", Intent.class))) {
                                                throw new ThrottlerRejectedExecutionException(
                                                        "within the cooldown");
                                            }
                                        }));
    }

    /** The state as the daemon has it. */
    public StateStore store() {
        return rig.store();
    }

    /** Runs a cycle. What was decided for its books. */
    public List<Resolved> cycle() {
        return rig.cycle().resolved();
    }

    @Override
    public void close() {
        rig.close();
    }
}
