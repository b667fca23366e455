package io.github.audibleabssync.practice;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something that goes wrong with a request, on order; see {@link Faults}. */
public sealed interface Fault {

    /** An error status with a short body; the request is not applied. */
    static Replace status(int status) {
        return new Replace(status, Map.of(), "{\"message\":\"practice fault\"}", false)
                .header("Content-Type", "application/json");
    }

    /** A status with a body of one's own, JSON unless a header says otherwise; the request is not applied. */
    static Replace status(int status, String body) {
        return new Replace(status, Map.of(), body, false)
                .header("Content-Type", "application/json");
    }

    /** 429 with a {@code Retry-After} in seconds; the request is not applied. */
    static Replace tooManyRequests(Duration retryAfter) {
        return status(429).header("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /** A web page with status 200, as gateways and sign-in pages come; the request is not applied. */
    static Replace htmlPage() {
        return new Replace(
                        200,
                        Map.of(),
                        "<!DOCTYPE html><html><body>Please sign in</body></html>",
                        false)
                .header("Content-Type", "text/html; charset=utf-8");
    }

    /** The request waits, then it is applied and answered as usual. */
    static Fault delay(Duration delay) {
        return new Delay(delay, false);
    }

    /** The request is applied at once, its answer comes late. */
    static Fault lateAnswer(Duration delay) {
        return new Delay(delay, true);
    }

    /** The request waits until {@link Faults#releaseHung()}, and is applied then; or until the server stops, and is not. */
    static Fault hang() {
        return new Hang();
    }

    /** The connection is closed without a byte; the request is not applied. */
    static Fault closeWithoutAnswer() {
        return new Close(false);
    }

    /** The request is applied, then the connection is closed without a byte. */
    static Fault loseAnswer() {
        return new Close(true);
    }

    /** The request is applied; the answer has its status and headers, and a body that is no JSON. */
    static Fault malformedJson() {
        return new Malformed();
    }

    /** The request is applied; the answer promises more bytes than it sends, then the connection is closed. */
    static Fault truncatedBody() {
        return new Truncated();
    }

    /**
     * Another answer than the server's own.
     *
     * @param applied whether the request is applied all the same
     */
    record Replace(int status, Map<String, String> headers, String body, boolean applied)
            implements Fault {

        /** The same with one more header, or another value for it. */
        public Replace header(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Replace(status, more, body, applied);
        }

        /** The same, but the request is applied before: what a gateway that lost patience does. */
        public Replace afterApplying() {
            return new Replace(status, headers, body, true);
        }

        Answer toAnswer() {
            Answer answer = Answer.bare(status, body);
            for (Map.Entry<String, String> header : headers.entrySet()) {
                answer = answer.header(header.getKey(), header.getValue());
            }
            return answer;
        }
    }

    /** A wait, before the request is applied or after. */
    record Delay(Duration delay, boolean applied) implements Fault {}

    /** A wait without an end of its own. */
    record Hang() implements Fault {}

    /** A closed connection. */
    record Close(boolean applied) implements Fault {}

    /** A spoilt body. */
    record Malformed() implements Fault {}

    /** A body cut short. */
    record Truncated() implements Fault {}
}
