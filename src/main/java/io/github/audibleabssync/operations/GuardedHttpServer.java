package io.github.audibleabssync.operations;

import io.github.audibleabssync.operations.setup.SetUpPage;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.handler.AuthenticationHandler;

import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationConfigEntry;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationHandlerFactory;

/**
 * Camel's HTTP server with the {@link HealthPage} and the {@link SetUpPage}, and with the {@link HttpGuard} in the place of an authentication: that place is filled before the server
 * listens, and comes before every other handler, so that there is no moment without it.
 */
final class GuardedHttpServer extends MainHttpServer {

    private final SetUpPage setUp;

    GuardedHttpServer(HttpGuard guard, SetUpPage setUp) {
        this.setUp = setUp;
        AuthenticationConfigEntry entry = new AuthenticationConfigEntry();
        entry.setPath("/*");
        entry.setAuthenticationProviderFactory(
                vertx -> (credentials, result) -> result.handle(null));
        entry.setAuthenticationHandlerFactory(
                new AuthenticationHandlerFactory() {
                    @Override
                    public <T extends AuthenticationProvider>
                            AuthenticationHandler createAuthenticationHandler(T provider) {
                        return guard;
                    }
                });
        AuthenticationConfig authentication = getConfiguration().getAuthenticationConfig();
        authentication.getEntries().add(entry);
        authentication.setEnabled(true);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        new HealthPage(getCamelContext()).serve(getRouter());
        setUp.serve(getRouter(), getCamelContext(), getPort(), HttpGuard::isKnown);
        getRouter().route().last().handler(HttpGuard::notFound);
    }
}
