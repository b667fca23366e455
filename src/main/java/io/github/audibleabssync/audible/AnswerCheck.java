package io.github.audibleabssync.audible;

import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.RateLimited;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.failure.WriteRefused;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says which failure a status is. */
final class AnswerCheck {

    private static final Pattern SPEAKS_OF_AUTHENTICATION =
            Pattern.compile(
                    "authenticat|unauthori[sz]ed|credential|signature", Pattern.CASE_INSENSITIVE);
    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");
    private static final Pattern MANY_DIGITS = Pattern.compile("\\d+");
    private static final Duration USUAL_WAIT = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private AnswerCheck() {}

    static void check(ServiceRequest request, ServiceAnswer answer, String host) {
        if (!answer.isSuccess()) {
            throw failure(request, answer, host);
        }
    }

    private static SyncFailure failure(ServiceRequest request, ServiceAnswer answer, String host) {
        int status = answer.status();
        String what =
                "Audible (%s) answered %s with %d: %s"
                        .formatted(host, request.operation(), status, Excerpt.of(answer.body()));
        if (status == 401 || (status == 403 && speaksOfAuthentication(answer))) {
            return rejected(answer, host);
        }
        if (status == 429) {
            Duration wait = retryAfter(answer);
            return new RateLimited(
                    "%s. It wants to be left alone for %d s, and is: nothing to do."
                            .formatted(what, wait.toSeconds()),
                    wait);
        }
        if (status >= 500) {
            return new ServiceUnavailable(
                    what + ". It is asked again later; if it lasts, see whether Audible is down.");
        }
        if (status >= 400 && request.writes()) {
            return new WriteRefused(what + ". Nothing was written; the next cycle decides afresh.");
        }
        return new UnexpectedAnswer(
                what + ". The next cycle asks again; if it stays, Audible has changed: report it.");
    }

    /** The failure that tells how to sign in again. */
    static CredentialsRejected rejected(ServiceAnswer answer, String host) {
        return new CredentialsRejected(
                ("Audible (%s) rejects the session file (AUDIBLE_AUTH_JSON_PATH), status %d: %s."
                                + " Check that this machine's clock is right; then sign in to"
                                + " Audible again and put the new session file in its place.")
                        .formatted(host, answer.status(), Excerpt.of(answer.body())));
    }

    private static boolean speaksOfAuthentication(ServiceAnswer answer) {
        return SPEAKS_OF_AUTHENTICATION.matcher(Excerpt.of(answer.body())).find();
    }

    private static Duration retryAfter(ServiceAnswer answer) {
        Duration wait =
                answer.header("retry-after")
                        .map(String::strip)
                        .flatMap(text -> wait(text, answer))
                        .orElse(USUAL_WAIT);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** Seconds, or a date by the server's clock. */
    private static Optional<Duration> wait(String text, ServiceAnswer answer) {
        if (MANY_DIGITS.matcher(text).matches()) {
            return Optional.of(
                    DIGITS.matcher(text).matches()
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : LONGEST_WAIT);
        }
        Instant now = answer.header("date").flatMap(AnswerCheck::date).orElse(answer.receivedAt());
        return date(text)
                .map(until -> Duration.between(now, until))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
