package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One media-progress entry as the server keeps it: unchecked values and all (reference, sections 3 and 4). Not thread-safe.
 */
final class ProgressEntry {
    private static final JsonNode ZERO = LongNode.valueOf(0);
    private static final JsonNode ONE = LongNode.valueOf(1);

    private final ObjectNode names;
    private JsonNode duration = ZERO;
    private JsonNode progress = ZERO;
    private JsonNode currentTime = ZERO;
    private boolean finished;
    private boolean hidden;
    private JsonNode ebookLocation = NullNode.instance;
    private JsonNode ebookProgress = ZERO;
    private long lastUpdate;
    private long startedAt;
    private OptionalLong finishedAt = OptionalLong.empty();

    /** An empty entry with the fields that never change: the ids and the kind of item. */
    private ProgressEntry(ObjectNode names) {
        this.names = names;
    }

    /** A new entry: what was sent is stored, nothing is derived, no finish rule looks at it. */
    static ProgressEntry create(ObjectNode names, JsonNode sent, long now) {
        ProgressEntry entry = new ProgressEntry(names);
        entry.currentTime = orZero(sent.path("currentTime"));
        entry.duration = orZero(sent.path("duration"));
        entry.progress = orZero(sent.path("progress"));
        entry.hidden = Loose.holds(sent.path("hideFromContinueListening"));
        entry.ebookProgress = orZero(sent.path("ebookProgress"));
        if (sent.has("ebookLocation")) {
            entry.ebookLocation = sent.get("ebookLocation");
        }
        if (Loose.holds(sent.path("isFinished"))) {
            entry.finished = true;
            entry.progress = ONE;
            entry.finishedAt = OptionalLong.of(Loose.time(sent.path("finishedAt")).orElse(now));
        }
        entry.startedAt = Loose.time(sent.path("createdAt")).orElse(now);
        entry.lastUpdate = now;
        return entry;
    }

    /** An entry exactly as a document says, for preparing a state. */
    static ProgressEntry of(ObjectNode names, JsonNode document) {
        ProgressEntry entry = new ProgressEntry(names);
        entry.duration = document.path("duration");
        entry.progress = document.path("progress");
        entry.currentTime = document.path("currentTime");
        entry.finished = document.path("isFinished").asBoolean();
        entry.hidden = document.path("hideFromContinueListening").asBoolean();
        entry.ebookLocation = document.path("ebookLocation");
        entry.ebookProgress = document.path("ebookProgress");
        entry.lastUpdate = document.path("lastUpdate").asLong();
        entry.startedAt = document.path("startedAt").asLong();
        entry.finishedAt = Loose.time(document.path("finishedAt"));
        return entry;
    }

    private static JsonNode orZero(JsonNode node) {
        return Loose.holds(node) ? node : ZERO;
    }

    /** Changes what was sent, then lets the finish and the un-finish rule look at it. */
    void update(JsonNode sent, FinishSetting setting, long now) {
        JsonNode timeBefore = currentTime;
        boolean changed = false;
        boolean takesTime = sent.has("currentTime");
        boolean takesFinishedAt = sent.has("finishedAt");
        if (sent.has("isFinished")) {
            JsonNode flag = sent.get("isFinished");
            boolean wanted = Loose.holds(flag);
            if (wanted && !finished) {
                finishedAt = OptionalLong.of(Loose.time(sent.path("finishedAt")).orElse(now));
                progress = ONE;
                takesFinishedAt = false;
            } else if (!wanted && finished) {
                finishedAt = OptionalLong.empty();
                progress = ZERO;
                currentTime = ZERO;
                takesTime = false;
                takesFinishedAt = false;
            }
            changed = !flag.isBoolean() || flag.booleanValue() != finished;
            finished = Loose.stored(flag);
        } else {
            double fraction = Loose.number(sent.path("progress"));
            if (!Double.isNaN(fraction) && fraction != fractionOfPlace()) {
                progress = Json.number(Math.clamp(fraction, 0, 1));
                changed = true;
            }
        }
        if (takesTime) {
            currentTime = sent.get("currentTime");
        }
        if (takesFinishedAt) {
            OptionalLong other = Loose.time(sent.get("finishedAt"));
            changed |= !other.equals(finishedAt);
            finishedAt = other;
        }
        boolean moved = !Loose.same(timeBefore, currentTime);
        changed |= moved;
        changed |= takeOtherFields(sent, moved);
        changed |= applyRules(setting, moved, now);
        date(sent, changed, now);
    }

    private boolean takeOtherFields(JsonNode sent, boolean moved) {
        JsonNode durationBefore = duration;
        JsonNode locationBefore = ebookLocation;
        JsonNode ebookBefore = ebookProgress;
        boolean hiddenBefore = hidden;
        duration = sent.has("duration") ? sent.get("duration") : duration;
        ebookLocation = sent.has("ebookLocation") ? sent.get("ebookLocation") : ebookLocation;
        ebookProgress = sent.has("ebookProgress") ? sent.get("ebookProgress") : ebookProgress;
        if (sent.has("hideFromContinueListening")) {
            hidden = Loose.stored(sent.get("hideFromContinueListening"));
        }
        if (moved && !Loose.holds(sent.path("hideFromContinueListening"))) {
            hidden = false;
        }
        return hidden != hiddenBefore
                || !Loose.same(durationBefore, duration)
                || !Loose.same(locationBefore, ebookLocation)
                || !Loose.same(ebookBefore, ebookProgress);
    }

    private boolean applyRules(FinishSetting setting, boolean moved, long now) {
        boolean reached = setting.isReached(Loose.number(currentTime), Loose.number(duration));
        if (!finished && reached) {
            finished = true;
            finishedAt = OptionalLong.of(finishedAt.orElse(now));
            progress = ONE;
            return true;
        }
        if (finished && moved && !reached) {
            finished = false;
            finishedAt = OptionalLong.empty();
            return true;
        }
        return false;
    }

    private void date(JsonNode sent, boolean changed, long now) {
        if (Loose.holds(sent.path("lastUpdate"))) {
            lastUpdate = Loose.time(sent.get("lastUpdate")).orElse(now);
        } else if (changed) {
            lastUpdate = now;
        }
    }

    /** The place as a fraction of the duration, 0–1; 0 without a duration. */
    private double fractionOfPlace() {
        double whole = Loose.number(duration);
        return whole > 0 ? Math.clamp(Loose.number(currentTime) / whole, 0, 1) : 0;
    }

    void hide(boolean hide, long now) {
        hidden = hide;
        lastUpdate = now;
    }

    long lastUpdate() {
        return lastUpdate;
    }

    String text(String name) {
        return names.path(name).asText();
    }

    /** Seconds; NaN when what is stored is no number. */
    double currentTime() {
        return Loose.number(currentTime);
    }

    boolean isFinished() {
        return finished;
    }

    /** The entry with the field names of the API; a removed place is absent. */
    ObjectNode toJson() {
        ObjectNode json = names.deepCopy();
        json.set("duration", duration);
        json.set("progress", progress);
        if (!currentTime.isMissingNode()) {
            json.set("currentTime", currentTime);
        }
        json.set("isFinished", BooleanNode.valueOf(finished));
        json.set("hideFromContinueListening", BooleanNode.valueOf(hidden));
        json.set("ebookLocation", ebookLocation);
        json.set("ebookProgress", ebookProgress);
        json.put("lastUpdate", lastUpdate);
        json.put("startedAt", startedAt);
        json.set(
                "finishedAt",
                finishedAt.isPresent()
                        ? LongNode.valueOf(finishedAt.getAsLong())
                        : NullNode.instance);
        return json;
    }

    PracticeEntry snapshot() {
        double seconds = Double.isNaN(currentTime()) ? 0 : currentTime();
        return new PracticeEntry(
                text("id"),
                text("libraryItemId"),
                Duration.ofNanos((long) (seconds * 1e9)),
                Loose.number(progress),
                Duration.ofNanos((long) (Loose.number(duration) * 1e9)),
                finished,
                hidden,
                Instant.ofEpochMilli(lastUpdate),
                finishedAt.isPresent()
                        ? Optional.of(Instant.ofEpochMilli(finishedAt.getAsLong()))
                        : Optional.empty());
    }
}
