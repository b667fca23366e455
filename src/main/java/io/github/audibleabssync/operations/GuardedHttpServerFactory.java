package io.github.audibleabssync.operations;

import io.github.audibleabssync.operations.setup.SetUpPage;

import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.HttpServerConfigurationProperties;
import org.apache.camel.main.MainHttpServerFactory;

import java.util.function.Consumer;

/** Makes the one HTTP server of the daemon. Camel finds it in the registry, by its type. */
final class GuardedHttpServerFactory implements MainHttpServerFactory {

    /** No route needs a body. */
    private static final long LARGEST_BODY = 64 * 1024L;

    private final HttpGuard guard;
    private final SetUpPage setUp;
    private final Consumer<CamelContext> served;

    /**
     * A factory.
     *
     * @param served hears which context is served: beans that are bound before there is a context are not told by Camel
     */
    GuardedHttpServerFactory(HttpGuard guard, SetUpPage setUp, Consumer<CamelContext> served) {
        this.guard = guard;
        this.setUp = setUp;
        this.served = served;
    }

    @Override
    public Service newHttpServer(
            CamelContext context, HttpServerConfigurationProperties configuration) {
        served.accept(context);
        GuardedHttpServer server = new GuardedHttpServer(guard, setUp);
        server.setCamelContext(context);
        server.setHost(configuration.getHost());
        server.setPort(configuration.getPort());
        server.setPath(configuration.getPath());
        server.setMaxBodySize(LARGEST_BODY);
        server.setFileUploadEnabled(false);
        return server;
    }

    /** Camel's own: on the same port it serves its paths through the guarded server. */
    @Override
    public Service newHttpManagementServer(
            CamelContext context, HttpManagementServerConfigurationProperties configuration) {
        DefaultMainHttpServerFactory camels = new DefaultMainHttpServerFactory();
        camels.setCamelContext(context);
        return camels.newHttpManagementServer(context, configuration);
    }
}
