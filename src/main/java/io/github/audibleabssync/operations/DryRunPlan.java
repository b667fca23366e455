package io.github.audibleabssync.operations;

import io.github.audibleabssync.camel.Cycle;
import io.github.audibleabssync.camel.Intent;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reading;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a dry run would have written, book by book; a plan is logged when it is new or changed. */
final class DryRunPlan {

    private static final Logger LOG = LoggerFactory.getLogger(DryRunPlan.class);

    private final Map<BookKey, String> lines = new ConcurrentHashMap<>();

    void update(Cycle cycle) {
        Map<BookKey, String> planned = new ConcurrentHashMap<>();
        cycle.onlyPlanned().forEach(intent -> planned.put(intent.book(), describe(intent)));
        cycle.resolved().stream()
                .map(book -> book.key())
                .filter(book -> !planned.containsKey(book))
                .forEach(lines::remove);
        for (Intent intent : cycle.onlyPlanned()) {
            String line = planned.getOrDefault(intent.book(), "");
            if (!line.equals(lines.put(intent.book(), line))) {
                LOG.info("Dry run: '{}' [{}]: {}", intent.pair().title(), intent.book(), line);
            }
        }
    }

    /** What would be written for a book; empty when nothing would. */
    Optional<String> find(BookKey book) {
        return Optional.ofNullable(lines.get(book));
    }

    private static String describe(Intent intent) {
        String from = intent.decidedOn() instanceof Reading.At at ? show(at) : "nothing";
        String to =
                intent.write()
                        .place()
                        .map(Place::toString)
                        .orElseGet(
                                () ->
                                        intent.decidedOn() instanceof Reading.At at
                                                ? at.place().toString()
                                                : "nothing");
        String flag =
                intent.write()
                        .finished()
                        .map(finished -> finished ? ", marked finished" : ", opened again")
                        .orElse("");
        return "%s -> %s on %s%s (rule %s: %s)"
                .formatted(
                        from,
                        to,
                        intent.target().title(),
                        flag,
                        intent.write().rule().label(),
                        intent.write().reason().sentence());
    }

    private static String show(Reading.At at) {
        return at.place() + (at.finished() ? " (finished)" : "");
    }
}
