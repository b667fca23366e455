package io.github.audibleabssync.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.PutOff;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.Explanation;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.SideState;
import io.github.audibleabssync.core.Sighting;
import io.github.audibleabssync.core.Wishes;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What an {@link Inquiry} finds, as JSON: the same on the command line and over HTTP. */
public final class InquiryPages {

    private final Inquiry inquiry;

    /** Renders what this inquiry finds. */
    public InquiryPages(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    /** All held books. */
    public ObjectNode holds() {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode held = page.putArray("held");
        inquiry.listHeld().forEach(pair -> held.add(standing(pair)));
        return page;
    }

    /** The writes of one book, newest first. */
    public ObjectNode history(Pair pair) {
        ObjectNode page = named(pair);
        ArrayNode writes = page.putArray("writes");
        inquiry.listJournal(pair).forEach(entry -> writes.add(write(entry)));
        return page;
    }

    /** How one book stands, and why. */
    public ObjectNode why(Pair pair) {
        BookState state = inquiry.state(pair);
        ObjectNode page = standing(pair);
        Optional<Agreement> agreed = state.agreement();
        agreed.ifPresent(
                agreement -> {
                    ObjectNode node = page.putObject("agreed");
                    node.put("at", agreement.agreedAt().toString());
                    node.put("generation", agreement.generation());
                    node.set("audible", place(agreement.audible()));
                    node.set("audiobookshelf", place(agreement.audiobookshelf()));
                });
        putTime(page, "askedAt", state.askedAt());
        putTime(page, "putOffUntil", state.putOff().map(PutOff::until));
        inquiry.explain(pair).ifPresent(explanation -> explain(page, explanation));
        page.set("policy", policy(pair));
        return page;
    }

    private static void explain(ObjectNode page, Explanation explanation) {
        ArrayNode inputs = page.putArray("inputs");
        explanation.inputs().forEach(inputs::add);
        ObjectNode now = page.putObject("rulesNow");
        now.put("rule", explanation.decision().rule().label());
        now.put("outcome", Explanation.tell(explanation.decision()));
        ArrayNode changes = page.putArray("whatWouldChangeIt");
        explanation
                .changes()
                .forEach(
                        change ->
                                changes.addObject()
                                        .put("event", change.event())
                                        .put("outcome", change.outcome()));
    }

    /** What a person asked for one book. */
    public ObjectNode policy(Pair pair) {
        Wishes wishes = inquiry.state(pair).wishes();
        ObjectNode page = named(pair);
        page.put("conflict", wishes.conflict().map(StatusPage::word).orElse("default"));
        page.put("edition", StatusPage.word(wishes.edition()));
        page.put("paused", wishes.paused() || inquiry.isPaused());
        return page;
    }

    /** Names of books, for a person to choose. */
    public static ArrayNode names(Collection<Pair> pairs) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        pairs.forEach(pair -> names.add(named(pair)));
        return names;
    }

    /** The book that a page is about. */
    static ObjectNode named(Pair pair) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("book", pair.key().toString())
                .put("title", pair.title());
    }

    private ObjectNode standing(Pair pair) {
        BookState state = inquiry.state(pair);
        ObjectNode node = named(pair);
        node.set("audible", place(state.audible().latest()));
        node.set("audiobookshelf", place(state.audiobookshelf().latest()));
        Optional<Verdict> last = state.last();
        node.put("outcome", last.map(Verdict::outcome).map(StatusPage::word).orElse(null));
        node.put("rule", last.map(verdict -> verdict.rule().label()).orElse(null));
        Reason reason = last.map(Verdict::reason).orElse(Reason.NOT_SEEN_YET);
        node.put("reason", reason.name());
        node.put("why", reason.sentence());
        putTime(node, "since", last.map(Verdict::since));
        node.put("command", inquiry.findRemedy(pair).orElse(null));
        return node;
    }

    private static ObjectNode write(JournalEntry entry) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("at", entry.at().toString());
        node.put("side", side(entry));
        node.set("before", entry.before().map(InquiryPages::place).orElse(null));
        node.set("after", place(entry.after()));
        node.set("otherSide", entry.source().map(InquiryPages::place).orElse(null));
        node.put("rule", entry.rule().label());
        node.put("reason", entry.reason().name());
        node.put("why", entry.reason().sentence());
        node.put("by", StatusPage.word(entry.origin().who()));
        node.put("confirmation", StatusPage.word(entry.confirmed()));
        return node;
    }

    private static String side(JournalEntry entry) {
        return switch (entry.side()) {
            case AUDIBLE -> "audible";
            case AUDIOBOOKSHELF -> "abs";
        };
    }

    private static ObjectNode place(SideState side) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("seconds", side.place().toMillis() / 1000.0);
        node.put("place", side.place().toString());
        node.put("finished", side.finished());
        return node;
    }

    private static ObjectNode place(Optional<Sighting> latest) {
        ObjectNode node =
                latest.map(
                                seen ->
                                        place(
                                                new SideState(
                                                        seen.place(),
                                                        seen.finished(),
                                                        seen.changedAt())))
                        .orElseGet(() -> JsonNodeFactory.instance.objectNode().putNull("place"));
        putTime(node, "changedAt", latest.flatMap(Sighting::changedAt));
        return node;
    }

    private static void putTime(ObjectNode node, String name, Optional<Instant> time) {
        node.put(name, time.map(Instant::toString).orElse(null));
    }
}
