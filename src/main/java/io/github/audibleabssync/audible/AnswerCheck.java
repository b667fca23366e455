package io.github.audibleabssync.audible;

import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.RateLimited;
import io.github.audibleabssync.failure.RequestRefused;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.failure.WriteRefused;
import io.github.audibleabssync.wire.RetryAfter;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.time.Duration;
import java.util.regex.Pattern;

/** Says which failure a status is. */
final class AnswerCheck {

    private static final Pattern SPEAKS_OF_AUTHENTICATION =
            Pattern.compile(
                    "authenticat|unauthori[sz]ed|credential|signature", Pattern.CASE_INSENSITIVE);

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
            Duration wait = RetryAfter.of(answer);
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
        if (status == 400) {
            return new RequestRefused(
                    what
                            + ". It is asked differently if it can be, and again later; if it"
                            + " stays, Audible has changed: report it.");
        }
        return new UnexpectedAnswer(
                what + ". The next cycle asks again; if it stays, Audible has changed: report it.");
    }

    /** The failure that tells how to sign in again. */
    static CredentialsRejected rejected(ServiceAnswer answer, String host) {
        return new CredentialsRejected(
                ("Audible (%s) rejects the session file (AUDIBLE_AUTH_JSON_PATH), status %d: %s."
                                + " Check that this machine's clock is right; then sign in"
                                + " again with 'audible-abs-sync login', which replaces the file.")
                        .formatted(host, answer.status(), Excerpt.of(answer.body())));
    }

    private static boolean speaksOfAuthentication(ServiceAnswer answer) {
        return SPEAKS_OF_AUTHENTICATION.matcher(Excerpt.of(answer.body())).find();
    }
}
