package io.github.audibleabssync.audiobookshelf;

import io.github.audibleabssync.wire.ServiceAnswer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Answers to test with: recorded bodies, or made ones. */
final class Recorded {

    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private Recorded() {}

    static String text(String file) {
        try (InputStream in = Recorded.class.getResourceAsStream("/audiobookshelf/" + file)) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServiceAnswer recorded(String file) {
        return json(text(file));
    }

    static ServiceAnswer json(String body) {
        return answer(200, "application/json; charset=utf-8", body);
    }

    static ServiceAnswer answer(int status, String contentType, String body, String... headers) {
        Map<String, String> all = new HashMap<>();
        if (!contentType.isEmpty()) {
            all.put("content-type", contentType);
        }
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new ServiceAnswer(status, all, body.getBytes(StandardCharsets.UTF_8), NOW, NOW);
    }
}
