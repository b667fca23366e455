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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The daemon's memory. Every method is one transaction and is on disk when it returns; every method may be called from any
 * thread and throws {@link io.github.audibleabssync.failure.StateStoreFailed} when the store cannot be read or written.
 *
 * <p>Times and durations are kept to whole milliseconds; what is finer is cut off.
 */
public interface StateStore extends CommandQueue {

    /** Under which name {@link #saveAudibleTitles} keeps its token for {@link #findValue}. */
    String AUDIBLE_STATE_TOKEN = "audible-state-token";

    /** Everything remembered of every pair ever seen. */
    Map<BookKey, BookState> listBooks();

    /**
     * Remembers what a cycle saw and decided: everything of a {@link BookState} but its agreement, which only {@link #agree}
     * and {@link #confirm} change.
     */
    void remember(Map<BookKey, BookState> books);

    /**
     * Records an agreement that needed no write, together with the rest of the book's state.
     *
     * @param state the rest; the agreement in it is ignored
     */
    void agree(BookKey book, BookState state, Agreement agreement);

    /**
     * Takes a claim.
     *
     * @return false when a claim with the same key stands already, open or confirmed
     */
    boolean claim(Claim claim);

    /** Whether a claim with this key stands, open or confirmed. */
    boolean isClaimed(String key);

    /** Notes that the write of an open claim was sent; of any other it notes nothing. */
    void sent(String key, Instant at, boolean answerLost);

    /** Gives an open claim back: nothing was written, or what was written is not there. A confirmed one stays. */
    void release(String key);

    /** Gives all claims back, confirmed ones excepted: for a person with a reason. */
    void releaseAll();

    /** Claims that are neither confirmed nor released, oldest first. */
    List<Claim> listOpenClaims();

    /**
     * Confirms a write: agreement, the rest of the book's state, journal row and claim, in one transaction. A claim that is
     * confirmed already changes nothing; one that was released meanwhile is confirmed all the same, for the write happened.
     *
     * @param state the book's state with the write read back; the agreement in it is ignored
     * @param entry for the journal; its agreement is recorded
     */
    void confirm(Claim claim, BookState state, JournalEntry entry);

    /** The journal of one book, newest first. */
    List<JournalEntry> listJournal(BookKey book);

    /** How many writes the journal holds. */
    long countJournal();

    /** Commands without an answer, oldest first; taken ones, too. */
    List<Command> listOpenCommands();

    /**
     * Takes a command, together with what it changes at once: everything of these books but their agreements.
     *
     * @return false, and nothing is changed, when the command was withdrawn meanwhile
     */
    boolean take(long command, Instant at, Map<BookKey, BookState> changed);

    /** Answers a command; one that is answered already keeps its answer. */
    void answer(long command, Command.Answer answer, Instant at);

    /** Drops journal rows before a time, claims that were confirmed and commands that were answered before it. */
    void pruneJournal(Instant before);

    /** Titles of the Audible library. */
    List<AudibleTitle> listAudibleTitles();

    /**
     * Takes over an answer of the Audible library and the token that continues from it. A finished flag that the answer
     * lacks, and the time of a flag that it does not change, are kept.
     *
     * @param titles all of the answer, status Active
     * @param revoked titles to drop
     * @param replaceAll the answer is the whole library: titles that it lacks are dropped
     * @param stateToken see {@link #AUDIBLE_STATE_TOKEN}; empty keeps the last one, but with {@code replaceAll} drops it
     */
    void saveAudibleTitles(
            Collection<AudibleTitle> titles,
            Collection<Asin> revoked,
            boolean replaceAll,
            Optional<String> stateToken);

    /** Takes over finished flags as Audible reported them, with Audible's own times. Unknown ASINs are ignored. */
    void saveFinishedFlags(Map<Asin, FinishedFlag> flags);

    /**
     * A finished flag of Audible.
     *
     * @param finished the flag
     * @param changedAt Audible's own time of its last change; empty when Audible sent none
     */
    record FinishedFlag(boolean finished, Optional<Instant> changedAt) {}

    /** Items of the Audiobookshelf libraries. */
    List<ShelfItem> listShelfItems();

    /** Replaces the items of all Audiobookshelf libraries: only ever called with a complete list. */
    void saveShelfItems(Collection<ShelfItem> items);

    /** What Audible's content metadata said of titles. */
    Map<Asin, AudibleAudio> listAudio();

    /** Remembers content metadata. */
    void saveAudio(Asin asin, AudibleAudio audio);

    /** Forgets content metadata, so that the next write asks for a fresh {@code acr}. */
    void dropAudio(Asin asin);

    /** A small value by name: tokens and times of the libraries. */
    Optional<String> findValue(String name);

    /** Remembers a small value. */
    void saveValue(String name, String value);

    /** Whether the store answers, and can write: for the health check. */
    void probe();

    /**
     * Writes a consistent copy of everything into a file, which nobody may take for a good one before it was looked through:
     * it is not forced to the disk, and a kill leaves half of it.
     *
     * @param file empty, or not there yet
     */
    void copyTo(Path file);
}
