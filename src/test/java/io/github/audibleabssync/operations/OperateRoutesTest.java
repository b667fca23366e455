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
import io.github.audibleabssync.state.Heartbeat;
import io.github.audibleabssync.wire.ServiceRequest;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
}
