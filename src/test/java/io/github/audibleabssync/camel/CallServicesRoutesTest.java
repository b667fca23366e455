package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.failure.AnswerLost;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.RateLimited;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The routes of {@code 85-call-services}: signed, sent, checked, and nothing else leaves the house. */
class CallServicesRoutesTest {

    private static final Duration START = Duration.ofHours(2);

    @TempDir Path folder;

    @Test
    void aRequestToAudibleIsSignedAndAnsweredAndLeavesNoHeaderBehind() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            rig.start().nextCycle();

            Exchange called = call(rig, "call-audible", "/1.0/library");

            assertThat(called.getMessage().getBody(ServiceAnswer.class).status()).isEqualTo(200);
            assertThat(called.getMessage().getHeaders()).isEmpty();
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(Fault.status(500), ServiceUnavailable.class),
                Arguments.of(Fault.closeWithoutAnswer(), AnswerLost.class),
                Arguments.of(Fault.truncatedBody(), AnswerLost.class),
                Arguments.of(Fault.status(401), CredentialsRejected.class),
                Arguments.of(Fault.tooManyRequests(Duration.ofMinutes(1)), RateLimited.class),
                Arguments.of(Fault.status(410), UnexpectedAnswer.class));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("failures")
    void whatGoesWrongHasTheNameThatTheFailurePolicyKnows(
            Fault fault, Class<? extends Exception> failure) throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.start().nextCycle();
            rig.audible.faults().always(on("GET", "/"), fault);
            rig.audiobookshelf.faults().always(on("GET", "/"), fault);

            assertThat(call(rig, "call-audible", "/1.0/library").getException())
                    .isInstanceOf(failure);
            assertThat(call(rig, "call-audiobookshelf", "/api/libraries").getException())
                    .isInstanceOf(failure);
        }
    }

    @Test
    void aRequestToAudiobookshelfIsAnsweredAndLeavesNoHeaderBehind() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.start();

            Exchange called = call(rig, "call-audiobookshelf", "/api/libraries");

            assertThat(called.getMessage().getHeaders()).isEmpty();
            assertThat(called.getMessage().getBody(ServiceAnswer.class).status()).isEqualTo(200);
        }
    }

    @Test
    void aTokenIsFetchedWhenItIsDueAndNotBefore() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.session(rig.audible.tokenOnlySession()).start().nextCycle();
            rig.clearLogs();
            call(rig, "call-audible", "/1.0/library");

            assertThat(rig.audible.log().count("POST", "/auth/token")).isZero();

            rig.clock.step(Duration.ofDays(1));
            Exchange called = call(rig, "call-audible", "/1.0/library");

            assertThat(called.getException()).isNull();
            assertThat(rig.audible.log().count("POST", "/auth/token")).isEqualTo(1);
        }
    }

    @Test
    void aTokenThatIsRefusedFailsTheRequestBeforeItIsSent() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.session(rig.audible.tokenOnlySession()).start().nextCycle();
            rig.clock.step(Duration.ofDays(1));
            rig.audible.faults().always(on("POST", "/auth/token"), Fault.status(401));
            rig.clearLogs();

            Exchange called = call(rig, "call-audible", "/1.0/library");

            assertThat(called.getException()).isInstanceOf(CredentialsRejected.class);
            assertThat(rig.audible.log().count("GET", "/1.0/library")).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ask-audible-again, /1.0/library", "ask-audiobookshelf-again, /api/libraries"})
    void aReadFromWithinOtherStepsIsRepeatedByItself(String route, String path) throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.start().nextCycle();
            rig.audible.faults().next(3, on("GET", "/"), Fault.status(503));
            rig.audiobookshelf.faults().next(3, on("GET", "/"), Fault.status(503));

            Exchange called = call(rig, route, path);

            assertThat(called.getException()).isNull();
            assertThat(called.getMessage().getBody(ServiceAnswer.class).isSuccess()).isTrue();
        }
    }

    private static Exchange call(Rig rig, String route, String path) throws Exception {
        return Steps.run(rig, route, ServiceRequest.get("library", path), Map.of());
    }
}
