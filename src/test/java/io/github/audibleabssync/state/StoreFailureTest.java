package io.github.audibleabssync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.failure.StateStoreFailed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is left when a step fails in the middle: what was there before it. */
class StoreFailureTest {

    @TempDir Path folder;
    private Connection connection;
    private StateStore store;

    @BeforeEach
    void open() throws SQLException {
        Path file = folder.resolve("state.db");
        Samples.open(file).close();
        connection = Connections.write(file);
        store = new SqliteStateStore(new Database(file, connection));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void breakWritesOf(String table) throws SQLException {
        for (String change : List.of("INSERT", "UPDATE")) {
            execute(
                    "CREATE TRIGGER break_%s_%s BEFORE %s ON %s BEGIN SELECT RAISE(ABORT, 'broken'); END"
                            .formatted(table, change, change, table));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"book", "book_side", "agreement"})
    void anAgreementIsRecordedWhollyOrNotAtAll(String table) throws SQLException {
        store.agree(Samples.BOOK, BookState.NEW, Samples.agreement(1));
        Map<BookKey, BookState> before = store.listBooks();
        breakWritesOf(table);

        assertThatThrownBy(
                        () -> store.agree(Samples.BOOK, Samples.fullBook(), Samples.agreement(2)))
                .isInstanceOf(StateStoreFailed.class)
                .hasMessageContaining("broken");

        assertThat(store.listBooks()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"book", "book_side", "agreement", "journal", "claim"})
    void aWriteIsConfirmedWhollyOrNotAtAll(String table) throws SQLException {
        Claim claim = Samples.claim("a", 2);
        store.agree(Samples.BOOK, BookState.NEW, Samples.agreement(1));
        store.claim(claim);
        Map<BookKey, BookState> before = store.listBooks();
        breakWritesOf(table);

        assertThatThrownBy(
                        () ->
                                store.confirm(
                                        claim, Samples.fullBook(), Samples.entry(2, Samples.NOW)))
                .isInstanceOf(StateStoreFailed.class);

        assertThat(store.listBooks()).isEqualTo(before);
        assertThat(store.countJournal()).isZero();
        assertThat(store.listOpenClaims()).containsExactly(claim);
    }

    @Test
    void aFullDiskStopsTheStepAndIsOvercomeWithoutReopening() throws SQLException {
        store.agree(Samples.BOOK, Samples.fullBook(), Samples.agreement(1));
        Map<BookKey, BookState> before = store.listBooks();
        Map<BookKey, BookState> many =
                IntStream.range(0, 2000)
                        .mapToObj(number -> BookKey.of(new Asin("B%09d".formatted(number))))
                        .collect(Collectors.toMap(Function.identity(), _ -> Samples.fullBook()));
        execute("PRAGMA max_page_count = " + (pageCount() + 2));

        assertThatThrownBy(() -> store.remember(many))
                .isInstanceOf(StateStoreFailed.class)
                .hasMessageContaining("full")
                .hasMessageContaining("Make room");
        assertThat(store.listBooks()).isEqualTo(before);
        store.saveValue("small", "fits");

        execute("PRAGMA max_page_count = 1000000");
        store.remember(many);
        assertThat(store.listBooks()).containsAllEntriesOf(before).containsAllEntriesOf(many);
    }

    @Test
    void theProbeWritesToTheDiskAlsoWhenItDidSoBefore() throws IOException {
        Path journal = folder.resolve("state.db-wal");
        store.probe();
        long before = Files.size(journal);

        store.probe();

        assertThat(Files.size(journal)).isGreaterThan(before);
    }

    private int pageCount() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA page_count")) {
            return result.getInt(1);
        }
    }

    @Test
    void anUnknownWordInTheStoreIsAFailureThatNamesIt() throws SQLException {
        store.remember(Map.of(Samples.BOOK, Samples.fullBook()));
        execute("UPDATE book SET reason = 'FROM_THE_FUTURE'");

        assertThatThrownBy(store::listBooks)
                .isInstanceOf(StateStoreFailed.class)
                .hasMessageContaining("FROM_THE_FUTURE");
    }

    @Test
    void theConnectionIsSetUpForDurability() throws SQLException {
        assertThat(pragma("journal_mode")).isEqualTo("wal");
        assertThat(pragma("synchronous")).isEqualTo("2");
        assertThat(pragma("foreign_keys")).isEqualTo("1");
        assertThat(pragma("busy_timeout")).isEqualTo("3000");
    }

    private String pragma(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            return result.getString(1);
        }
    }
}
