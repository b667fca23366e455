package io.github.audibleabssync.state;

import java.util.List;

/**
 * The first migration: all tables. Released, hence never changed; later changes are migrations of their own.
 *
 * <p>Columns ending in {@code _at} are milliseconds since 1970 (UTC), columns ending in {@code _ms} are lengths in
 * milliseconds.
 */
final class FirstSchema {

    static final Migration MIGRATION =
            new Migration(
                    1,
                    "all tables",
                    List.of(
                            """
                            CREATE TABLE schema_version (
                              version BIGINT NOT NULL PRIMARY KEY,
                              what TEXT NOT NULL,
                              app_version TEXT NOT NULL,
                              migrated_at BIGINT NOT NULL)\
                            """,
                            """
                            CREATE TABLE book (
                              account TEXT NOT NULL,
                              asin TEXT NOT NULL,
                              twin TEXT NOT NULL,
                              rule TEXT,
                              outcome TEXT,
                              reason TEXT,
                              since_at BIGINT,
                              asked_at BIGINT,
                              moved_at BIGINT,
                              put_off_until_at BIGINT,
                              put_off_failures BIGINT NOT NULL,
                              PRIMARY KEY (account, asin, twin))\
                            """,
                            """
                            CREATE TABLE book_side (
                              account TEXT NOT NULL,
                              asin TEXT NOT NULL,
                              twin TEXT NOT NULL,
                              side TEXT NOT NULL,
                              latest_place_ms BIGINT,
                              latest_finished BOOLEAN,
                              latest_own_at BIGINT,
                              latest_changed_at BIGINT,
                              latest_flag_changed_at BIGINT,
                              latest_first_read_at BIGINT,
                              latest_read_at BIGINT,
                              latest_readings BIGINT,
                              latest_echo BOOLEAN,
                              latest_ours BOOLEAN,
                              previous_place_ms BIGINT,
                              previous_finished BOOLEAN,
                              previous_own_at BIGINT,
                              previous_changed_at BIGINT,
                              previous_flag_changed_at BIGINT,
                              previous_first_read_at BIGINT,
                              previous_read_at BIGINT,
                              previous_readings BIGINT,
                              previous_echo BOOLEAN,
                              previous_ours BOOLEAN,
                              run_start_ms BIGINT,
                              run_readings BIGINT NOT NULL,
                              written_at BIGINT,
                              unconfirmed BIGINT NOT NULL,
                              read_only_until_at BIGINT,
                              PRIMARY KEY (account, asin, twin, side),
                              FOREIGN KEY (account, asin, twin)
                                REFERENCES book (account, asin, twin))\
                            """,
                            """
                            CREATE TABLE agreement (
                              account TEXT NOT NULL,
                              asin TEXT NOT NULL,
                              twin TEXT NOT NULL,
                              agreed_item_id TEXT NOT NULL,
                              agreed_audible_place_ms BIGINT NOT NULL,
                              agreed_audible_finished BOOLEAN NOT NULL,
                              agreed_audible_changed_at BIGINT,
                              agreed_audiobookshelf_place_ms BIGINT NOT NULL,
                              agreed_audiobookshelf_finished BOOLEAN NOT NULL,
                              agreed_audiobookshelf_changed_at BIGINT,
                              agreed_generation BIGINT NOT NULL,
                              agreed_revision BIGINT NOT NULL,
                              agreed_at BIGINT NOT NULL,
                              PRIMARY KEY (account, asin, twin),
                              FOREIGN KEY (account, asin, twin)
                                REFERENCES book (account, asin, twin))\
                            """,
                            """
                            CREATE TABLE claim (
                              account TEXT NOT NULL,
                              claim_key TEXT NOT NULL,
                              asin TEXT NOT NULL,
                              twin TEXT NOT NULL,
                              side TEXT NOT NULL,
                              place_ms BIGINT,
                              finished BOOLEAN,
                              before_place_ms BIGINT,
                              before_finished BOOLEAN,
                              before_changed_at BIGINT,
                              agreed_item_id TEXT NOT NULL,
                              agreed_audible_place_ms BIGINT NOT NULL,
                              agreed_audible_finished BOOLEAN NOT NULL,
                              agreed_audible_changed_at BIGINT,
                              agreed_audiobookshelf_place_ms BIGINT NOT NULL,
                              agreed_audiobookshelf_finished BOOLEAN NOT NULL,
                              agreed_audiobookshelf_changed_at BIGINT,
                              agreed_generation BIGINT NOT NULL,
                              agreed_revision BIGINT NOT NULL,
                              agreed_at BIGINT NOT NULL,
                              rule TEXT NOT NULL,
                              reason TEXT NOT NULL,
                              claimed_at BIGINT NOT NULL,
                              sent_at BIGINT,
                              answer_lost BOOLEAN NOT NULL,
                              confirmed_at BIGINT,
                              PRIMARY KEY (account, claim_key))\
                            """,
                            """
                            CREATE TABLE journal (
                              id INTEGER PRIMARY KEY,
                              account TEXT NOT NULL,
                              asin TEXT NOT NULL,
                              twin TEXT NOT NULL,
                              side TEXT NOT NULL,
                              before_place_ms BIGINT,
                              before_finished BOOLEAN,
                              before_changed_at BIGINT,
                              after_place_ms BIGINT NOT NULL,
                              after_finished BOOLEAN NOT NULL,
                              after_changed_at BIGINT,
                              agreed_item_id TEXT NOT NULL,
                              agreed_audible_place_ms BIGINT NOT NULL,
                              agreed_audible_finished BOOLEAN NOT NULL,
                              agreed_audible_changed_at BIGINT,
                              agreed_audiobookshelf_place_ms BIGINT NOT NULL,
                              agreed_audiobookshelf_finished BOOLEAN NOT NULL,
                              agreed_audiobookshelf_changed_at BIGINT,
                              agreed_generation BIGINT NOT NULL,
                              agreed_revision BIGINT NOT NULL,
                              agreed_at BIGINT NOT NULL,
                              rule TEXT NOT NULL,
                              reason TEXT NOT NULL,
                              confirmation TEXT NOT NULL,
                              confirmed_at BIGINT NOT NULL)\
                            """,
                            """
                            CREATE INDEX journal_of_book
                              ON journal (account, asin, twin, confirmed_at)\
                            """,
                            """
                            CREATE TABLE audible_title (
                              account TEXT NOT NULL,
                              asin TEXT NOT NULL,
                              title TEXT NOT NULL,
                              runtime_ms BIGINT NOT NULL,
                              finished BOOLEAN,
                              finished_changed_at BIGINT,
                              PRIMARY KEY (account, asin))\
                            """,
                            """
                            CREATE TABLE audible_audio (
                              account TEXT NOT NULL,
                              asin TEXT NOT NULL,
                              acr TEXT,
                              runtime_ms BIGINT,
                              intro_ms BIGINT NOT NULL,
                              outro_ms BIGINT NOT NULL,
                              chapter_starts_ms TEXT NOT NULL,
                              read_at BIGINT NOT NULL,
                              PRIMARY KEY (account, asin))\
                            """,
                            """
                            CREATE TABLE shelf_item (
                              account TEXT NOT NULL,
                              id TEXT NOT NULL,
                              library_id TEXT NOT NULL,
                              asin TEXT,
                              title TEXT NOT NULL,
                              runtime_ms BIGINT NOT NULL,
                              missing BOOLEAN NOT NULL,
                              finishes_from_ms BIGINT NOT NULL,
                              PRIMARY KEY (account, id))\
                            """,
                            """
                            CREATE TABLE small_value (
                              account TEXT NOT NULL,
                              name TEXT NOT NULL,
                              content TEXT NOT NULL,
                              PRIMARY KEY (account, name))\
                            """));

    private FirstSchema() {}
}
