package io.github.audibleabssync.routes;

import io.github.audibleabssync.camel.Doors;
import io.github.audibleabssync.camel.RouteFiles;

import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;

import java.util.Collection;
import java.util.List;

/**
 * Puts other routes in the place of those that run, all at once. Those that are entered over HTTP stay as they are: nobody
 * shall find the server without them.
 *
 * <p>To be called while the {@link Doors} are closed and no cycle runs.
 */
final class RouteReplacement {

    private final ModelCamelContext context;
    private final Doors doors;

    RouteReplacement(ModelCamelContext context, Doors doors) {
        this.context = context;
        this.doors = doors;
    }

    /**
     * Replaces the routes; if that fails, those from before run again.
     *
     * @throws FailedReplacement if the new ones do not run, or not even the old ones
     */
    void replace(RouteTexts before, RouteTexts now) {
        try {
            exchange(now);
        } catch (Exception | Error broken) {
            Exception failure =
                    broken instanceof Exception known ? known : new IllegalStateException(broken);
            String what = StartFailure.describe(now, context, failure);
            try {
                exchange(before);
            } catch (Exception again) {
                throw new FailedReplacement(RouteWords.NOTHING_RUNS.with(what), again, true);
            }
            throw new FailedReplacement(RouteWords.PUT_BACK.with(what), failure, false);
        }
    }

    /** The message is for the log, and what to do about it is in it. */
    static final class FailedReplacement extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean nothingRuns;

        private FailedReplacement(String message, Throwable cause, boolean nothingRuns) {
            super(message, cause);
            this.nothingRuns = nothingRuns;
        }

        /** Whether the routes from before do not run again either. */
        boolean nothingRuns() {
            return nothingRuns;
        }
    }

    private void exchange(RouteTexts texts) throws Exception {
        doors.turnAway(true);
        remove();
        doors.turnAway(false);
        load(texts);
        List<String> missing =
                RouteFiles.requiredRoutes().stream().filter(id -> !runs(id)).sorted().toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "these routes do not start: " + String.join(", ", missing));
        }
    }

    private void remove() throws Exception {
        for (RouteDefinition route : List.copyOf(context.getRouteDefinitions())) {
            if (!Doors.isHttp(route.getInput().getEndpointUri())) {
                context.removeRouteDefinition(route);
            }
        }
        context.getRouteConfigurationDefinitions().clear();
    }

    /** As Camel's own loader does it, but for what is entered over HTTP. */
    private void load(RouteTexts texts) throws Exception {
        Collection<RoutesBuilder> builders =
                PluginHelper.getRoutesLoader(context).findRoutesBuilders(texts.resources());
        for (RoutesBuilder builder : builders) {
            if (builder instanceof RouteBuilder routes) {
                routes.addLifecycleInterceptor(new WithoutHttp());
            }
            if (builder instanceof RouteConfigurationsBuilder configurations) {
                configurations.addRouteConfigurationsToCamelContext(context);
            }
        }
        for (RoutesBuilder builder : builders) {
            builder.addRoutesToCamelContext(context);
        }
        for (RoutesBuilder builder : builders) {
            builder.addTemplatedRoutesToCamelContext(context);
        }
    }

    private static final class WithoutHttp implements RouteBuilderLifecycleStrategy {
        @Override
        public void afterConfigure(RouteBuilder builder) {
            builder.getRouteCollection()
                    .getRoutes()
                    .removeIf(route -> Doors.isHttp(route.getInput().getEndpointUri()));
            builder.getRestCollection().getRests().clear();
        }
    }

    private boolean runs(String id) {
        return context.getRoute(id) != null
                && context.getRouteController().getRouteStatus(id) == ServiceStatus.Started;
    }
}
