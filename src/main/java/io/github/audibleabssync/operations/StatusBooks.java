package io.github.audibleabssync.operations;

import com.fasterxml.jackson.core.JsonGenerator;

import io.github.audibleabssync.camel.Books;
import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.PutOff;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Remedy;
import io.github.audibleabssync.core.Sighting;
import io.github.audibleabssync.core.SyncPolicy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The books of the status page: what is held comes first, then by title. */
final class StatusBooks {

    private static final Comparator<Pair> BY_TITLE =
            Comparator.comparing(Pair::title, String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(Pair::key);

    private final Books books;
    private final DryRunPlan plan;
    private final SyncPolicy policy;
    private final Clock clock;

    StatusBooks(Books books, DryRunPlan plan, SyncPolicy policy, Clock clock) {
        this.books = books;
        this.plan = plan;
        this.policy = policy;
        this.clock = clock;
    }

    void write(JsonGenerator json) throws IOException {
        List<Pair> sorted =
                books.pairs().stream()
                        .sorted(
                                Comparator.comparing((Pair pair) -> !isHeld(state(pair)))
                                        .thenComparing(BY_TITLE))
                        .toList();
        json.writeArrayFieldStart("books");
        for (Pair pair : sorted) {
            write(json, pair, state(pair));
        }
        json.writeEndArray();
    }

    private BookState state(Pair pair) {
        return books.states().getOrDefault(pair.key(), BookState.NEW);
    }

    private static boolean isHeld(BookState state) {
        return state.last().filter(last -> last.outcome() == Outcome.HOLD).isPresent();
    }

    private void write(JsonGenerator json, Pair pair, BookState state) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", pair.key().toString());
        json.writeStringField("title", pair.title());
        writeSide(json, "audible", state.audible().latest());
        writeSide(json, "audiobookshelf", state.audiobookshelf().latest());
        writeVerdict(json, state);
        writeRemedy(json, pair, state);
        Optional<String> planned = plan.find(pair.key());
        if (planned.isPresent()) {
            json.writeStringField("dryRunPlan", planned.get());
        }
        json.writeNumberField("generation", state.agreement().map(Agreement::generation).orElse(0));
        StatusPage.writeTime(json, "askedAt", state.askedAt());
        StatusPage.writeTime(json, "putOffUntil", state.putOff().map(PutOff::until));
        json.writeEndObject();
    }

    private static void writeSide(JsonGenerator json, String name, Optional<Sighting> latest)
            throws IOException {
        if (latest.isEmpty()) {
            json.writeNullField(name);
            return;
        }
        Sighting sight = latest.get();
        Duration place = sight.place().fromStart();
        json.writeObjectFieldStart(name);
        json.writeNumberField("seconds", place.toMillis() / 1000.0);
        json.writeStringField(
                "place",
                "%d:%02d:%02d"
                        .formatted(place.toHours(), place.toMinutesPart(), place.toSecondsPart()));
        json.writeBooleanField("finished", sight.finished());
        StatusPage.writeTime(json, "changedAt", sight.changedAt());
        json.writeEndObject();
    }

    private void writeRemedy(JsonGenerator json, Pair pair, BookState state) throws IOException {
        Optional<String> command =
                books.lastSeen(pair, false, policy, clock.instant())
                        .filter(_ -> isHeld(state))
                        .flatMap(situation -> Remedy.find(situation, hold(state)));
        if (command.isPresent()) {
            json.writeStringField("command", command.get());
        }
    }

    private static Decision hold(BookState state) {
        Verdict last = state.last().orElseThrow();
        return new Decision.Hold(last.rule(), last.reason());
    }

    private static void writeVerdict(JsonGenerator json, BookState state) throws IOException {
        if (state.askedAt().isEmpty() || state.last().isEmpty()) {
            json.writeNullField("outcome");
            json.writeNullField("rule");
            json.writeStringField("reason", Reason.NOT_SEEN_YET.name());
            json.writeStringField("why", Reason.NOT_SEEN_YET.sentence());
            json.writeNullField("since");
            return;
        }
        Verdict last = state.last().get();
        json.writeStringField("outcome", StatusPage.word(last.outcome()));
        json.writeStringField("rule", last.rule().label());
        json.writeStringField("reason", last.reason().name());
        json.writeStringField("why", last.reason().sentence());
        json.writeStringField("since", last.since().toString());
    }
}
