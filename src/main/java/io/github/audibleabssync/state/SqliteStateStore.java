package io.github.audibleabssync.state;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleAudio;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.ShelfItem;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The store as tables of one SQLite file: which tables a step changes together. */
final class SqliteStateStore implements StateStore {

    private static final String PROBE = "probe";

    private final Database database;

    SqliteStateStore(Database database) {
        this.database = database;
    }

    @Override
    public Map<BookKey, BookState> listBooks() {
        return database.read(BookTable::list);
    }

    @Override
    public void remember(Map<BookKey, BookState> books) {
        if (!books.isEmpty()) {
            write(connection -> BookTable.save(connection, books));
        }
    }

    @Override
    public void agree(BookKey book, BookState state, Agreement agreement) {
        write(connection -> save(connection, book, state, agreement));
    }

    private static void save(
            Connection connection, BookKey book, BookState state, Agreement agreement)
            throws SQLException {
        BookTable.save(connection, Map.of(book, state));
        BookTable.saveAgreement(connection, book, agreement);
    }

    @Override
    public boolean claim(Claim claim) {
        return database.write(connection -> ClaimTable.add(connection, claim));
    }

    @Override
    public boolean isClaimed(String key) {
        return database.read(connection -> ClaimTable.isThere(connection, key));
    }

    @Override
    public void sent(String key, Instant at, boolean answerLost) {
        write(connection -> ClaimTable.sent(connection, key, at, answerLost));
    }

    @Override
    public void release(String key) {
        write(connection -> ClaimTable.remove(connection, key));
    }

    @Override
    public void releaseAll() {
        write(ClaimTable::removeAll);
    }

    @Override
    public List<Claim> listOpenClaims() {
        return database.read(ClaimTable::listOpen);
    }

    @Override
    public void confirm(Claim claim, BookState state, JournalEntry entry) {
        write(
                connection -> {
                    if (ClaimTable.confirm(connection, claim, entry.at())) {
                        save(connection, entry.book(), state, entry.agreement());
                        JournalTable.add(connection, entry);
                    }
                });
    }

    @Override
    public List<JournalEntry> listJournal(BookKey book) {
        return database.read(connection -> JournalTable.list(connection, book));
    }

    @Override
    public long countJournal() {
        return database.read(JournalTable::count);
    }

    @Override
    public void pruneJournal(Instant before) {
        write(
                connection -> {
                    JournalTable.prune(connection, before);
                    ClaimTable.prune(connection, before);
                    CommandTable.prune(connection, before);
                });
    }

    @Override
    public long ask(Command command) {
        return database.write(connection -> CommandTable.add(connection, command));
    }

    @Override
    public Optional<Command.Answer> findAnswer(long id) {
        return database.read(connection -> CommandTable.findAnswer(connection, id));
    }

    @Override
    public boolean withdraw(long id) {
        return database.write(connection -> CommandTable.withdraw(connection, id));
    }

    @Override
    public List<Command> listOpenCommands() {
        return database.read(CommandTable::listOpen);
    }

    @Override
    public boolean take(long command, Instant at, Map<BookKey, BookState> changed) {
        return database.write(
                connection -> {
                    boolean taken = CommandTable.take(connection, command, at);
                    if (taken) {
                        BookTable.save(connection, changed);
                    }
                    return taken;
                });
    }

    @Override
    public void answer(long command, Command.Answer answer, Instant at) {
        write(connection -> CommandTable.answer(connection, command, answer, at));
    }

    @Override
    public List<AudibleTitle> listAudibleTitles() {
        return database.read(AudibleTitleTable::list);
    }

    @Override
    public void saveAudibleTitles(
            Collection<AudibleTitle> titles,
            Collection<Asin> revoked,
            boolean replaceAll,
            Optional<String> stateToken) {
        write(
                connection -> {
                    if (replaceAll) {
                        AudibleTitleTable.retain(connection, titles);
                        ValueTable.remove(connection, AUDIBLE_STATE_TOKEN);
                    }
                    AudibleTitleTable.save(connection, titles);
                    AudibleTitleTable.remove(connection, revoked);
                    if (stateToken.isPresent()) {
                        ValueTable.save(connection, AUDIBLE_STATE_TOKEN, stateToken.get());
                    }
                });
    }

    @Override
    public void saveFinishedFlags(Map<Asin, FinishedFlag> flags) {
        write(connection -> AudibleTitleTable.saveFlags(connection, flags));
    }

    @Override
    public List<ShelfItem> listShelfItems() {
        return database.read(ShelfItemTable::list);
    }

    @Override
    public void saveShelfItems(Collection<ShelfItem> items) {
        write(connection -> ShelfItemTable.replaceAll(connection, items));
    }

    @Override
    public Map<Asin, AudibleAudio> listAudio() {
        return database.read(AudioTable::list);
    }

    @Override
    public void saveAudio(Asin asin, AudibleAudio audio) {
        write(connection -> AudioTable.save(connection, asin, audio));
    }

    @Override
    public void dropAudio(Asin asin) {
        write(connection -> AudioTable.remove(connection, asin));
    }

    @Override
    public Optional<String> findValue(String name) {
        return database.read(connection -> ValueTable.find(connection, name));
    }

    @Override
    public void saveValue(String name, String value) {
        write(connection -> ValueTable.save(connection, name, value));
    }

    @Override
    public void probe() {
        // something new each time: SQLite writes nothing where nothing changes, full disk or not
        String something = UUID.randomUUID().toString();
        write(connection -> ValueTable.save(connection, PROBE, something));
    }

    @Override
    public void copyTo(Path file) {
        database.alone("copied", connection -> SchemaChange.copy(connection, file));
    }

    @Override
    public void close() {
        database.close();
    }

    private void write(Change change) {
        Object _ =
                database.write(
                        connection -> {
                            change.on(connection);
                            return Boolean.TRUE;
                        });
    }

    @FunctionalInterface
    private interface Change {
        void on(Connection connection) throws SQLException;
    }
}
