package io.github.audibleabssync.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** JSON as the two services write it. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double EXACT = 9e15;

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A number the way JavaScript prints it: whole ones without a fraction. */
    static NumericNode number(double value) {
        return value == Math.rint(value) && Math.abs(value) < EXACT
                ? LongNode.valueOf((long) value)
                : DoubleNode.valueOf(value);
    }

    /** Seconds with a fraction, Audiobookshelf's measure of a place. */
    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** The document, or empty when it cannot be read. An empty body is no document. */
    static Optional<JsonNode> read(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a JSON tree could not be written", e);
        }
    }

    /** Four spaces, one key a line. */
    static String pretty(JsonNode node) {
        return node.toPrettyString() + "\n";
    }
}
