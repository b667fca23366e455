package io.github.audibleabssync.audiobookshelf;

import io.github.audibleabssync.core.Place;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Collects the fields of one progress entry, in whatever order they come. */
final class ProgressParser {

    private Optional<String> entryId = Optional.empty();
    private Optional<String> itemId = Optional.empty();
    private Optional<Place> place = Optional.empty();
    private Optional<Boolean> finished = Optional.empty();
    private Optional<Instant> lastUpdate = Optional.empty();
    private Optional<Instant> finishedAt = Optional.empty();
    private boolean book = true;

    private ProgressParser() {}

    /** All book entries of a document that has them in {@code mediaProgress}, by item id. */
    static Map<String, ProgressEntry> all(Json json) throws IOException {
        Map<String, ProgressEntry> entries = new HashMap<>();
        boolean[] listed = {false};
        json.fields(
                name -> {
                    if (name.equals("mediaProgress")) {
                        listed[0] = true;
                        json.elements(name, () -> keepNewest(entries, next(json)));
                    }
                });
        if (!listed[0]) {
            throw new Json.IncompleteAnswer("has no 'mediaProgress'");
        }
        return entries;
    }

    /** The document itself as an entry. */
    static ProgressEntry one(Json json) throws IOException {
        ProgressEntry entry = next(json);
        if (entry == null) {
            throw new Json.IncompleteAnswer("is about a podcast");
        }
        return entry;
    }

    private static void keepNewest(
            Map<String, ProgressEntry> entries, @Nullable ProgressEntry entry) {
        if (entry != null) {
            entries.merge(
                    entry.itemId(),
                    entry,
                    (before, next) -> next.supersedes(before) ? next : before);
        }
    }

    /** The entry at hand, or null for a podcast's. */
    private static @Nullable ProgressEntry next(Json json) throws IOException {
        ProgressParser fields = new ProgressParser();
        json.fields(name -> fields.take(name, json));
        return fields.book ? fields.entry() : null;
    }

    private void take(String name, Json json) throws IOException {
        switch (name) {
            case "id" -> entryId = json.text();
            case "libraryItemId" -> itemId = json.text();
            case "episodeId" -> book &= json.isNull();
            case "mediaItemType" -> book &= json.text().map("book"::equals).orElse(true);
            case "currentTime" -> place = json.seconds().map(Place::new);
            case "isFinished" -> finished = json.flag();
            case "lastUpdate" -> lastUpdate = json.epochMillis();
            case "finishedAt" -> finishedAt = json.epochMillis();
            default -> {}
        }
    }

    private ProgressEntry entry() {
        String item =
                itemId.orElseThrow(
                        () -> new Json.IncompleteAnswer("has a progress entry that names no item"));
        return new ProgressEntry(
                entryId,
                item,
                finished.isPresent() ? place : Optional.empty(),
                finished.orElse(false),
                lastUpdate,
                finishedAt);
    }
}
