package io.github.audibleabssync.operations;

import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether every route runs without which a cycle is not whole. */
final class RequiredRoutes {

    private final List<String> ids;
    private final AtomicReference<@Nullable CamelContext> watched = new AtomicReference<>();

    RequiredRoutes(Collection<String> ids) {
        this.ids = ids.stream().sorted().toList();
    }

    /** Looks at the routes of a context from now on. */
    void watch(CamelContext context) {
        watched.set(context);
    }

    /** What is wrong and what to do; empty when nothing is. */
    Optional<String> problem() {
        CamelContext context = watched.get();
        List<String> missing = ids.stream().filter(id -> !isRunning(context, id)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "These routes are not running: %s. Look into the log for what stopped them, correct the files of ROUTES_PATH and restart."
                                .formatted(String.join(", ", missing)));
    }

    private static boolean isRunning(@Nullable CamelContext context, String id) {
        return context != null
                && context.getRoute(id) != null
                && context.getRouteController().getRouteStatus(id) == ServiceStatus.Started;
    }
}
