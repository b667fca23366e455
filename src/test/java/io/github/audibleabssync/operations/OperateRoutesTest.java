package io.github.audibleabssync.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.audibleabssync.camel.Backups;
import io.github.audibleabssync.camel.ReportedCycles;
import io.github.audibleabssync.camel.ServiceLink;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.Heartbeat;
import io.github.audibleabssync.wire.ServiceRequest;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What {@code 80-operate} and {@code 70-report-cycle} answer and leave behind. */
class OperateRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    @Test
    void theStatusTellsHowEveryBookStandsHeldOnesFirst() throws Exception {
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, Map.of("DRY_RUN", "true"))) {
            daemon.clock.advance(Duration.ofSeconds(90));

            HttpResponse<String> answer = daemon.get("/status");

            assertThat(answer.headers().firstValue("content-type")).contains("application/json");
            assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
            JsonNode status = JSON.readTree(answer.body());
            assertThat(status.at("/version").asText()).isEqualTo("1.2.3");
            assertThat(status.at("/uptimeSeconds").asInt()).isEqualTo(90);
            assertThat(status.at("/dryRun").asBoolean()).isTrue();
            assertThat(status.at("/policy/conflict").asText()).isEqualTo("newest");
            assertThat(status.at("/libraries/onBoth").asInt()).isEqualTo(3);
            assertThat(status.at("/libraries/othersAreNoticedWithinSeconds").asInt())
                    .isEqualTo(120);
            assertThat(status.at("/firstSweep/notSeenYet").asInt()).isEqualTo(1);
            assertThat(status.at("/firstLook/done").asBoolean()).isTrue();
            assertThat(status.at("/audible/clockTrusted").asBoolean()).isFalse();
            assertThat(status.at("/books").findValuesAsText("key"))
                    .containsExactly(
                            Shelf.HELD.toString(),
                            Shelf.IN_STEP.toString(),
                            Shelf.UNSEEN.toString());
            JsonNode held = status.at("/books/0");
            assertThat(held.at("/audible/seconds").asDouble()).isEqualTo(5400.0);
            assertThat(held.at("/audible/place").asText()).isEqualTo("1:30:00");
            assertThat(held.at("/outcome").asText()).isEqualTo("hold");
            assertThat(held.at("/rule").asText()).isEqualTo("16");
            assertThat(held.at("/reason").asText()).isEqualTo("REWIND_UNCONFIRMED");
            assertThat(held.at("/why").asText()).contains("jump back");
            assertThat(held.at("/since").asText()).isEqualTo("2026-11-20T10:00:00Z");
            assertThat(status.at("/books/2/reason").asText()).isEqualTo("NOT_SEEN_YET");
            assertThat(status.at("/books/2/audible").isNull()).isTrue();
        }
    }

    @Test
    void aCycleOnRequestIsToldInNumbers() throws Exception {
        try (OperatedDaemon daemon =
                OperatedDaemon.start(folder, Map.of("HTTP_SERVER_TOKEN", OperatedDaemon.TOKEN))) {
            String[] token = {"X-Token", OperatedDaemon.TOKEN};

            HttpResponse<String> good = daemon.send("POST", "/sync", token);
            daemon.clock.advance(Duration.ofSeconds(10));
            daemon.nextCycle.set(
                    () ->
                            ReportedCycles.failed(
                                    daemon.clock.instant(), Side.AUDIBLE, "Audible is away"));
            HttpResponse<String> bad = daemon.send("POST", "/sync", token);

            assertThat(good.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(good.body()).at("/succeeded").asBoolean()).isTrue();
            assertThat(bad.statusCode()).isEqualTo(503);
            assertThat(JSON.readTree(bad.body()).at("/problem").asText())
                    .isEqualTo("Audible is away");
            JsonNode status = JSON.readTree(daemon.get("/status", token).body());
            assertThat(status.at("/cycles")).hasSize(2);
            assertThat(status.at("/lastCycle/succeeded").asBoolean()).isFalse();
            assertThat(status.at("/nextCycleAt").asText()).isEqualTo("2026-11-20T10:02:10Z");
        }
    }

    @Test
    void theDailyCopiesAreCountedAndTheirTroubleIsShown() throws Exception {
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, Map.of())) {
            assertThat(daemon.get("/metrics").body())
                    .contains("sync_backups_total{outcome=\"made\"} 0")
                    .contains("sync_last_backup_timestamp_seconds 0");
            Backups backups = daemon.beans.backups();
            LocalDate today = backups.today();

            backups.failed(new StateStoreFailed("The disk is full. Make room."));

            assertThat(JSON.readTree(daemon.get("/status").body()).at("/backup/problem").asText())
                    .isEqualTo("The disk is full. Make room.");
            assertThat(daemon.get("/metrics").body())
                    .contains("sync_backups_total{outcome=\"failed\"} 1");

            backups.copy(today);
            backups.keep(today);

            JsonNode backup = JSON.readTree(daemon.get("/status").body()).at("/backup");
            assertThat(backup.at("/lastAt").asText()).isEqualTo("2026-11-20T10:00:00Z");
            assertThat(backup.has("problem")).isFalse();
            assertThat(daemon.get("/metrics").body())
                    .contains("sync_backups_total{outcome=\"made\"} 1")
                    .contains("sync_last_backup_timestamp_seconds 1.7");
        }
    }

    @Test
    void theMetricsHoldOursAndCamelsInOneScheme() throws Exception {
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, Map.of())) {
            daemon.runCycle();

            String metrics = daemon.get("/metrics").body();

            assertThat(metrics)
                    .contains("sync_cycle_seconds_count{outcome=\"success\"} 1")
                    .contains("sync_paired_books{state=\"all\"} 3")
                    .contains("sync_holds{reason=\"REWIND_UNCONFIRMED\"} 1")
                    .contains("sync_last_success_timestamp_seconds 1.7")
                    .contains("camel_exchanges_total")
                    .contains("routeId=\"report-cycle\"")
                    .doesNotContain("Held")
                    .doesNotContain("B000HELD01");
        }
    }

    @Test
    void healthIsDownAndSaysWhatToDoWhenNoCycleSucceedsAnyMore() throws Exception {
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, Map.of())) {
            daemon.runCycle();
            assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(Heartbeat.find(folder.resolve("state.db")))
                    .hasValueSatisfying(beat -> assertThat(beat.healthy()).isTrue());

            daemon.clock.advance(Duration.ofSeconds(361));
            daemon.nextCycle.set(
                    () ->
                            ReportedCycles.failed(
                                    daemon.clock.instant(),
                                    Side.AUDIOBOOKSHELF,
                                    "Audiobookshelf did not answer; start it"));
            daemon.runCycle();

            assertThat(daemon.get("/healthz").statusCode()).isEqualTo(503);
            assertThat(daemon.get("/healthz/ready").statusCode()).isEqualTo(503);
            assertThat(daemon.get("/healthz/live").statusCode()).isEqualTo(200);
            assertThat(daemon.get("/healthz").body())
                    .contains("sync-freshness", "Audiobookshelf did not answer; start it");
            assertThat(Heartbeat.find(folder.resolve("state.db")))
                    .hasValueSatisfying(beat -> assertThat(beat.healthy()).isFalse());
        }
    }

    @Test
    void healthNamesWhatIsWrongWithTheCredentials() throws Exception {
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, Map.of())) {
            daemon.lookForSession();
            ServiceLink link = daemon.beans.link(Side.AUDIOBOOKSHELF);
            Exchange refused = new DefaultExchange(daemon.context());
            refused.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 401);
            assertThatThrownBy(
                            () -> link.accept(ServiceRequest.get("progress", "/api/me"), refused))
                    .isInstanceOf(CredentialsRejected.class);

            HttpResponse<String> health = daemon.get("/healthz");

            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body())
                    .contains("audible-credentials", "There is no Audible session file at")
                    .contains(folder.resolve("session.json").toString())
                    .contains("audiobookshelf-credentials", link.rejection().orElseThrow());
            assertThat(daemon.get("/healthz/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void healthNamesTheRoutesThatDoNotRun() throws Exception {
        try (OperatedDaemon daemon =
                OperatedDaemon.requiring(folder, Set.of("report-cycle", "call-audible"))) {
            assertThat(daemon.get("/healthz").body())
                    .contains("required-routes", "call-audible")
                    .doesNotContain("report-cycle");

            daemon.context().getRouteController().stopRoute("report-cycle");

            assertThat(daemon.get("/healthz").body()).contains("call-audible, report-cycle");
        }
    }

    @Test
    void healthNamesAStateThatCannotBeWritten() throws Exception {
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, Map.of())) {
            daemon.state.store().close();

            HttpResponse<String> health = daemon.get("/healthz");

            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("state-store", "The state cannot be");
        }
    }

    @Test
    void noPageHoldsASecret() throws Exception {
        Path session = folder.resolve("session.json");
        Files.copy(
                Path.of("src/test/resources/audible/vectors/auth-files/bad-adp_token.json"),
                session);
        try (OperatedDaemon daemon =
                OperatedDaemon.start(folder, Map.of("HTTP_SERVER_TOKEN", OperatedDaemon.TOKEN))) {
            daemon.lookForSession();
            daemon.runCycle();
            List<String> values =
                    JSON.readTree(session.toFile()).findValuesAsText("device_private_key");
            for (String path :
                    List.of(
                            "/status",
                            "/metrics",
                            "/healthz?exposureLevel=full&data=true&stackTrace=true",
                            "/nothing")) {
                String body = daemon.get(path, "X-Token", OperatedDaemon.TOKEN).body();
                assertThat(body)
                        .as(path)
                        .doesNotContain(OperatedDaemon.TOKEN, OperatedDaemon.ABS_TOKEN);
                values.forEach(value -> assertThat(body).as(path).doesNotContain(value));
            }
        }
    }

    // --- questions and commands

    private static final String[] TOKEN = {"X-Token", OperatedDaemon.TOKEN};

    private OperatedDaemon asked() throws Exception {
        return OperatedDaemon.start(folder, Map.of("HTTP_SERVER_TOKEN", OperatedDaemon.TOKEN));
    }

    @Test
    void whatWaitsIsListedWithTheCommandThatDecidesIt() throws Exception {
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, Map.of())) {
            HttpResponse<String> answer = daemon.get("/holds");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).contains("application/json");
            JsonNode held = JSON.readTree(answer.body()).at("/held");
            assertThat(held).hasSize(1);
            assertThat(held.at("/0/book").asText()).isEqualTo(Shelf.HELD.toString());
            assertThat(held.at("/0/audible/place").asText()).isEqualTo("1:30:00");
            assertThat(held.at("/0/rule").asText()).isEqualTo("16");
            assertThat(held.at("/0/since").asText()).isEqualTo("2026-11-20T10:00:00Z");
        }
    }

    @Test
    void aBookIsExplainedAndItsWritesAreListed() throws Exception {
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, Map.of())) {
            JsonNode why = JSON.readTree(daemon.get("/why?book=tale%20in%20step").body());
            JsonNode history = JSON.readTree(daemon.get("/history?book=B00INSTEP1").body());

            assertThat(why.at("/book").asText()).isEqualTo(Shelf.IN_STEP.toString());
            assertThat(why.at("/reason").asText()).isEqualTo("IN_SYNC");
            assertThat(why.at("/agreed/audible/place").asText()).isEqualTo("1:30:00");
            assertThat(history.at("/title").asText()).isEqualTo("A Tale in Step");
            assertThat(history.at("/writes")).isEmpty();
        }
    }

    @Test
    void aBookThatIsNoneOrSeveralIsAnsweredWithAList() throws Exception {
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, Map.of())) {
            HttpResponse<String> none = daemon.get("/why?book=tail%20in%20step");
            HttpResponse<String> several = daemon.get("/why?book=e");

            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(JSON.readTree(none.body()).at("/books/0/title").asText())
                    .isEqualTo("A Tale in Step");
            assertThat(several.statusCode()).isEqualTo(404);
            assertThat(JSON.readTree(several.body()).at("/books")).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET  | /why                                  | 'book' is missing
                    POST | /confirm                              | 'book' is missing
                    POST | /keep?book=B000HELD01                 | 'side' is missing
                    POST | /keep?book=B000HELD01&side=left       | write audible or abs
                    POST | /undo?book=B000HELD01&to=whenever     | 'whenever' is no time
                    POST | /undo?book=B000HELD01&to=2030-01-01T00:00:00Z | lies in the future
                    POST | /policy?book=B000HELD01               | Write conflict=newest
                    POST | /policy?book=B000HELD01&conflict=mine | 'mine' is unknown
                    """)
    void whatIsNotUnderstoodIsSaidAndNothingIsAsked(String method, String path, String said)
            throws Exception {
        try (OperatedDaemon daemon = asked()) {
            HttpResponse<String> answer = daemon.send(method, path, TOKEN);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(JSON.readTree(answer.body()).at("/error").asText()).contains(said);
            assertThat(daemon.state.store().listOpenCommands()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /confirm?book=B000HELD01                  | CONFIRM | DONE    | 200
                    /keep?book=the%20held&side=abs            | KEEP    | WAITS   | 202
                    /undo?book=B000HELD01&to=2h               | UNDO    | REFUSED | 409
                    /policy?book=B000HELD01&conflict=furthest | POLICY  | DONE    | 200
                    /pause                                    | PAUSE   | DONE    | 200
                    /resume?book=B000HELD01                   | RESUME  | DONE    | 200
                    /apply                                    | APPLY   | REFUSED | 409
                    """)
    void aCommandIsLeftForTheCycleAndItsAnswerComesBack(
            String path, Command.Kind kind, Command.Outcome outcome, int status) throws Exception {
        try (OperatedDaemon daemon = asked();
                Answering cycle = new Answering(daemon, outcome, "as it is")) {
            HttpResponse<String> answer = daemon.send("POST", path, TOKEN);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            JsonNode told = JSON.readTree(answer.body());
            assertThat(told.at("/outcome").asText()).isEqualToIgnoringCase(outcome.name());
            assertThat(told.at("/answer").asText()).isEqualTo("as it is");
            Command command = cycle.heard();
            assertThat(command.kind()).isEqualTo(kind);
            assertThat(command.askedBy()).isEqualTo("http");
            assertThat(command.book().isPresent()).isEqualTo(path.contains("book="));
            assertThat(command.side().isPresent()).isEqualTo(kind == Command.Kind.KEEP);
            assertThat(command.content().orElse(""))
                    .isEqualTo(kind == Command.Kind.POLICY ? "conflict=furthest" : "");
            assertThat(command.to())
                    .isEqualTo(
                            kind == Command.Kind.UNDO
                                    ? Optional.of(daemon.clock.instant().minus(Duration.ofHours(2)))
                                    : Optional.empty());
        }
    }

    @Test
    void aPlanIsShownAsItIs() throws Exception {
        try (OperatedDaemon daemon = asked();
                Answering _ = new Answering(daemon, Command.Outcome.DONE, "{\"books\":[7]}")) {
            assertThat(JSON.readTree(daemon.get("/plan", TOKEN).body()).at("/plan/books/0").asInt())
                    .isEqualTo(7);
        }
    }

    @Test
    void whoWaitsForACycleDoesNotKeepHealthFromBeingSeen() throws Exception {
        try (OperatedDaemon daemon = asked();
                ExecutorService callers = Executors.newCachedThreadPool()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                answers.add(callers.submit(() -> daemon.send("POST", "/apply", TOKEN)));
            }
            Awaitility.await().until(() -> answers.stream().filter(Future::isDone).count() == 4);

            assertThat(daemon.get("/healthz/live").statusCode()).isEqualTo(200);

            try (Answering _ = new Answering(daemon, Command.Outcome.DONE, "well")) {
                List<Integer> codes = new ArrayList<>();
                for (Future<HttpResponse<String>> answer : answers) {
                    codes.add(answer.get().statusCode());
                }
                assertThat(codes).containsOnly(200, 503).contains(200);
                assertThat(codes.stream().filter(code -> code == 200)).hasSize(2);
            }
        }
    }

    @Test
    void commandsNeedTheTokenAndTheRightMethod() throws Exception {
        try (OperatedDaemon open = OperatedDaemon.start(folder, Map.of())) {
            assertThat(open.send("POST", "/apply").statusCode()).isEqualTo(403);
            assertThat(open.get("/apply").statusCode()).isEqualTo(404);
        }
        try (OperatedDaemon guarded = asked()) {
            assertThat(guarded.get("/holds").statusCode()).isEqualTo(401);
            assertThat(guarded.send("POST", "/confirm?book=B000HELD01").statusCode())
                    .isEqualTo(401);
            assertThat(guarded.send("POST", "/holds", TOKEN).statusCode()).isEqualTo(404);
        }
    }

    /** In the place of the cycles: answers each command that is left, in one way. */
    private static final class Answering implements AutoCloseable {
        private final List<Command> heard = new CopyOnWriteArrayList<>();
        private final ScheduledExecutorService clerk = Executors.newSingleThreadScheduledExecutor();

        private Answering(OperatedDaemon daemon, Command.Outcome outcome, String text) {
            var _ =
                    clerk.scheduleWithFixedDelay(
                            () ->
                                    daemon.state
                                            .store()
                                            .listOpenCommands()
                                            .forEach(
                                                    command -> {
                                                        heard.add(command);
                                                        daemon.state
                                                                .store()
                                                                .answer(
                                                                        command.id(),
                                                                        new Command.Answer(
                                                                                outcome, text),
                                                                        daemon.clock.instant());
                                                    }),
                            0,
                            50,
                            TimeUnit.MILLISECONDS);
        }

        private Command heard() {
            assertThat(heard).hasSize(1);
            return heard.getFirst();
        }

        @Override
        public void close() {
            clerk.shutdownNow();
        }
    }
}
