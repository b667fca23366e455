package io.github.audibleabssync;

import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Cuts the requests that hang when the daemon stops, after a grace in which the others may end. To the cycle that is a lost
 * answer, so that it ends in good order before Camel would have to use force.
 */
final class HangUp extends LifecycleStrategySupport {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public void onContextStarting(CamelContext context) throws VetoCamelContextStartException {
        // nothing to prepare
    }

    @Override
    public void onContextStopping(CamelContext context) {
        Set<CloseableHttpClient> clients =
                context.getRegistry().findByType(CloseableHttpClient.class);
        Thread.ofPlatform().daemon().name("hang-up").start(() -> cut(clients));
    }

    @Override
    public void onContextStopped(CamelContext context) {
        stopped.countDown();
    }

    private void cut(Set<CloseableHttpClient> clients) {
        try {
            if (!stopped.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                clients.forEach(client -> client.close(CloseMode.IMMEDIATE));
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
