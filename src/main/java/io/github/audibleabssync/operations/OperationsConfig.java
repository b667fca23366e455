package io.github.audibleabssync.operations;

import io.github.audibleabssync.settings.HttpServerSettings;
import io.github.audibleabssync.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What the settings of the HTTP server mean to Camel. */
public final class OperationsConfig {

    private OperationsConfig() {}

    /**
     * The properties with which Camel serves health and metrics on the port of the settings; with the server off, those with
     * which nothing listens.
     */
    public static Map<String, String> properties(Settings settings) {
        HttpServerSettings http = settings.httpServer();
        String enabled = Boolean.toString(http.enabled());
        Map<String, String> properties = new TreeMap<>();
        properties.put("camel.server.enabled", enabled);
        properties.put("camel.management.enabled", enabled);
        properties.put("camel.metrics.enabled", enabled);
        properties.put("camel.health.enabled", enabled);
        if (http.enabled()) {
            serve(http, properties);
        }
        return properties;
    }

    private static void serve(HttpServerSettings http, Map<String, String> properties) {
        for (String server : new String[] {"camel.server.", "camel.management."}) {
            properties.put(server + "host", http.host());
            properties.put(server + "port", Integer.toString(http.port()));
        }
        properties.put("camel.management.metricsEnabled", "true");
        properties.put("camel.metrics.path", HttpGuard.METRICS);
        properties.put("camel.metrics.skipCamelInfo", "true");
        // One timer for each address that is called: routes say the same, without addresses.
        properties.put("camel.metrics.enableExchangeEventNotifier", "false");
        // 'required-routes' knows which routes matter, and names them.
        properties.put("camel.health.routesEnabled", "false");
        properties.put("camel.health.consumersEnabled", "false");
    }

    /** Where meters go: into the text of {@code /metrics}, or nowhere when nobody can ask for it. */
    public static MeterRegistry meterRegistry(Settings settings) {
        return settings.httpServer().enabled()
                ? new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)
                : new CompositeMeterRegistry();
    }

    /** The port that a running daemon listens on: that of the settings, or the one it got for 0; empty when none. */
    public static OptionalInt findPort(CamelContext context) {
        VertxPlatformHttpServer server = context.hasService(VertxPlatformHttpServer.class);
        return server == null ? OptionalInt.empty() : OptionalInt.of(server.getPort());
    }
}
