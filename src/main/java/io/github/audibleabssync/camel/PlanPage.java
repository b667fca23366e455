package io.github.audibleabssync.camel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Reading;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Side;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a cycle would do, as JSON: one object a book, those that would be written first. */
public final class PlanPage {

    private static final JsonFactory JSON = new JsonFactory();

    private PlanPage() {}

    static String render(Cycle cycle) {
        return render(cycle.startedAt(), cycle.wanted(), cycle.resolved());
    }

    /**
     * Renders decisions.
     *
     * @param at when they were made
     * @param wanted what each book wants
     * @param safe the same after rule 42 looked at all of them together
     */
    public static String render(Instant at, List<Resolved> wanted, List<Resolved> safe) {
        Set<BookKey> stopped =
                safe.stream()
                        .filter(book -> book.decision().reason() == Reason.SAFETY_STOP)
                        .map(Resolved::key)
                        .collect(Collectors.toSet());
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", at.toString());
            json.writeArrayFieldStart("books");
            for (boolean writes : new boolean[] {true, false}) {
                for (Resolved book : wanted) {
                    if (book.decision() instanceof Decision.Write == writes) {
                        write(json, book, stopped.contains(book.key()));
                    }
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
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
