package io.github.audibleabssync.audiobookshelf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.wire.ServiceAnswer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A forward-only reader of one JSON answer.
 *
 * <p>Lists come in megabytes and the process lives in 64 MB: no tree is built. Wherever the server was seen to send a value
 * of another kind than usual, the value reads as empty; a broken document is an {@link UnexpectedAnswer}.
 */
final class Json implements AutoCloseable {

    static final JsonFactory FACTORY = new JsonFactory();

    /** Far beyond any book, and still safe to calculate with: the server stores positions as large as 1e308. */
    private static final double LONGEST_SECONDS = 1e9;

    private static final Pattern NUMBER =
            Pattern.compile("-?\\d{1,400}(\\.\\d{1,400})?([eE][+-]?\\d{1,9})?");

    private final JsonParser parser;

    private Json(JsonParser parser) {
        this.parser = parser;
    }

    /** Takes in one field of an object, or steps over it by doing nothing. */
    interface Field {
        void accept(String name) throws IOException;
    }

    /** Takes in one element of an array. */
    interface Element {
        void accept() throws IOException;
    }

    /** Reads a whole document into a value. */
    interface Document<T> {
        T read(Json json) throws IOException;
    }

    /**
     * Reads an answer that must be a JSON object.
     *
     * @throws UnexpectedAnswer if it is no JSON, is cut off, or {@code document} finds something missing
     */
    static <T> T read(ServiceAnswer answer, String what, Document<T> document) {
        if (!answer.isJson()) {
            throw unexpected(answer, what, "is not JSON");
        }
        try (Json json = new Json(FACTORY.createParser(answer.body()))) {
            if (json.parser.nextToken() != JsonToken.START_OBJECT) {
                throw unexpected(answer, what, "is no JSON object");
            }
            return document.read(json);
        } catch (IncompleteAnswer incomplete) {
            throw unexpected(answer, what, incomplete.detail());
        } catch (IOException broken) {
            // Not chained: Jackson's message may quote the answer, and the answer may hold the
            // user's token.
            throw unexpected(answer, what, "is cut off or broken");
        }
    }

    private static UnexpectedAnswer unexpected(ServiceAnswer answer, String what, String problem) {
        return new UnexpectedAnswer(
                "Audiobookshelf's answer to '%s' %s (%s). Check that ABS_BASE_URL leads to Audiobookshelf itself and not to a sign-in page or another service."
                        .formatted(what, problem, Excerpt.of(answer)));
    }

    /** Goes through the fields of the object at hand; no fields when the value at hand is no object. */
    void fields(Field field) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            field.accept(name);
            parser.skipChildren();
        }
    }

    /**
     * Goes through the elements of the array at hand.
     *
     * @throws IncompleteAnswer if the value at hand is no array
     */
    void elements(String name, Element element) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw new IncompleteAnswer("has a '" + name + "' that is no list");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.accept();
            parser.skipChildren();
        }
    }

    /** Whether the value at hand is null. */
    boolean isNull() {
        return parser.hasToken(JsonToken.VALUE_NULL);
    }

    /** The text at hand. */
    Optional<String> text() throws IOException {
        return parser.hasToken(JsonToken.VALUE_STRING)
                ? Optional.of(parser.getText())
                : Optional.empty();
    }

    /** The truth value at hand. */
    Optional<Boolean> flag() {
        return parser.currentToken().isBoolean()
                ? Optional.of(parser.hasToken(JsonToken.VALUE_TRUE))
                : Optional.empty();
    }

    /** The finite number at hand; text that is a number counts as one. */
    Optional<Double> number() throws IOException {
        boolean number = parser.currentToken().isNumeric();
        if (!number && !parser.hasToken(JsonToken.VALUE_STRING)) {
            return Optional.empty();
        }
        String text = parser.getText().strip();
        return NUMBER.matcher(text).matches()
                ? Optional.of(Double.valueOf(text)).filter(Double::isFinite)
                : Optional.empty();
    }

    /** The seconds at hand, to the millisecond; empty when negative or no number. */
    Optional<Duration> seconds() throws IOException {
        return number().filter(seconds -> seconds >= 0)
                .map(seconds -> Math.round(Math.min(seconds, LONGEST_SECONDS) * 1000))
                .map(Duration::ofMillis);
    }

    /** The milliseconds since the epoch at hand. */
    Optional<Instant> epochMillis() throws IOException {
        if (!parser.currentToken().isNumeric()) {
            return Optional.empty();
        }
        double millis = parser.getDoubleValue();
        return Math.abs(millis) < 1e17
                ? Optional.of(Instant.ofEpochMilli((long) millis))
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** Something that every such answer has is missing; {@link #read} says of which answer. */
    static final class IncompleteAnswer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String detail;

        /** With what is wrong, to follow "the answer …"; no values of the answer. */
        IncompleteAnswer(String detail) {
            super(detail);
            this.detail = detail;
        }

        String detail() {
            return detail;
        }
    }
}
