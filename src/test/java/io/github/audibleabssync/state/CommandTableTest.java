package io.github.audibleabssync.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.Wishes;
import io.github.audibleabssync.state.Command.Answer;
import io.github.audibleabssync.state.Command.Kind;
import io.github.audibleabssync.state.Command.Outcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;

class CommandTableTest {

    private static final Command UNDO =
            Command.of(Kind.UNDO, "cli", Samples.NOW).about(Samples.TWIN).backTo(Samples.later(1));
    private static final Command KEEP =
            Command.of(Kind.KEEP, "http", Samples.later(2))
                    .about(Samples.BOOK)
                    .keeping(Side.AUDIOBOOKSHELF);
    private static final Command POLICY =
            Command.of(Kind.POLICY, "cli", Samples.later(3)).saying("conflict=hold");

    @TempDir Path folder;
    private StateFile file;
    private StateStore store;

    @BeforeEach
    void open() {
        file = Samples.open(folder.resolve("state.db"));
        store = file.store();
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void commandsComeBackWholeAndInOrderUntilTheyAreAnswered() {
        long undo = store.ask(UNDO);
        long keep = store.ask(KEEP);
        long policy = store.ask(POLICY);

        assertThat(store.listOpenCommands())
                .containsExactly(
                        numbered(undo, UNDO), numbered(keep, KEEP), numbered(policy, POLICY));

        Answer answer = new Answer(Outcome.WAITS, "it waits");
        store.answer(keep, answer, Samples.later(4));
        store.answer(keep, new Answer(Outcome.DONE, "too late"), Samples.later(5));

        assertThat(store.listOpenCommands())
                .containsExactly(numbered(undo, UNDO), numbered(policy, POLICY));
        assertThat(store.findAnswer(keep)).contains(answer);
        assertThat(store.findAnswer(undo)).isEmpty();
    }

    /** One row that this version does not know stopped every cycle. */
    @Test
    void aCommandOfANewerVersionIsPassedOver() throws Exception {
        long strange = store.ask(UNDO);
        long keep = store.ask(KEEP);
        String file = "jdbc:sqlite:" + folder.resolve("state.db");
        try (Connection connection = DriverManager.getConnection(file);
                Statement change = connection.createStatement()) {
            change.execute("UPDATE command SET kind = 'ARCHIVE' WHERE id = " + strange);
        }

        assertThat(store.listOpenCommands()).containsExactly(numbered(keep, KEEP));
    }

    @Test
    void whatACommandChangesIsThereWithIt() {
        long id = store.ask(KEEP);
        BookState paused = BookState.NEW.withWishes(Wishes.NONE.withPaused(true));

        assertThat(store.take(id, Samples.NOW, Map.of(Samples.BOOK, paused))).isTrue();

        assertThat(store.listBooks()).containsEntry(Samples.BOOK, paused);
        assertThat(store.withdraw(id)).isFalse();
        assertThat(store.listOpenCommands()).singleElement().matches(Command::taken);
    }

    @Test
    void aWithdrawnCommandChangesNothing() {
        long id = store.ask(KEEP);

        assertThat(store.withdraw(id)).isTrue();

        assertThat(store.take(id, Samples.NOW, Map.of(Samples.BOOK, BookState.NEW))).isFalse();
        assertThat(store.listBooks()).isEmpty();
        assertThat(store.listOpenCommands()).isEmpty();
    }

    @Test
    void numbersAreNeverUsedAgain() {
        long first = store.ask(KEEP);
        store.withdraw(first);

        assertThat(store.ask(KEEP)).isGreaterThan(first);
    }

    @Test
    void oldAnswersAreForgottenAndOpenCommandsAreNot() {
        long answered = store.ask(KEEP);
        store.answer(answered, new Answer(Outcome.DONE, "done"), Samples.later(1));
        long open = store.ask(UNDO);

        store.pruneJournal(Samples.later(2));

        assertThat(store.findAnswer(answered)).isEmpty();
        assertThat(store.listOpenCommands()).containsExactly(numbered(open, UNDO));
    }

    private static Command numbered(long id, Command command) {
        return new Command(
                id,
                command.kind(),
                command.book(),
                command.side(),
                command.to(),
                command.content(),
                command.askedBy(),
                command.askedAt(),
                false);
    }
}
