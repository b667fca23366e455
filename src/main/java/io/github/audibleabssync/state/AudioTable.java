package io.github.audibleabssync.state;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleAudio;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Content metadata of Audible titles. Chapter starts lie in one column, as milliseconds with commas between them. */
final class AudioTable {

    private static final TableShape AUDIO =
            new TableShape(
                    "audible_audio",
                    List.of("asin"),
                    List.of(
                            "acr",
                            "runtime_ms",
                            "intro_ms",
                            "outro_ms",
                            "chapter_starts_ms",
                            "read_at"));

    private AudioTable() {}

    static Map<Asin, AudibleAudio> list(Connection connection) throws SQLException {
        Map<Asin, AudibleAudio> found = new LinkedHashMap<>();
        try (BoundStatement select =
                new BoundStatement(connection, AUDIO.select() + " ORDER BY asin")) {
            select.list(row -> Map.entry(row.asin(), read(row)))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return Collections.unmodifiableMap(found);
    }

    static void save(Connection connection, Asin asin, AudibleAudio audio) throws SQLException {
        String starts =
                audio.chapterStarts().stream()
                        .map(start -> Long.toString(start.toMillis()))
                        .collect(Collectors.joining(","));
        try (BoundStatement save = new BoundStatement(connection, AUDIO.insertOrUpdate())) {
            save.asin(asin)
                    .text(audio.acr())
                    .length(audio.runtime())
                    .length(audio.intro())
                    .length(audio.outro())
                    .text(starts)
                    .time(audio.readAt())
                    .execute();
        }
    }

    static void remove(Connection connection, Asin asin) throws SQLException {
        try (BoundStatement delete =
                new BoundStatement(connection, AUDIO.delete() + " AND asin = ?")) {
            delete.asin(asin).execute();
        }
    }

    private static AudibleAudio read(Row row) throws SQLException {
        return new AudibleAudio(
                row.optionalText(),
                row.optionalLength(),
                row.length(),
                row.length(),
                readStarts(row.text()),
                row.time());
    }

    private static List<Duration> readStarts(String text) {
        return Stream.of(text.split(","))
                .filter(start -> !start.isEmpty())
                .map(start -> Duration.ofMillis(Long.parseLong(start)))
                .toList();
    }
}
