package io.github.audibleabssync.camel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Reading;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Side;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** What a cycle would do, as JSON: one object a book, those that would be written first. */
final class PlanPage {

    private static final JsonFactory JSON = new JsonFactory();

    private PlanPage() {}

    static String render(Cycle cycle) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", cycle.startedAt().toString());
            json.writeArrayFieldStart("books");
            for (Resolved book : cycle.wanted()) {
                if (book.decision() instanceof Decision.Write) {
                    write(json, book, isStopped(cycle, book));
                }
            }
            for (Resolved book : cycle.wanted()) {
                if (!(book.decision() instanceof Decision.Write)) {
                    write(json, book, false);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static boolean isStopped(Cycle cycle, Resolved wanted) {
        return cycle.resolved().stream()
                .anyMatch(
                        book ->
                                book.key().equals(wanted.key())
                                        && book.decision().reason() == Reason.SAFETY_STOP);
    }

    private static void write(JsonGenerator json, Resolved book, boolean stopped)
            throws IOException {
        Decision decision = book.decision();
        json.writeStartObject();
        json.writeStringField("book", book.key().toString());
        json.writeStringField("title", book.situation().pair().title());
        writeSide(json, "audible", book.situation().audible());
        writeSide(json, "audiobookshelf", book.situation().audiobookshelf());
        json.writeStringField("decision", word(decision.outcome()));
        json.writeStringField("rule", decision.rule().label());
        json.writeStringField("reason", decision.reason().name());
        json.writeStringField("why", decision.reason().sentence());
        if (decision instanceof Decision.Write write) {
            json.writeObjectFieldStart("write");
            json.writeStringField("side", write.target() == Side.AUDIBLE ? "audible" : "abs");
            if (write.place().isPresent()) {
                json.writeStringField("place", write.place().get().toString());
            }
            if (write.finished().isPresent()) {
                json.writeBooleanField("finished", write.finished().get());
            }
            json.writeBooleanField("heldBySafetyStop", stopped);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeSide(JsonGenerator json, String name, Reading reading)
            throws IOException {
        json.writeObjectFieldStart(name);
        switch (reading) {
            case Reading.At at -> {
                json.writeStringField("place", at.place().toString());
                json.writeBooleanField("finished", at.finished());
            }
            case Reading.Nothing _ -> json.writeNullField("place");
            case Reading.Unknown(Reading.Why why) -> json.writeStringField("unknown", word(why));
        }
        json.writeEndObject();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
