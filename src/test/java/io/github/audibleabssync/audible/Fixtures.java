package io.github.audibleabssync.audible;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.audibleabssync.wire.ServiceAnswer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files under {@code src/test/resources/audible}, and answers made of them. */
final class Fixtures {

    static final Instant NOW = Instant.parse("2026-11-22T05:46:00.250Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Fixtures() {}

    static byte[] bytes(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/audible/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), UTF_8);
    }

    static JsonNode json(String name) {
        return parse(text(name));
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new HashMap<>();
        object.properties()
                .forEach(field -> strings.put(field.getKey(), field.getValue().asText()));
        return strings;
    }

    static ServiceAnswer file(String name) {
        return answer(200, text(name));
    }

    static ServiceAnswer answer(int status, String body) {
        return answer(status, body, Map.of("content-type", "application/json"));
    }

    static ServiceAnswer answer(int status, String body, Map<String, String> headers) {
        return new ServiceAnswer(status, headers, body.getBytes(UTF_8), NOW, NOW);
    }

    static AudibleSession session() {
        return SessionFile.read(bytes("vectors/auth-files/plain.json"), Optional.empty());
    }
}
