package io.github.audibleabssync.simulator;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.practice.Secrets;
import io.github.audibleabssync.state.StateStore;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What a history is played on: a daemon, both servers, and the way between them. */
abstract class Stage implements AutoCloseable {

    /** Between two writes to one side of a book; the setting's default. */
    static final Duration COOLDOWN = Duration.ofSeconds(60);

    final SimulatedTime time;
    final World world;
    final Traffic traffic = new Traffic();
    final Troubles troubles;
    final Notes notes;
    private long asked;

    Stage(SimulatedTime time, World world) {
        this.time = time;
        this.world = world;
        troubles = new Troubles(world, time, traffic);
        notes = new Notes(world, time, traffic, this::store);
    }

    /** What the daemon remembers, as it is. */
    abstract StateStore store();

    /** Runs a cycle, of a new life when the daemon was killed. */
    abstract List<Resolved> cycle() throws InterruptedException;

    /** The daemon's process is gone; its state stays. */
    abstract void kill();

    /** What the daemon was given and may not show. */
    abstract Secrets secrets();

    /** What the daemon left behind, for people to read. */
    String shown() {
        StateStore store = store();
        Map<BookKey, BookState> books = store.listBooks();
        StringBuilder text = new StringBuilder();
        text.append(books).append(store.listOpenClaims());
        books.keySet().forEach(book -> text.append(store.listJournal(book)));
        text.append(store.listAudibleTitles()).append(store.listShelfItems());
        text.append(store.listAudio()).append(store.listOpenCommands());
        text.append(store.findValue(StateStore.AUDIBLE_STATE_TOKEN));
        LongStream.rangeClosed(1, asked).mapToObj(store::findAnswer).forEach(text::append);
        return text.toString();
    }

    /** A command was left for the daemon. */
    void asked() {
        asked++;
    }

    @Override
    public abstract void close();
}
