package io.github.audibleabssync.audiobookshelf;

import static io.github.audibleabssync.audiobookshelf.Recorded.answer;
import static io.github.audibleabssync.audiobookshelf.Recorded.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.RateLimited;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.failure.WriteRefused;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class StatusCheckTest {

    private static final ServiceRequest READ = AudiobookshelfRequests.libraries();
    private static final ServiceRequest WRITE = AudiobookshelfRequests.patchFinished("item");
    private static final ServiceAnswer NOT_FOUND =
            answer(404, "text/plain; charset=utf-8", "Not Found");
    private static final ServiceAnswer PROXY_PAGE =
            answer(404, "text/plain; charset=utf-8", "404 page not found");

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304})
    void aGoodAnswerPasses(int status) {
        assertThatCode(() -> check(READ, answer(status, "", ""))).doesNotThrowAnyException();
    }

    @Test
    void aRejectedKeySaysWhereToMakeANewOne() {
        assertThatThrownBy(() -> check(READ, answer(401, "", "Unauthorized")))
                .isInstanceOf(CredentialsRejected.class)
                .hasMessageContainingAll("ABS_TOKEN", "API Keys");
        assertThatThrownBy(
                        () ->
                                check(
                                        AudiobookshelfRequests.me(),
                                        answer(403, "text/plain", "Forbidden")))
                .isInstanceOf(CredentialsRejected.class);
    }

    @Test
    void anItemThatTheUserMayNotSeeIsNoMatterOfCredentials() {
        assertThatThrownBy(
                        () ->
                                check(
                                        AudiobookshelfRequests.item("i"),
                                        answer(403, "text/plain", "Forbidden")))
                .isInstanceOf(UnexpectedAnswer.class);
    }

    @Test
    void theServersOwnNotFoundIsAFactForItemsAndEntries() {
        assertThatCode(() -> check(AudiobookshelfRequests.progress("i"), NOT_FOUND))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(AudiobookshelfRequests.item("i"), NOT_FOUND))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(AudiobookshelfRequests.itemExpanded("i"), NOT_FOUND))
                .doesNotThrowAnyException();
        assertThat(AudiobookshelfAnswers.isMissing(NOT_FOUND)).isTrue();
    }

    @Test
    void aProxysNotFoundProvesNoAbsence() {
        assertThat(AudiobookshelfAnswers.isMissing(PROXY_PAGE)).isFalse();
        assertThatThrownBy(() -> check(AudiobookshelfRequests.progress("i"), PROXY_PAGE))
                .isInstanceOf(UnexpectedAnswer.class);
        assertThatThrownBy(() -> check(AudiobookshelfRequests.item("i"), PROXY_PAGE))
                .isInstanceOf(UnexpectedAnswer.class);
    }

    @Test
    void anOlderServerHasNoProgressList() {
        ServiceAnswer page = answer(404, "text/html", text("unknown-route.html"));

        assertThatCode(() -> check(AudiobookshelfRequests.progressList(), page))
                .doesNotThrowAnyException();
        assertThat(AudiobookshelfAnswers.isRouteUnknown(page)).isTrue();
        assertThatThrownBy(() -> check(AudiobookshelfRequests.me(), page))
                .isInstanceOf(UnexpectedAnswer.class)
                .hasMessageContaining("page 'Error'");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404})
    void aServerWithoutTheSessionRouteIsNoFailure(int status) {
        ServiceRequest session =
                AudiobookshelfRequests.session("s", "i", Place.START, Recorded.NOW);

        assertThatCode(() -> check(session, answer(status, "text/html", "<html>")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 409, 413})
    void aRefusedWriteLeavesTheBookToTheNextCycle(int status) {
        assertThatThrownBy(
                        () -> check(WRITE, answer(status, "text/plain", "Library item not found")))
                .isInstanceOf(WriteRefused.class)
                .hasMessageContainingAll("patch-finished", "Library item not found");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 410})
    void aReadThatFailsOtherwiseIsUnexpected(int status) {
        assertThatThrownBy(() -> check(READ, answer(status, "", "")))
                .isInstanceOf(UnexpectedAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aServerThatCannotAnswerIsUnavailable(int status) {
        assertThatThrownBy(() -> check(READ, answer(status, "", "")))
                .isInstanceOf(ServiceUnavailable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "574; 574",
                "'Sun, 22 Nov 2026 08:02:00 GMT'; 120",
                "'Sun, 22 Nov 2026 07:00:00 GMT'; 5",
                "soon; 60",
                "''; 60",
                "-5; 5",
                "99999999999999999999; 3600",
                "999999999; 3600"
            })
    void patienceIsAsLongAsTheServerAsks(String retryAfter, long seconds) {
        RateLimited limited =
                catchThrowableOfType(
                        RateLimited.class,
                        () -> check(READ, answer(429, "", "", "retry-after", retryAfter)));

        assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void patienceIsAMinuteWhenTheServerDoesNotSay() {
        RateLimited limited =
                catchThrowableOfType(RateLimited.class, () -> check(WRITE, answer(429, "", "")));

        assertThat(limited.retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatLooksLikeAKeyIsMaskedInMessages() {
        assertThatThrownBy(
                        () ->
                                check(
                                        READ,
                                        answer(
                                                500,
                                                "text/plain",
                                                "bad eyJhbGciOiJIUzI1NiJ9.e30.abc value")))
                .hasMessageContaining("bad *** value");
    }

    private static void check(ServiceRequest request, ServiceAnswer answer) {
        AudiobookshelfAnswers.check(request, answer);
    }
}
