package io.github.audibleabssync.state;

import java.util.List;
import java.util.stream.Stream;

/** The second migration: who asked for a write and what was read then, what people ask for, and their commands. */
final class SecondSchema {

    static final Migration MIGRATION =
            new Migration(
                    2,
                    "commands, wishes, and who asked for a write",
                    Stream.of(asked("claim"), asked("journal"), people())
                            .flatMap(List::stream)
                            .toList());

    private SecondSchema() {}

    private static List<String> asked(String table) {
        return Stream.of(
                        "source_place_ms BIGINT",
                        "source_finished BOOLEAN",
                        "source_changed_at BIGINT",
                        "who TEXT NOT NULL DEFAULT 'RULE'",
                        "command BIGINT NOT NULL DEFAULT 0")
                .map(column -> "ALTER TABLE " + table + " ADD COLUMN " + column)
                .toList();
    }

    private static List<String> people() {
        return List.of(
                "ALTER TABLE book ADD COLUMN heard_audible TEXT",
                "ALTER TABLE book ADD COLUMN heard_audiobookshelf TEXT",
                "ALTER TABLE book ADD COLUMN clocks_trusted BOOLEAN",
                """
                CREATE TABLE wish (
                  account TEXT NOT NULL,
                  asin TEXT NOT NULL,
                  twin TEXT NOT NULL,
                  paused BOOLEAN NOT NULL,
                  conflict TEXT,
                  edition TEXT NOT NULL,
                  ruling TEXT,
                  ruling_side TEXT,
                  ruling_finished BOOLEAN,
                  ruling_command BIGINT,
                  ruling_revision BIGINT,
                  seen_audible_place_ms BIGINT,
                  seen_audible_finished BOOLEAN,
                  seen_audible_changed_at BIGINT,
                  seen_audiobookshelf_place_ms BIGINT,
                  seen_audiobookshelf_finished BOOLEAN,
                  seen_audiobookshelf_changed_at BIGINT,
                  goal_audible_place_ms BIGINT,
                  goal_audible_finished BOOLEAN,
                  goal_audible_changed_at BIGINT,
                  goal_audiobookshelf_place_ms BIGINT,
                  goal_audiobookshelf_finished BOOLEAN,
                  goal_audiobookshelf_changed_at BIGINT,
                  PRIMARY KEY (account, asin, twin),
                  FOREIGN KEY (account, asin, twin)
                    REFERENCES book (account, asin, twin))\
                """,
                """
                CREATE TABLE command (
                  id INTEGER PRIMARY KEY AUTOINCREMENT,
                  account TEXT NOT NULL,
                  kind TEXT NOT NULL,
                  asin TEXT,
                  twin TEXT,
                  side TEXT,
                  to_at BIGINT,
                  content TEXT,
                  asked_by TEXT NOT NULL,
                  asked_at BIGINT NOT NULL,
                  taken_at BIGINT,
                  outcome TEXT,
                  answer TEXT,
                  answered_at BIGINT)\
                """);
    }
}
