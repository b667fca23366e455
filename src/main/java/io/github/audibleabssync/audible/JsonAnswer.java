package io.github.audibleabssync.audible;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.wire.ServiceAnswer;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the JSON of an answer, and says in one way what is wrong with it. Errors of the parser go no further: they quote. */
final class JsonAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader WHOLE =
            JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonAnswer() {}

    /**
     * Reads a whole object, for small answers.
     *
     * @throws UnexpectedAnswer if it is none
     */
    static JsonNode readObject(String asked, ServiceAnswer answer) {
        try {
            JsonNode node = WHOLE.readTree(answer.body());
            if (node.isObject()) {
                return node;
            }
        } catch (IOException notJson) {
            throw notJson(asked, answer);
        }
        throw unexpected(asked, "is no JSON object", answer);
    }

    /**
     * Reads the entries of a list one by one: a page of the library has megabytes, an entry a few thousand bytes.
     *
     * @param list the name of the list in the answer's object
     * @return the plain values beside the list
     * @throws UnexpectedAnswer if it is no complete object with this list; some entries may have been read by then
     */
    static Map<String, JsonNode> readList(
            String asked, ServiceAnswer answer, String list, Consumer<JsonNode> entry) {
        Map<String, JsonNode> others = new HashMap<>();
        boolean found = false;
        try (JsonParser parser = JSON.createParser(answer.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notJson(asked, answer);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(list) && value == JsonToken.START_ARRAY) {
                    found = true;
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        entry.accept(JSON.readTree(parser));
                    }
                } else if (value.isScalarValue()) {
                    others.put(name, JSON.readTree(parser));
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw notJson(asked, answer);
            }
        } catch (IOException notJson) {
            throw notJson(asked, answer);
        }
        if (!found) {
            throw unexpected(asked, "lacks its list " + list, answer);
        }
        return others;
    }

    /** A text that is there and not blank. */
    static Optional<String> text(JsonNode node) {
        return node.isTextual()
                ? Optional.of(node.textValue()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /** The failure for an answer that is not what was promised. */
    static UnexpectedAnswer unexpected(String asked, String problem, ServiceAnswer answer) {
        return new UnexpectedAnswer(
                ("Audible's answer to %s (status %d) %s: %s. Nothing was taken from it and the next"
                                + " cycle asks again; if it stays, Audible has changed: report it.")
                        .formatted(asked, answer.status(), problem, Excerpt.of(answer.body())));
    }

    private static UnexpectedAnswer notJson(String asked, ServiceAnswer answer) {
        boolean page =
                answer.header("content-type").orElse("").contains("html")
                        || Excerpt.of(answer.body()).startsWith("<");
        String problem = page ? "is a web page instead of JSON" : "is no JSON, or was cut off";
        return unexpected(asked, problem, answer);
    }
}
