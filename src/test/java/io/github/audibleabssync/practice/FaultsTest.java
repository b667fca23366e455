package io.github.audibleabssync.practice;

import static io.github.audibleabssync.practice.Faults.everyRequest;
import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.audibleabssync.core.Place;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

class FaultsTest {
    private static final String PROGRESS = "/api/me/progress/book";

    private final PracticeAudiobookshelf server = new PracticeAudiobookshelf();
    private final Http http = new Http(server);

    @BeforeEach
    void start() {
        server.start();
        server.add(
                PracticeItem.book(
                        "book",
                        PracticeAudiobookshelf.BOOKS,
                        "The Paper Harbour",
                        "B0PRACT001",
                        Duration.ofHours(8)));
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    private HttpResponse<String> patch() throws IOException {
        return http.abs("PATCH", PROGRESS, "{\"currentTime\":100}");
    }

    private static String[] rawPing() {
        return new String[] {"GET /ping HTTP/1.1", "Host: x", "Connection: close"};
    }

    @Test
    void aStatusIsAnsweredSoManyTimesAndNothingIsApplied() throws IOException {
        server.faults().next(2, on("PATCH", "/api/me/progress/"), Fault.status(503, "{}"));

        assertThat(patch().statusCode()).isEqualTo(503);
        assertThat(http.abs("GET", "/ping", "").statusCode()).isEqualTo(200);
        assertThat(patch().statusCode()).isEqualTo(503);
        assertThat(server.entry("book")).isEmpty();
        assertThat(server.faults().outstanding()).isZero();
        assertThat(patch().statusCode()).isEqualTo(200);
        assertThat(server.log().all(LoggedRequest::writes))
                .extracting(LoggedRequest::status)
                .containsExactly(503, 503, 200);
    }

    @Test
    void aGatewayMayAnswer502AfterTheRequestWasApplied() throws IOException {
        server.faults().next(1, everyRequest(), Fault.status(502).afterApplying());

        assertThat(patch().statusCode()).isEqualTo(502);
        assertThat(server.entry("book")).isPresent();
    }

    @Test
    void tooManyRequestsSayWhenToComeBack() throws IOException {
        server.faults().always(everyRequest(), Fault.tooManyRequests(Duration.ofSeconds(7)));

        assertThat(http.abs("GET", "/ping", "").headers().firstValue("retry-after")).hasValue("7");
        server.faults().clear();
        assertThat(http.abs("GET", "/ping", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aPageComesWithStatus200() throws IOException {
        server.faults().next(1, everyRequest(), Fault.htmlPage());

        HttpResponse<String> answer = http.abs("GET", "/api/me", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/html");
    }

    @Test
    void aClosedConnectionSendsNoByte() throws IOException {
        server.faults().next(1, everyRequest(), Fault.closeWithoutAnswer());

        assertThat(Http.raw(server, rawPing())).isEmpty();
        assertThat(Http.raw(server, rawPing())).startsWith("HTTP/1.1 200 OK\r\n");
    }

    @Test
    void aLostAnswerLeavesTheRequestApplied() {
        server.faults().next(1, on("PATCH", PROGRESS), Fault.loseAnswer());

        assertThatThrownBy(this::patch).isInstanceOf(IOException.class);
        assertThat(server.entry("book")).isPresent();
        assertThat(server.log().all().getFirst().status()).isZero();
    }

    @Test
    void malformedJsonComesWithTheUsualHeaders() throws IOException {
        server.faults().next(1, everyRequest(), Fault.malformedJson());

        HttpResponse<String> answer = http.abs("GET", "/api/me", "");
        assertThat(answer.headers().firstValue("content-type").orElse("")).contains("json");
        assertThat(Json.read(answer.body().getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void aTruncatedBodyIsShorterThanItsLengthSays() throws IOException {
        server.faults().next(2, everyRequest(), Fault.truncatedBody());

        String answer = Http.raw(server, rawPing());
        assertThat(answer).contains("Content-Length: 64").endsWith("{\"succes");
        assertThatThrownBy(() -> http.abs("GET", "/api/me", "")).isInstanceOf(IOException.class);
    }

    @Test
    void aDelayedRequestAndALateAnswerTakeTheirTime() throws IOException {
        server.faults()
                .next(1, everyRequest(), Fault.delay(Duration.ofMillis(120)))
                .next(1, everyRequest(), Fault.lateAnswer(Duration.ofMillis(120)));
        Instant start = Instant.now();

        assertThat(patch().statusCode()).isEqualTo(200);
        assertThat(patch().statusCode()).isEqualTo(200);
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(239));
    }

    @Test
    void aHangingRequestIsAppliedWhenItIsReleased() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        server.faults().next(1, on("PATCH", PROGRESS), Fault.hang());
        CompletableFuture<Integer> answer =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return patch().statusCode();
                            } catch (IOException e) {
                                return -1;
                            } finally {
                                released.countDown();
                            }
                        });
        while (server.faults().outstanding() > 0) {
            Thread.onSpinWait();
        }
        assertThat(server.entry("book")).isEmpty();
        while (released.getCount() > 0) {
            server.faults().releaseHung();
        }
        assertThat(answer.get()).isEqualTo(200);
        assertThat(server.entry("book")).isPresent();
    }

    @Test
    void aHangingRequestIsCutWhenTheServerStopsAndIsNotApplied() throws Exception {
        server.faults().next(1, on("PATCH", PROGRESS), Fault.hang());
        CompletableFuture<Boolean> cut =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return patch().statusCode() == 0;
                            } catch (IOException e) {
                                return true;
                            }
                        });
        while (server.faults().outstanding() > 0) {
            Thread.onSpinWait();
        }
        server.stop();

        assertThat(cut.get()).isTrue();
        assertThat(server.entry("book")).isEmpty();
    }

    @Test
    void hooksRunRightBeforeAndRightAfterARequestIsApplied() throws IOException {
        List<Boolean> seen = new ArrayList<>();
        server.faults()
                .beforeApply(
                        1, on("PATCH", PROGRESS), () -> seen.add(server.entry("book").isPresent()))
                .afterApply(
                        1, on("PATCH", PROGRESS), () -> seen.add(server.entry("book").isPresent()));
        patch();
        patch();

        assertThat(seen).containsExactly(false, true);
    }

    @Test
    void aHookMayStopTheServerThatServesIt() {
        server.faults().afterApply(1, on("PATCH", PROGRESS), server::stop);

        assertThatThrownBy(this::patch).isInstanceOf(IOException.class);
        assertThat(server.entry("book").orElseThrow().place()).isEqualTo(Place.ofSeconds(100));
    }

    @Test
    void theLogKeepsTheLatestAndCountsAll() throws IOException {
        server.log().keep(2).withoutBodies();
        patch();
        long before = server.log().total();
        patch();
        http.abs("GET", PROGRESS + "?x=1", "");

        assertThat(server.log().total()).isEqualTo(3);
        assertThat(server.log().since(before)).hasSize(2);
        assertThat(server.log().all().getLast().query()).isEqualTo("x=1");
        assertThat(server.log().all().getFirst().body()).isEmpty();
        assertThat(server.log().count("PATCH", PROGRESS)).isEqualTo(1);
    }
}
