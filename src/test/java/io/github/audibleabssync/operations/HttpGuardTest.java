package io.github.audibleabssync.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Who may see and do what, path by path, over real HTTP. */
class HttpGuardTest {

    private static final Map<String, String> WITH_TOKEN =
            Map.of("HTTP_SERVER_TOKEN", OperatedDaemon.TOKEN);

    @TempDir Path folder;

    @Test
    void withATokenOnlyHealthAndMetricsAreOpen() throws Exception {
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, WITH_TOKEN)) {
            for (String open : List.of("/healthz", "/healthz/live", "/healthz/ready", "/metrics")) {
                assertThat(daemon.get(open).statusCode()).as(open).isEqualTo(200);
            }
            for (String closed :
                    List.of(
                            "/status",
                            "/nothing",
                            "/healthz/../status",
                            "/healthz/%2e%2e/status",
                            "//status",
                            "/status/",
                            "/metricsx",
                            "/healthz/other")) {
                HttpResponse<String> answer = daemon.get(closed);
                assertThat(answer.statusCode()).as(closed).isEqualTo(401);
                assertThat(answer.body()).contains("HTTP_SERVER_TOKEN").doesNotContain("Tale");
            }
            assertThat(daemon.send("POST", "/sync").statusCode()).isEqualTo(401);
            assertThat(daemon.get("/status", "X-Token", "wrong").statusCode()).isEqualTo(401);
            assertThat(daemon.get("/status", "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(401);
            assertThat(daemon.get("/status?token=" + OperatedDaemon.TOKEN).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void theTokenOpensEverythingAndIsNotPassedOn() throws Exception {
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, WITH_TOKEN)) {
            String[] token = {"X-Token", OperatedDaemon.TOKEN};
            String[] bearer = {"authorization", "bearer " + OperatedDaemon.TOKEN};

            assertThat(daemon.get("/status", token).statusCode()).isEqualTo(200);
            assertThat(daemon.get("/status", bearer).statusCode()).isEqualTo(200);
            assertThat(daemon.send("POST", "/sync", bearer).statusCode()).isEqualTo(200);
            assertThat(daemon.headersInTheCycle.get()).isEmpty();

            HttpResponse<String> unknown = daemon.get("/nothing", token);
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).startsWith("{").contains("/status");
            assertThat(daemon.send("DELETE", "/status", token).statusCode()).isEqualTo(404);
            assertThat(daemon.get("/sync", token).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void withoutATokenNothingCanBeChanged() throws Exception {
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, Map.of())) {
            assertThat(daemon.get("/status").statusCode()).isEqualTo(200);
            assertThat(daemon.get("/metrics").statusCode()).isEqualTo(200);
            for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
                HttpResponse<String> refused = daemon.send(method, "/sync");
                assertThat(refused.statusCode()).as(method).isEqualTo(403);
                assertThat(refused.body()).contains("HTTP_SERVER_TOKEN");
            }
            HttpResponse<String> plan = daemon.get("/plan");
            assertThat(plan.statusCode()).as("a plan makes the daemon ask both").isEqualTo(403);
            assertThat(plan.body()).contains("HTTP_SERVER_TOKEN");
        }
    }

    @Test
    void metricsThatAreNotPublicNeedTheToken() throws Exception {
        Map<String, String> settings =
                Map.of("HTTP_SERVER_TOKEN", OperatedDaemon.TOKEN, "METRICS_PUBLIC", "false");
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, settings)) {
            assertThat(daemon.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(daemon.get("/metrics", "X-Token", OperatedDaemon.TOKEN).statusCode())
                    .isEqualTo(200);
            assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void metricsThatAreNotPublicStayClosedWhereThereIsNoToken() throws Exception {
        try (OperatedDaemon daemon =
                OperatedDaemon.start(folder, Map.of("METRICS_PUBLIC", "false"))) {
            assertThat(daemon.get("/metrics").statusCode()).isEqualTo(403);
            assertThat(daemon.get("/metrics/").statusCode()).isEqualTo(403);
            assertThat(daemon.get("/status").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nobodyWithoutTheTokenSeesTheDetailsOfHealth() throws Exception {
        String question = "/healthz?exposureLevel=full&data=true&stackTrace=true";
        try (OperatedDaemon daemon = OperatedDaemon.start(folder, WITH_TOKEN)) {
            assertThat(daemon.get(question).body()).doesNotContain("state-store");
            assertThat(daemon.get(question, "X-Token", OperatedDaemon.TOKEN).body())
                    .contains("state-store", "sync-freshness", "required-routes");
        }
    }

    @Test
    void withTheServerOffNothingListensAndCyclesAreReportedAllTheSame() throws Exception {
        try (OperatedDaemon daemon =
                OperatedDaemon.start(folder, Map.of("HTTP_SERVER_ENABLED", "false"))) {
            assertThat(OperationsConfig.findPort(daemon.context())).isEmpty();
            assertThat(daemon.context().getRoutes())
                    .extracting(route -> route.getRouteId())
                    .containsExactlyInAnyOrder("sync-cycle", "report-cycle");
            assertThat(daemon.context().hasComponent("platform-http")).isNull();

            daemon.runCycle();

            assertThat(folder.resolve("state.db.heartbeat")).exists();
        }
    }
}
