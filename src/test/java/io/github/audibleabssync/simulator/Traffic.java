package io.github.audibleabssync.simulator;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.Origin;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.simulator.Truth.Held;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the servers heard of the daemon. */
final class Traffic {

    /** What a write is about. */
    enum About {
        PLACE,
        FLAG
    }

    /**
     * A write that reached a server.
     *
     * @param number counts all writes
     * @param sent when it left
     * @param applied when the server carried it out
     * @param cycle the number of the cycle
     * @param before what the server held then
     * @param after what it held afterwards
     * @param agreement the book's agreement when the write came
     * @param readInCycle whether both sides' readings of this book had come in this cycle
     * @param byPerson whether a person asked for it, not a rule
     * @param flagMissed whether this book's flag was asked for in this cycle and not heard
     */
    record Write(
            int number,
            Instant sent,
            Instant applied,
            int cycle,
            int book,
            Side side,
            About about,
            Held before,
            Held after,
            Optional<Agreement> agreement,
            boolean readInCycle,
            boolean flagMissed,
            boolean byPerson) {

        boolean changedSomething() {
            return !before.place().equals(after.place()) || before.finished() != after.finished();
        }

        @Override
        public String toString() {
            return "%s of book %d on %s at %s: %s%s -> %s%s"
                    .formatted(
                            about,
                            book + 1,
                            side.title(),
                            Run.when(applied),
                            before.place().map(Object::toString).orElse("nothing"),
                            before.finished() ? " (finished)" : "",
                            after.place().map(Object::toString).orElse("nothing"),
                            after.finished() ? " (finished)" : "");
        }
    }

    private final List<Write> writes = new ArrayList<>();
    private final Set<Integer> audibleRead = new HashSet<>();
    private final Set<Integer> flagsMissed = new HashSet<>();
    private final Map<String, Seen> seen = new HashMap<>();
    private boolean audiobookshelfRead;
    private boolean writing;
    private final List<Claim> claims = new ArrayList<>();
    private int cycle;
    private long requests;

    /** What the daemon was shown of one side of a book. */
    Seen seen(int book, Side side) {
        return seen.computeIfAbsent(book + side.name(), _ -> new Seen());
    }

    /**
     * What the daemon saw of these books in this cycle is in its memory now; a place without its flag is nothing to it, nor is
     * what it read of a book that had to wait.
     */
    void remembered(Set<Integer> books) {
        for (int book : books) {
            if (flagsMissed.contains(book)) {
                seen(book, Side.AUDIBLE).forget();
            }
            seen(book, Side.AUDIBLE).remember();
            seen(book, Side.AUDIOBOOKSHELF).remember();
        }
    }

    /** What the daemon meant to write, as it put it on record. */
    synchronized void intended(Claim claim) {
        claims.add(claim);
        writing = true;
    }

    /** What is read while the cycle writes is for the writes alone, and not remembered as the book's. */
    synchronized boolean isWriting() {
        return writing;
    }

    /** Whether the last write that was meant for this side of this book was asked for by a person. */
    synchronized boolean isByPerson(BookKey book, Side side) {
        return claims.reversed().stream()
                .filter(claim -> claim.book().equals(book) && claim.side() == side)
                .findFirst()
                .filter(claim -> claim.origin().who() != Origin.Who.RULE)
                .isPresent();
    }

    /** Whether a place was meant to be agreed on there, once a write would be confirmed. */
    synchronized boolean isIntended(BookKey book, Side side, Place place) {
        return claims.stream()
                .anyMatch(
                        claim ->
                                claim.book().equals(book)
                                        && claim.agreement().of(side).place().equals(place));
    }

    void beginCycle() {
        seen.values().forEach(Seen::forget);
        cycle++;
        writing = false;
        audibleRead.clear();
        flagsMissed.clear();
        audiobookshelfRead = false;
    }

    void readAudiobookshelf(boolean heard) {
        audiobookshelfRead |= heard;
    }

    void readAudible(int book, boolean heard) {
        if (heard) {
            audibleRead.add(book);
        }
    }

    void readFlag(int book, boolean heard) {
        if (heard) {
            flagsMissed.remove(book);
        } else {
            flagsMissed.add(book);
        }
    }

    boolean isRead(int book) {
        return audiobookshelfRead && audibleRead.contains(book);
    }

    boolean isFlagMissed(int book) {
        return flagsMissed.contains(book);
    }

    void wrote(Write write) {
        writes.add(write);
    }

    void requested() {
        requests++;
    }

    long requests() {
        return requests;
    }

    int cycle() {
        return cycle;
    }

    List<Write> writes() {
        return writes;
    }
}
