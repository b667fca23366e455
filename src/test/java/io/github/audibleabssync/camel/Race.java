package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.everyRequest;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticePhone;
import io.github.audibleabssync.practice.PracticePlayer;
import io.github.audibleabssync.practice.PracticeRequest;

import org.apache.camel.builder.AdviceWith;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Players and phones that go on by themselves, against cycles at any phase of theirs. Between two requests of the daemon, and
 * while it waits for a read-back, time passes for the devices too. What every write of the daemon found and left is kept.
 */
final class Race implements AutoCloseable {

    /** How often a request may be looked at: always. */
    private static final int ALWAYS = Integer.MAX_VALUE;

    /** A write of the daemon that changed the place of its target. */
    record Write(
            PracticeBook book, Side side, Optional<Duration> before, Duration after, Instant at) {}

    /** What a cycle said of a book. */
    record Said(PracticeBook book, Reason reason, Instant at) {}

    private record Event(Instant at, long order, Runnable act) {}

    final Rig rig;
    private final List<PracticeBook> books = new ArrayList<>();
    private final List<PracticePlayer> players = new CopyOnWriteArrayList<>();
    private final List<PracticePhone> phones = new CopyOnWriteArrayList<>();
    private final List<Write> writes = new CopyOnWriteArrayList<>();
    private final List<Said> said = new ArrayList<>();
    private final Map<PracticeBook, Runnable> rightBeforeWrite = new ConcurrentHashMap<>();
    private final Map<PracticeBook, Runnable> rightAfterWrite = new ConcurrentHashMap<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::order));
    private long order;

    Race(Path folder) throws Exception {
        rig = new Rig(folder);
    }

    /** As many books of ten hours, agreed upon at this place; the daemon runs. */
    List<PracticeBook> start(int count, Duration place) throws Exception {
        for (int i = 0; i < count; i++) {
            books.add(rig.bookAt(place));
        }
        books.forEach(this::watchWrites);
        rig.audible.faults().beforeApply(ALWAYS, everyRequest(), this::catchUp);
        rig.audiobookshelf.faults().beforeApply(ALWAYS, everyRequest(), this::catchUp);
        rig.start();
        letTheClockAloneKeepTheCooldown();
        rig.nextCycles(2);
        return books;
    }

    /** Camel's throttler counts real seconds, of which hardly any pass here; rule 45 counts those of the rig's clock. */
    private void letTheClockAloneKeepTheCooldown() throws Exception {
        AdviceWith.adviceWith(
                rig.context(), "claim-and-write", advice -> advice.weaveById("cooldown").remove());
    }

    private void watchWrites(PracticeBook book) {
        Watch audible = new Watch(book, Side.AUDIBLE);
        Watch shelf = new Watch(book, Side.AUDIOBOOKSHELF);
        rig.audible
                .faults()
                .beforeApply(ALWAYS, request -> writes(request, book), audible::before)
                .afterApply(ALWAYS, request -> writes(request, book), audible::after);
        rig.audiobookshelf
                .faults()
                .beforeApply(ALWAYS, request -> writes(request, book), shelf::before)
                .afterApply(ALWAYS, request -> writes(request, book), shelf::after);
    }

    private static boolean writes(PracticeRequest request, PracticeBook book) {
        return request.is("PUT", "/1.0/lastpositions/" + book.asin())
                || (!request.method().equals("GET")
                        && (request.path().endsWith(book.itemId())
                                || request.text().contains(book.itemId())));
    }

    private final class Watch {
        private final PracticeBook book;
        private final Side side;
        private Optional<Duration> before = Optional.empty();

        private Watch(PracticeBook book, Side side) {
            this.book = book;
            this.side = side;
        }

        private void before() {
            runOnce(rightBeforeWrite, book);
            catchUp();
            before = place(side, book);
        }

        private void after() {
            Optional<Duration> after = place(side, book);
            if (!after.equals(before)) {
                writes.add(new Write(book, side, before, after.orElseThrow(), rig.clock.instant()));
            }
            runOnce(rightAfterWrite, book);
            catchUp();
        }
    }

    private static void runOnce(Map<PracticeBook, Runnable> acts, PracticeBook book) {
        Runnable act = acts.remove(book);
        if (act != null) {
            act.run();
        }
    }

    /** Does something when the next write of a book has arrived and is not carried out yet. */
    void rightBeforeWrite(PracticeBook book, Runnable act) {
        rightBeforeWrite.put(book, act);
    }

    /** Does something when the next write of a book is carried out and not answered yet. */
    void rightAfterWrite(PracticeBook book, Runnable act) {
        rightAfterWrite.put(book, act);
    }

    private Optional<Duration> place(Side side, PracticeBook book) {
        return (side == Side.AUDIBLE
                        ? rig.listener.placeOnPhone(book.asin())
                        : rig.listener.placeOnAudiobookshelf(book.itemId()))
                .map(Place::fromStart);
    }

    // --- devices

    /** Opens a player on a book, paused where the server says. Each book has devices of its own: one plays one book. */
    PracticePlayer player(PracticeBook book, String device) {
        PracticePlayer player =
                PracticePlayer.open(
                        rig.audiobookshelf, book.itemId(), device + " of " + book.asin());
        players.add(player);
        return player;
    }

    PracticePhone phone(PracticeBook book) {
        PracticePhone phone = new PracticePhone(rig.audible, book.asin());
        phones.add(phone);
        return phone;
    }

    /** Does something so long after now. */
    Race in(Duration wait, Runnable act) {
        events.add(new Event(rig.clock.instant().plus(wait), order++, act));
        return this;
    }

    private void catchUp() {
        players.forEach(PracticePlayer::catchUp);
        phones.forEach(PracticePhone::catchUp);
    }

    // --- time

    /** Lets the time pass, with a cycle after {@code first} and then one in each interval. */
    Race run(Duration length, Duration first, Duration interval) {
        Instant end = rig.clock.instant().plus(length);
        Instant cycle = rig.clock.instant().plus(first);
        while (rig.clock.instant().isBefore(end)) {
            Instant next = cycle.isBefore(end) ? cycle : end;
            for (PracticePlayer player : players) {
                next = player.isPlaying() ? earlier(next, player.nextSync()) : next;
            }
            for (PracticePhone phone : phones) {
                next = phone.isPlaying() ? earlier(next, phone.nextReport()) : next;
            }
            next = events.isEmpty() ? next : earlier(next, events.element().at());
            rig.clock.stepTo(next);
            catchUp();
            while (!events.isEmpty() && !events.element().at().isAfter(rig.clock.instant())) {
                events.remove().act().run();
            }
            if (!rig.clock.instant().isBefore(cycle)) {
                note(rig.cycle());
                cycle = cycle.plus(interval);
            }
        }
        return this;
    }

    private static Instant earlier(Instant one, Instant other) {
        return other.isBefore(one) ? other : one;
    }

    private void note(Cycle cycle) {
        for (Resolved resolved : cycle.resolved()) {
            books.stream()
                    .filter(book -> Rig.key(book).equals(resolved.key()))
                    .forEach(
                            book ->
                                    said.add(
                                            new Said(
                                                    book,
                                                    resolved.decision().reason(),
                                                    rig.clock.instant())));
        }
    }

    // --- what happened

    List<Write> writes(PracticeBook book) {
        return writes.stream().filter(write -> write.book().equals(book)).toList();
    }

    List<Write> writes(PracticeBook book, Side side) {
        return writes(book).stream().filter(write -> write.side() == side).toList();
    }

    List<Reason> reasons(PracticeBook book) {
        return said.stream().filter(one -> one.book().equals(book)).map(Said::reason).toList();
    }

    @Override
    public void close() {
        rig.close();
    }
}
