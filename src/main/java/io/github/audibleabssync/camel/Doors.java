package io.github.audibleabssync.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The doors through which routes are entered from outside: timers, and HTTP where it goes on to other routes. While they are
 * closed nobody comes in, so that routes can be replaced behind them; who comes in waits.
 *
 * <p>A policy of those routes, not a step in them: routes that users add have doors, too.
 */
public final class Doors implements RoutePolicyFactory {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Set<String> inside = new HashSet<>();
    private boolean open = true;
    private boolean turningAway;

    @Override
    public @Nullable RoutePolicy createRoutePolicy(
            CamelContext context, String routeId, NamedNode node) {
        if (!(node instanceof RouteDefinition route)) {
            return null;
        }
        String from = route.getInput().getEndpointUri();
        boolean http = isHttp(from);
        boolean goesOn =
                RouteFiles.steps(route, ToDefinition.class).stream()
                        .anyMatch(step -> step.getUri().startsWith("direct:"));
        return from.startsWith("direct:") || (http && !goesOn) ? null : new Door(http);
    }

    /** Whether a route is entered over HTTP: such a one stays when the others are replaced. */
    public static boolean isHttp(String from) {
        return from.startsWith("platform-http:") || from.startsWith("rest:");
    }

    private final class Door extends RoutePolicySupport {
        private final boolean stays;

        private Door(boolean stays) {
            this.stays = stays;
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            if (!enter(exchange.getExchangeId(), stays)) {
                exchange.setRouteStop(true);
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            leave(exchange.getExchangeId());
        }
    }

    private boolean enter(String who, boolean stays) {
        lock.lock();
        try {
            while (!open) {
                if (turningAway && !stays) {
                    return false;
                }
                changed.await();
            }
            inside.add(who);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void leave(String who) {
        lock.lock();
        try {
            inside.remove(who);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the doors and waits until all have left who were inside.
     *
     * @return false when they did not leave in time; the doors are open then
     */
    public boolean close(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            open = false;
            long left = patience.toNanos();
            while (!inside.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (!inside.isEmpty()) {
                open();
            }
            return inside.isEmpty();
        } catch (InterruptedException stopping) {
            open();
            throw stopping;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a cycle, or what waits for one, came in and is not yet out again. */
    public boolean isAnyoneInside() {
        lock.lock();
        try {
            return !inside.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waits at a route that is replaced goes away: what wakes up in its place comes by itself. */
    public void turnAway(boolean away) {
        lock.lock();
        try {
            turningAway = away;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Opens the doors. */
    public void open() {
        lock.lock();
        try {
            turningAway = false;
            open = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
