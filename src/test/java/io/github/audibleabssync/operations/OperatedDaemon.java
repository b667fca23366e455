package io.github.audibleabssync.operations;

import io.github.audibleabssync.camel.Beans;
import io.github.audibleabssync.camel.Cycle;
import io.github.audibleabssync.camel.Pause;
import io.github.audibleabssync.camel.ReportedCycles;
import io.github.audibleabssync.camel.ServiceLink;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.operations.Operations.Subject;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.StateFile;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The routes 70 and 80 with all that belongs to them, over real HTTP; in the place of a cycle is a stub. */
final class OperatedDaemon implements AutoCloseable {

    static final String TOKEN = "operators-secret-token";
    static final String ABS_TOKEN = "audiobookshelf-secret-token";

    final TestClock clock = new TestClock();
    final AtomicReference<Supplier<Cycle>> nextCycle =
            new AtomicReference<>(() -> ReportedCycles.begun(clock.instant()));
    final AtomicReference<Map<String, Object>> headersInTheCycle = new AtomicReference<>(Map.of());
    final Beans beans;
    final StateFile state;

    private final Main main = new Main();
    private final Map<String, Object> named = new LinkedHashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private OperatedDaemon(Path folder, Map<String, String> own, Set<String> requiredRoutes)
            throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("ABS_BASE_URL", "http://127.0.0.1:1");
        environment.put("ABS_TOKEN", ABS_TOKEN);
        environment.put("AUDIBLE_AUTH_JSON_PATH", folder.resolve("session.json").toString());
        environment.put("STATE_PATH", folder.resolve("state.db").toString());
        environment.put("HTTP_SERVER_ENABLED", "true");
        environment.put("HTTP_SERVER_HOST", "127.0.0.1");
        environment.put("HTTP_SERVER_PORT", "0");
        environment.putAll(own);
        Settings settings = SettingsLoader.loadForDaemon(environment, folder);
        state = StateFile.open(folder.resolve("state.db"), clock, "1.2.3");
        Shelf.fill(state.store(), clock.instant());
        SyncMetrics metrics = new SyncMetrics(OperationsConfig.meterRegistry(settings));
        beans = new Beans(settings, Map.of(), state.store(), metrics, clock, new Pause(clock));
        beans.bind(named::put);
        new Operations(
                        settings,
                        new Subject(
                                beans.books(),
                                beans.watchlist(),
                                beans.account(),
                                beans.credentials(),
                                beans.link(Side.AUDIBLE),
                                (ServiceLink) bean("audibleSignIn"),
                                beans.link(Side.AUDIOBOOKSHELF),
                                beans.firstLook(),
                                beans.backups(),
                                requiredRoutes),
                        state.store(),
                        metrics,
                        "1.2.3",
                        clock)
                .bind(named::put);
        named.forEach(main::bind);
        settings.asProperties().forEach(main::addOverrideProperty);
        OperationsConfig.properties(settings).forEach(main::addOverrideProperty);
        main.configure()
                .withRoutesIncludePattern(
                        "file:routes/70-report-cycle.camel.yaml,file:routes/80-operate.camel.yaml");
        main.configure().addRoutesBuilder(stub());
        main.start();
    }

    static OperatedDaemon start(Path folder, Map<String, String> own) throws Exception {
        return new OperatedDaemon(folder, own, Set.of("sync-cycle", "report-cycle"));
    }

    static OperatedDaemon requiring(Path folder, Set<String> routes) throws Exception {
        return new OperatedDaemon(folder, Map.of(), routes);
    }

    private RouteBuilder stub() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sync-cycle")
                        .routeId("sync-cycle")
                        .process(
                                exchange -> {
                                    headersInTheCycle.set(
                                            Map.copyOf(exchange.getMessage().getHeaders()));
                                    exchange.setVariable("cycle", nextCycle.get().get());
                                })
                        .to("direct:report-cycle");
            }
        };
    }

    Object bean(String name) {
        return Objects.requireNonNull(named.get(name), name);
    }

    /** Looks for the Audible session, as each cycle does. */
    void lookForSession() {
        beans.account().reload();
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** The port that it listens on. */
    int port() {
        return OperationsConfig.findPort(context()).orElseThrow();
    }

    void runCycle() {
        try (var template = context().createProducerTemplate()) {
            template.request(
                    "direct:sync-cycle", exchange -> exchange.setVariable("sweepOnly", "false"));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + OperationsConfig.findPort(context()).orElseThrow()
                                                + path))
                        .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        main.stop();
        state.close();
        client.close();
    }
}
