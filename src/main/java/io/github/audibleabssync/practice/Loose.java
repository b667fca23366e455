package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/** JSON values as a loosely typed server takes them: it checks nothing, and stores and computes with what came. */
final class Loose {
    private Loose() {}

    /** As a number: texts are read, null is 0, true is 1; NaN when it is none, or absent. */
    static double number(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.doubleValue();
            case NULL -> 0;
            case BOOLEAN -> node.booleanValue() ? 1 : 0;
            case STRING -> number(node.textValue().strip());
            default -> Double.NaN;
        };
    }

    private static double number(String text) {
        try {
            return text.isEmpty() ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException garbage) {
            return Double.NaN;
        }
    }

    /** Whether a condition on it holds. */
    static boolean holds(JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.doubleValue() != 0;
            case STRING -> !node.textValue().isEmpty();
            case NULL, MISSING -> false;
            default -> true;
        };
    }

    /** As a column of truth values stores it: the text "false" is false there. */
    static boolean stored(JsonNode node) {
        return node.isTextual() ? node.textValue().equalsIgnoreCase("true") : holds(node);
    }

    /** Whether two values are the same, numbers by their value. */
    static boolean same(JsonNode one, JsonNode other) {
        boolean numbers = one.isNumber() && other.isNumber();
        return numbers ? one.doubleValue() == other.doubleValue() : one.equals(other);
    }

    /** A point in time in ms: a number is cut to whole ones, ISO text is read; empty when it is neither, or 0. */
    static OptionalLong time(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue() == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(node.longValue());
        }
        if (!node.isTextual()) {
            return OptionalLong.empty();
        }
        try {
            Instant instant = OffsetDateTime.parse(node.textValue()).toInstant();
            return OptionalLong.of(instant.toEpochMilli());
        } catch (DateTimeException garbage) {
            return OptionalLong.empty();
        }
    }
}
