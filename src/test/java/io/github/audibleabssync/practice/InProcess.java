package io.github.audibleabssync.practice;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Place;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks a practice server without a socket: the same handlers, the same faults, the same {@code Date}. */
public final class InProcess {

    private InProcess() {}

    /**
     * What a server answered.
     *
     * @param headers names in lower case
     * @param whole false when the connection was cut in the middle of the body
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once
    public record Answered(int status, Map<String, String> headers, byte[] body, boolean whole) {}

    /**
     * Asks.
     *
     * @param target path and query as in the request line
     * @param headers of any case
     * @return empty when the connection was closed without a byte
     */
    public static Optional<Answered> ask(
            PracticeServer server,
            String method,
            String target,
            Map<String, String> headers,
            Optional<String> body) {
        String[] parts = target.split("\\?", 2);
        Map<String, String> lower = new HashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        PracticeRequest request =
                new PracticeRequest(
                        server.now(),
                        method,
                        server.pathWithin(parts[0]),
                        parts.length == 2 ? parts[1] : "",
                        target,
                        lower,
                        body.orElse("").getBytes(StandardCharsets.UTF_8));
        try {
            return switch (server.serve(request)) {
                case Reply.Whole(Answer answer) -> Optional.of(answered(answer, true));
                case Reply.Cut(Answer answer, int _) -> Optional.of(answered(answer, false));
                case Reply.Nothing() -> Optional.empty();
            };
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A place as readers see it, and when the server got it, by the server's clock. */
    public record Shown(Place place, Instant lastUpdated) {}

    /** What Audible shows as a title's place now, which may be an old one. */
    public static Optional<Shown> shown(PracticeAudible audible, Asin asin) {
        return audible.titles()
                .seenPosition(asin, audible.now())
                .map(heard -> new Shown(Place.ofMillis(heard.positionMs()), heard.lastUpdated()));
    }

    private static Answered answered(Answer answer, boolean whole) {
        Map<String, String> headers = new LinkedHashMap<>();
        answer.headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Answered(answer.status(), headers, answer.body(), whole);
    }
}
