package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.github.audibleabssync.operations.OperationsConfig;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code ROUTES_RELOAD=true}: routes are edited while the daemon runs. */
@Timeout(120)
class ReloadRoutesTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HTTP_TOKEN = "a-token-of-the-test";

    @TempDir Path folder;
    private EditedRoutes routes;
    private Rig rig;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> appender =
            new ListAppender<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
                        log.add(event.getLevel() + " " + event.getFormattedMessage());
                    }
                }
            };
    private final List<Logger> loggers =
            List.of(
                    (Logger) LoggerFactory.getLogger("io.github.audibleabssync.routes"),
                    (Logger) LoggerFactory.getLogger("org.apache.camel"));

    @BeforeEach
    void prepare() throws Exception {
        appender.start();
        loggers.forEach(logger -> logger.addAppender(appender));
        loggers.getLast().setLevel(Level.WARN);
        routes = EditedRoutes.copyTo(folder.resolve("routes"));
        rig =
                new Rig(folder)
                        .with("ROUTES_PATH", routes.folder().toString())
                        .with("ROUTES_RELOAD", "true")
                        .with("HTTP_SERVER_ENABLED", "true")
                        .with("HTTP_SERVER_HOST", "127.0.0.1")
                        .with("HTTP_SERVER_PORT", "0")
                        .with("HTTP_SERVER_TOKEN", HTTP_TOKEN)
                        .withTimers();
    }

    @AfterEach
    void end() {
        rig.close();
        loggers.forEach(logger -> logger.detachAppender(appender));
        assertThat(log).noneMatch(line -> line.startsWith("ERROR"));
    }

    private Result health(String check) {
        HealthCheck found =
                rig.context().getRegistry().lookupByNameAndType(check, HealthCheck.class);
        return found.call();
    }

    private void awaitState(State state) {
        await().atMost(SOON).until(() -> health("route-files").getState() == state);
    }

    private void awaitTaken(int times) {
        await().atMost(SOON).until(() -> said("Edited routes taken over") == times);
        assertThat(health("route-files").getState()).isEqualTo(State.UP);
        assertThat(health("required-routes").getState()).isEqualTo(State.UP);
    }

    private long said(String words) {
        return log.stream().filter(line -> line.contains(words)).count();
    }

    private long cycles() {
        return rig.audiobookshelf.log().total();
    }

    private void awaitCycles(int more) {
        long before = cycles();
        await().atMost(SOON).until(() -> cycles() >= before + more);
    }

    private HttpResponse<String> http(String method, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            int port = OperationsConfig.findPort(rig.context()).orElseThrow();
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .header("X-Token", HTTP_TOKEN)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void anotherIntervalTakesEffect() throws Exception {
        rig.bookAt(Duration.ofHours(1));
        rig.start();
        awaitCycles(1);

        routes.edit("10-", "\"{{SYNC_INTERVAL_SECONDS}}s\"", "500");
        awaitTaken(1);

        awaitCycles(5);
        assertThat(log)
                .contains(
                        "INFO Edited routes taken over: 10-sync-cycle.camel.yaml. They run from"
                                + " this cycle on.");
        assertThat(http("GET", "/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void afterAGoodEditAMoveArrivesOnceAndIsInTheJournalOnce() throws Exception {
        PracticeBook book = rig.bookAt(Duration.ofHours(1));
        rig.start();
        rig.nextCycles(2);
        routes.edit("70-", "# What became", "# Edited. What became");
        awaitTaken(1);

        rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(10));
        rig.cycleUntil(() -> rig.onAudible(book).equals(Duration.ofMinutes(70)));
        rig.nextCycles(2);

        assertThat(rig.placeWritesToAudible()).hasSize(1);
        assertThat(rig.journal(book)).isEqualTo(1);
        assertThat(rig.store().listOpenClaims()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    60-  | steps:                    | steps: [}                | line {line}, column
                    50-  | throttle:                 | throttel:                | line {line}, column
                    10-  | ref: cycles               | ref: cyclez              | line {line}, route 'sync-first-sweep': No bean
                    10-  | method: plan              | method: plann            | line {line}, route 'sync-cycle': Method with name: plann
                    10-  | to: direct:find-books     | to: direct:nowhere       | line {line}) sends to 'direct:nowhere'
                    10-  | period: 2s                | period: "{{NO_SUCH}}"    | Property with key [NO_SUCH]
                    70-  | id: report-cycle          | id: report               | route 'report-cycle' is missing
                    80-  | bean:operatorDesk?method=holds | bean:operatorDesk?method=hold | line {line}: 'bean:operatorDesk?method=hold'
                    """)
    void aBadEditChangesNothingButHealthAndLog(
            String file, String before, String after, String said) throws Exception {
        rig.with("SYNC_INTERVAL_SECONDS", "1").start();
        awaitCycles(2);

        int line = routes.edit(file, before, after);

        awaitState(State.DOWN);
        String message = health("route-files").getMessage().orElseThrow();
        assertThat(message)
                .contains("are not taken over, the ones from before go on")
                .contains(said.replace("{line}", Integer.toString(line)));
        awaitCycles(2);
        assertThat(health("required-routes").getState()).isEqualTo(State.UP);
        assertThat(http("GET", "/healthz").statusCode()).isEqualTo(503);
        assertThat(http("POST", "/sync").statusCode()).isEqualTo(200);
        assertThat(said("not taken over")).isEqualTo(1);
        assertThat(said("check --routes")).isEqualTo(1);

        routes.restore(file);
        awaitState(State.UP);
        assertThat(said("again those that run")).isEqualTo(1);
        assertThat(said("taken over:")).isZero();
    }

    @Test
    void anEmptyFolderChangesNothingEither() throws Exception {
        rig.with("SYNC_INTERVAL_SECONDS", "1").start();
        awaitCycles(2);
        Path away = folder.resolve("away");

        Files.move(routes.folder(), away);
        awaitState(State.DOWN);
        assertThat(health("route-files").getMessage().orElseThrow())
                .contains("There are no routes at ROUTES_PATH");
        awaitCycles(2);

        Files.move(away, routes.folder());
        awaitState(State.UP);
    }

    @Test
    void aBrokenFileThatIsMendedDifferentlyIsTakenOver() throws Exception {
        rig.start();
        String good = routes.text("10-");
        routes.edit("10-", "steps:", "stepz:");
        awaitState(State.DOWN);

        routes.replaceByRename("10-", good.replace("\"{{SYNC_INTERVAL_SECONDS}}s\"", "500"));

        awaitTaken(1);
        awaitCycles(5);
    }

    @Test
    void aRouteInANewFileRunsAndEndsWithIt() throws Exception {
        rig.start();
        routes.add(
                "99-mine.camel.yaml",
                """
                - route:
                    id: my-own
                    from:
                      uri: timer:my-own?period=300
                      steps:
                        - to: direct:mine
                - route:
                    id: mine
                    from:
                      uri: direct:mine
                      steps:
                        - setVariable:
                            name: global:mine
                            simple: "${date:now:SSS}"
                """
                        .replace(
                                "timer:my-own?period=300",
                                "timer:my-own\n      parameters:\n        period: 300"));
        awaitTaken(1);
        assertThat(log).anyMatch(line -> line.contains("99-mine.camel.yaml (new)"));
        await().atMost(SOON).until(() -> rig.context().getVariable("mine") != null);

        Files.delete(routes.file("99-"));
        awaitTaken(2);
        assertThat(log).anyMatch(line -> line.contains("99-mine.camel.yaml (gone)"));
        assertThat(rig.context().getRoute("my-own")).isNull();
        assertThat(rig.context().getRoute("mine")).isNull();
    }

    @Test
    void aCycleThatRunsIsNotDisturbed() throws Exception {
        PracticeBook book = rig.bookAt(Duration.ofHours(1));
        rig.start();
        rig.nextCycles(2);
        rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(10));
        rig.clock.step(Rig.INTERVAL);
        rig.audible
                .faults()
                .next(1, on("PUT", "/1.0/lastpositions"), Fault.lateAnswer(Duration.ofSeconds(4)));
        CompletableFuture<HttpResponse<String>> cycle = CompletableFuture.supplyAsync(() -> sync());
        await().atMost(SOON).until(() -> !rig.placeWritesToAudible().isEmpty());

        routes.edit("70-", "# What became", "# Edited. What became");
        await().during(Duration.ofMillis(2500))
                .atMost(SOON)
                .until(() -> said("taken over") == 0 || cycle.isDone());

        assertThat(cycle.get().statusCode()).isEqualTo(200);
        awaitTaken(1);
        assertThat(rig.onAudible(book)).isEqualTo(Duration.ofMinutes(70));
        assertThat(rig.placeWritesToAudible()).hasSize(1);
        assertThat(rig.journal(book)).isEqualTo(1);
    }

    private HttpResponse<String> sync() {
        try {
            return http("POST", "/sync");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Something that only the running engine refuses. */
    @Test
    void whatCannotBeStartedIsPutBack() throws Exception {
        rig.with("SYNC_INTERVAL_SECONDS", "1").start();
        rig.context()
                .addRoutePolicyFactory(
                        (_, id, _) -> {
                            if (id.equals("not-here")) {
                                throw new IllegalStateException("not in this engine");
                            }
                            return null;
                        });
        awaitCycles(2);

        routes.add(
                "99-mine.camel.yaml",
                "- route: {id: not-here, from: {uri: direct:not-here, steps: [{log: x}]}}\n");

        awaitState(State.DOWN);
        assertThat(health("route-files").getMessage().orElseThrow())
                .contains("the ones from before run again", "not in this engine");
        awaitCycles(2);
        assertThat(health("required-routes").getState()).isEqualTo(State.UP);
        assertThat(log.removeIf(line -> line.startsWith("ERROR The edited routes did not run")))
                .isTrue();

        Files.delete(routes.file("99-"));
        awaitState(State.UP);
    }

    @Test
    void whatAnswersOverHttpIsSaidToNeedARestart() throws Exception {
        rig.start();
        routes.edit("80-", "platform-http:/status", "platform-http:/state");
        awaitTaken(1);

        assertThat(said("restart the daemon to take over what changed there, in 80-operate"))
                .isEqualTo(1);
        assertThat(http("GET", "/status").statusCode()).isEqualTo(200);
        assertThat(http("POST", "/sync").statusCode()).isEqualTo(200);
    }

    @Test
    void editAfterEditHealthMetricsAndCommandsAreRight() throws Exception {
        PracticeBook book = rig.bookAt(Duration.ofHours(1));
        rig.start();
        rig.nextCycles(2);
        int endpoints = rig.context().getEndpoints().size();
        for (int edit = 1; edit <= 5; edit++) {
            routes.edit("90-", "Which failure", "Edited. Which failure");
            awaitTaken(edit);
        }

        assertThat(http("GET", "/metrics").body()).contains("sync_cycle_seconds_count");
        assertThat(http("GET", "/healthz").statusCode()).isEqualTo(200);
        assertThat(http("POST", "/pause?book=" + book.asin().value()).statusCode()).isEqualTo(200);
        assertThat(rig.context().getEndpoints()).hasSize(endpoints);
    }
}
