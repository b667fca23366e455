package io.github.audibleabssync.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.audibleabssync.core.Side;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A plan, as a table for people. */
final class PlanTable {

    private final PrintStream out;
    private final List<JsonNode> books = new ArrayList<>();

    PlanTable(PrintStream out, JsonNode plan) {
        this.out = out;
        plan.path("books").forEach(books::add);
    }

    void print() {
        List<JsonNode> stopped = list(book -> book.at("/write/heldBySafetyStop").asBoolean());
        List<JsonNode> writes =
                list(book -> book.has("write") && !book.at("/write/heldBySafetyStop").asBoolean());
        List<JsonNode> held = list(book -> is(book, "hold"));
        out.println(writes.isEmpty() ? "Nothing would be written." : "Would be written:");
        writes.forEach(this::printWrite);
        if (!stopped.isEmpty()) {
            out.println(
                    "\nHeld by the safety stop (rule 42); 'audible-abs-sync apply' lets them go:");
            stopped.forEach(this::printWrite);
        }
        if (!held.isEmpty()) {
            out.println("\nWould wait; 'audible-abs-sync holds' tells what decides each:");
            held.forEach(this::printHeld);
        }
        out.printf(
                "%n%d books were looked at: %d to write, %d stopped, %d waiting, %d need"
                        + " nothing.%n",
                books.size(),
                writes.size(),
                stopped.size(),
                held.size(),
                books.size() - writes.size() - stopped.size() - held.size());
    }

    private List<JsonNode> list(Predicate<JsonNode> which) {
        return books.stream().filter(which).toList();
    }

    private static boolean is(JsonNode book, String decision) {
        return book.path("decision").asText().equals(decision);
    }

    private void printWrite(JsonNode book) {
        JsonNode write = book.path("write");
        boolean audible = write.path("side").asText().equals("audible");
        JsonNode now = book.path(audible ? "audible" : "audiobookshelf");
        String flag =
                write.has("finished")
                        ? write.path("finished").asBoolean() ? " (finished)" : " (open again)"
                        : "";
        String before = place(now);
        String after = write.path("place").asText(now.path("place").asText("no place")) + flag;
        out.printf(
                "  %-14s  %-26s  %s%n",
                (audible ? Side.AUDIBLE : Side.AUDIOBOOKSHELF).title(),
                before + " -> " + after,
                name(book));
        out.printf(
                "  %-14s  rule %s: %s%n",
                "", book.path("rule").asText(), book.path("why").asText());
    }

    private void printHeld(JsonNode book) {
        out.printf(
                "  %s%n    Audible %s, Audiobookshelf %s%n    rule %s: %s%n",
                name(book),
                place(book.path("audible")),
                place(book.path("audiobookshelf")),
                book.path("rule").asText(),
                book.path("why").asText());
    }

    private static String place(JsonNode side) {
        if (side.has("unknown")) {
            return "not known";
        }
        return side.path("place").isTextual()
                ? side.path("place").asText()
                        + (side.path("finished").asBoolean() ? " (finished)" : "")
                : "no place";
    }

    private static String name(JsonNode book) {
        return "%s (%s)".formatted(book.path("title").asText(), book.path("book").asText());
    }
}
