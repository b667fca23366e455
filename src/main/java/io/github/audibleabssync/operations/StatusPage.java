package io.github.audibleabssync.operations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.github.audibleabssync.camel.Backups;
import io.github.audibleabssync.camel.Cycle;
import io.github.audibleabssync.camel.FirstFindings;
import io.github.audibleabssync.camel.ServiceLink;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.operations.Operations.Subject;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SyncSettings;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How everything stands, as JSON for {@code GET /status}. Written as a stream: a large library would not fit into a small
 * memory twice.
 */
public final class StatusPage {

    private static final JsonFactory JSON = new JsonFactory();

    private final SyncSettings sync;
    private final Subject subject;
    private final CycleHistory history;
    private final StatusBooks books;
    private final String version;
    private final Clock clock;
    private final Instant startedAt;

    StatusPage(
            Settings settings,
            Subject subject,
            CycleHistory history,
            DryRunPlan plan,
            String version,
            Clock clock) {
        this.sync = settings.sync();
        this.subject = subject;
        this.history = history;
        this.books = new StatusBooks(subject.books(), plan, sync.policy(), clock);
        this.version = version;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** Answers {@code GET /status}. */
    public void show(Message message) {
        answer(message, 200, this::write);
    }

    /** Answers {@code POST /sync} with what the cycle did; 503 when it did not succeed. */
    public void showCycle(@Variable("cycle") Cycle cycle, Message message) {
        CycleSummary summary =
                history.list().stream()
                        .filter(known -> known.startedAt().equals(cycle.startedAt()))
                        .findFirst()
                        .orElseGet(() -> CycleSummary.of(cycle, false, clock.instant()));
        answer(message, summary.succeeded() ? 200 : 503, json -> writeCycle(json, summary));
    }

    private static void answer(Message message, int status, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes).useDefaultPrettyPrinter()) {
            content.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(bytes.toByteArray());
    }

    private void write(JsonGenerator json) throws IOException {
        Instant now = clock.instant();
        LibraryCounts counts = LibraryCounts.of(subject.books(), now);
        json.writeStartObject();
        json.writeStringField("version", version);
        json.writeStringField("startedAt", startedAt.toString());
        json.writeNumberField("uptimeSeconds", Duration.between(startedAt, now).toSeconds());
        json.writeBooleanField("dryRun", sync.dryRun());
        json.writeBooleanField("paused", subject.books().isPaused());
        writePolicy(json);
        json.writeStringField("nextCycleAt", nextCycle(now).toString());
        writeSide(json, "audible", subject.audible(), Operations.audibleProblem(subject));
        writeSide(
                json,
                "audiobookshelf",
                subject.audiobookshelf(),
                Operations.audiobookshelfProblem(subject));
        writeBackup(json);
        writeLibraries(json, counts);
        writeFirstLook(json);
        Optional<CycleSummary> lastCycle = history.latestWhole();
        if (lastCycle.isPresent()) {
            json.writeFieldName("lastCycle");
            writeCycle(json, lastCycle.get());
        }
        json.writeArrayFieldStart("cycles");
        for (CycleSummary cycle : history.list()) {
            writeCycle(json, cycle);
        }
        json.writeEndArray();
        books.write(json);
        json.writeEndObject();
    }

    private void writePolicy(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("policy");
        json.writeStringField("conflict", word(sync.conflictPolicy()));
        json.writeStringField("direction", word(sync.oneWayMode()));
        json.writeBooleanField("finished", sync.finished());
        json.writeNumberField("intervalSeconds", sync.interval().toSeconds());
        json.writeNumberField("toleranceSeconds", sync.tolerance().toSeconds());
        json.writeNumberField("cooldownSeconds", sync.cooldown().toSeconds());
        json.writeNumberField("maxRewindSeconds", sync.maxRewind().toSeconds());
        json.writeEndObject();
    }

    private Instant nextCycle(Instant now) {
        return history.latestWhole()
                .map(last -> last.startedAt().plus(sync.interval()))
                .filter(now::isBefore)
                .orElse(now);
    }

    private static void writeSide(
            JsonGenerator json, String name, ServiceLink link, Optional<String> problem)
            throws IOException {
        json.writeObjectFieldStart(name);
        writeTime(json, "lastSuccessAt", link.lastSuccess());
        json.writeNumberField(
                "clockOffsetSeconds", link.serverClock().offset().toMillis() / 1000.0);
        json.writeBooleanField("clockTrusted", link.serverClock().trusted());
        writeTime(json, "quietUntil", link.quietUntil());
        if (problem.isPresent()) {
            json.writeStringField("problem", problem.get());
        }
        json.writeEndObject();
    }

    private void writeBackup(JsonGenerator json) throws IOException {
        Backups.Report report = subject.backups().report();
        json.writeObjectFieldStart("backup");
        writeTime(json, "lastAt", report.lastAt());
        if (report.problem().isPresent()) {
            json.writeStringField("problem", report.problem().get());
        }
        json.writeEndObject();
    }

    private void writeLibraries(JsonGenerator json, LibraryCounts counts) throws IOException {
        var sizes = subject.books().sizes();
        json.writeObjectFieldStart("libraries");
        json.writeNumberField("audibleTitles", sizes.audibleTitles());
        json.writeNumberField("audiobookshelfItems", sizes.audiobookshelfItems());
        json.writeNumberField("onBoth", counts.pairs());
        json.writeNumberField("agreed", counts.agreed());
        json.writeNumberField("held", counts.held());
        json.writeNumberField("askedEveryCycle", counts.hot());
        json.writeNumberField(
                "othersAreNoticedWithinSeconds",
                subject.watchlist()
                        .longestWait(counts.pairs(), counts.hot(), sync.interval())
                        .toSeconds());
        json.writeEndObject();
        json.writeObjectFieldStart("firstSweep");
        json.writeBooleanField("done", counts.notSeen() == 0);
        json.writeNumberField("asked", counts.asked());
        json.writeNumberField("total", counts.pairs());
        json.writeNumberField("notSeenYet", counts.notSeen());
        json.writeEndObject();
    }

    /** What was found before the first write; the numbers only in the life that found them. */
    private void writeFirstLook(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("firstLook");
        json.writeBooleanField("done", subject.firstLook().isOver());
        Optional<FirstFindings> findings = subject.firstLook().findings();
        if (findings.isPresent()) {
            FirstFindings found = findings.get();
            json.writeStringField("at", found.at().toString());
            json.writeNumberField("onBoth", found.pairs());
            json.writeNumberField("agree", found.agree());
            json.writeObjectFieldStart("move");
            for (Side side : Side.values()) {
                json.writeNumberField(word(side), found.moves().getOrDefault(side, 0));
            }
            json.writeEndObject();
            writeReasons(json, "held", found.held());
            writeReasons(json, "stay", found.left());
            json.writeNumberField("notSeenYet", found.notSeen());
        }
        json.writeEndObject();
    }

    private static void writeReasons(JsonGenerator json, String name, Map<Reason, Integer> counts)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<Reason, Integer> one : new TreeMap<>(counts).entrySet()) {
            json.writeNumberField(one.getKey().name(), one.getValue());
        }
        json.writeEndObject();
    }

    private static void writeCycle(JsonGenerator json, CycleSummary cycle) throws IOException {
        json.writeStartObject();
        json.writeStringField("startedAt", cycle.startedAt().toString());
        json.writeNumberField("tookMillis", cycle.took().toMillis());
        json.writeBooleanField("succeeded", cycle.succeeded());
        json.writeBooleanField("firstSweep", cycle.sweep());
        json.writeNumberField("asked", cycle.asked());
        json.writeNumberField("inSync", cycle.inSync());
        json.writeNumberField("agreed", cycle.agreed());
        json.writeNumberField("planned", cycle.planned());
        json.writeNumberField("written", cycle.written());
        json.writeNumberField("awaitingReadBack", cycle.awaiting());
        json.writeNumberField("held", cycle.held());
        Optional<String> problem = cycle.problem();
        if (problem.isPresent()) {
            json.writeStringField("problem", problem.get());
        }
        json.writeEndObject();
    }

    static void writeTime(JsonGenerator json, String name, Optional<Instant> time)
            throws IOException {
        if (time.isPresent()) {
            json.writeStringField(name, time.get().toString());
        } else {
            json.writeNullField(name);
        }
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
