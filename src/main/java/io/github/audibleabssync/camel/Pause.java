package io.github.audibleabssync.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.support.LifecycleStrategySupport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that end at once when the daemon is told to stop. */
public class Pause extends LifecycleStrategySupport {

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Clock clock;

    /** A pause by the given clock. */
    public Pause(Clock clock) {
        this.clock = clock;
    }

    /** Waits; false when the daemon stops meanwhile, or its thread is interrupted. */
    boolean until(Instant time) {
        Duration rest = Duration.between(clock.instant(), time);
        try {
            return rest.isNegative()
                    ? stopping.getCount() > 0
                    : !stopping.await(rest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the daemon was told to stop. */
    boolean isOver() {
        return stopping.getCount() == 0;
    }

    @Override
    public void onContextStarting(CamelContext context) throws VetoCamelContextStartException {
        // nothing to prepare
    }

    @Override
    public void onContextStopping(CamelContext context) {
        stopping.countDown();
    }
}
