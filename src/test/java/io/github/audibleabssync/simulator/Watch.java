package io.github.audibleabssync.simulator;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.Secrets;
import io.github.audibleabssync.simulator.Outcome.Ending;
import io.github.audibleabssync.simulator.Traffic.About;
import io.github.audibleabssync.simulator.Traffic.Write;
import io.github.audibleabssync.simulator.Truth.By;
import io.github.audibleabssync.simulator.Truth.Held;
import io.github.audibleabssync.state.StateStore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges a run by the invariants of the contract's section 6, from what listeners really did and servers really held; of the
 * daemon's own knowledge only what it put on record counts (agreements, journal).
 */
final class Watch {

    /** An invariant is violated: the run ends. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String how) {
            super(how);
        }
    }

    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final Duration COOLDOWN = Duration.ofSeconds(60);
    private static final Duration RACE = Duration.ofSeconds(14);
    private static final Place VERY_START = Place.ofSeconds(60);
    private static final Place WELL_BEGUN = Place.ofSeconds(600);

    /** Reasons that a book may end with: the listener sees them, and they last. */
    private static final Set<Reason> LASTING =
            Set.of(
                    Reason.FIRST_SIGHT_REWIND,
                    Reason.PROGRESS_DISCARDED,
                    Reason.PLACE_VANISHED,
                    Reason.REOPENED_AT_END,
                    Reason.AT_THE_END,
                    Reason.RELISTEN_UNCONFIRMED,
                    Reason.REWIND_UNCONFIRMED,
                    Reason.RESET_UNCONFIRMED,
                    Reason.CONFLICT,
                    Reason.TOO_OLD_TO_IMPORT,
                    Reason.NOT_STARTED,
                    Reason.FINISHED_ELSEWHERE,
                    Reason.EDITION_MISMATCH);

    private final boolean traced;
    private final History history;
    private final World world;
    private final Traffic traffic;
    private final StateStore store;
    private final SimulatedTime time;
    private final Map<Integer, Agreement> agreements = new HashMap<>();

    /** Since when it is agreed that a side is finished, by book and side. */
    private final Map<String, Instant> finishAgreedAt = new HashMap<>();

    private Optional<String> broken = Optional.empty();
    private Instant cycleBegan = SimulatedTime.START;

    Watch(
            History history,
            World world,
            Traffic traffic,
            StateStore store,
            SimulatedTime time,
            boolean traced) {
        this.traced = traced;
        this.history = history;
        this.world = world;
        this.traffic = traffic;
        this.store = store;
        this.time = time;
    }

    void began(Instant at) {
        cycleBegan = at;
    }

    private void unless(boolean right, String invariant, Object... about) {
        if (!right) {
            StringBuilder text = new StringBuilder(invariant);
            for (Object one : about) {
                text.append("; ").append(one);
            }
            broken = Optional.of(text.toString());
            throw new Broken(text.toString());
        }
    }

    // --- after each cycle

    /** Judges a cycle. */
    void cycle(List<Resolved> resolved, int writesBefore) {
        List<Write> all = traffic.writes();
        trace(resolved, all.subList(writesBefore, all.size()));
        for (Write write : all.subList(writesBefore, all.size())) {
            knewBothSides(write);
            if (write.changedSomething() && !write.byPerson()) {
                keptTheCooldown(write);
                noResetUnconfirmed(write);
                noJumpUnconfirmed(write);
                noNewerPlaceLost(write);
                noFinishTakenAway(write);
            }
        }
        for (int book = 0; book < world.size(); book++) {
            agreementIsTrue(book);
        }
    }

    private void trace(List<Resolved> resolved, List<Write> writes) {
        if (!traced) {
            return;
        }
        System.out.println(Run.when(cycleBegan) + " .. " + Run.when(time.instant()));
        for (Resolved one : resolved) {
            System.out.println(
                    "   "
                            + one.decision()
                            + "\n      A "
                            + one.situation().audible()
                            + "\n      B "
                            + one.situation().audiobookshelf());
        }
        writes.forEach(write -> System.out.println("   WRITE " + write));
        for (int book = 0; book < world.size(); book++) {
            System.out.println(
                    "   truth "
                            + (book + 1)
                            + ": "
                            + told(world.truth(book, AUDIBLE).latest())
                            + " | "
                            + told(world.truth(book, AUDIOBOOKSHELF).latest()));
        }
    }

    /** Invariant 1. */
    private void knewBothSides(Write write) {
        unless(write.readInCycle(), "1: a write although a side was not read in this cycle", write);
        unless(!write.flagMissed(), "1: a write although the flag could not be read", write);
    }

    /** Invariant 8. */
    private void keptTheCooldown(Write write) {
        for (Write other : traffic.writes()) {
            boolean same =
                    other.number() != write.number()
                            && other.book() == write.book()
                            && other.side() == write.side()
                            && other.about() == write.about()
                            && other.changedSomething();
            Duration apart = Duration.between(other.applied(), write.applied());
            unless(
                    !same || apart.isNegative() || apart.compareTo(COOLDOWN.minusSeconds(12)) >= 0,
                    "8: two writes to one side within the cooldown",
                    other,
                    write);
        }
    }

    /** Invariant 2: a well begun side is never brought to the very start without a listener who did it. */
    private void noResetUnconfirmed(Write write) {
        if (!movesPlace(write) || write.agreement().isEmpty()) {
            return;
        }
        Side source = write.side().other();
        Place agreed = write.agreement().get().of(source).place();
        Truth there = world.truth(write.book(), source);
        Optional<Seen.Run> run = traffic.seen(write.book(), source).run();
        boolean backwards =
                write.after().placeOrStart().compareTo(write.before().placeOrStart()) < 0;
        boolean isReset =
                agreed.compareTo(WELL_BEGUN) >= 0
                        && run.filter(r -> r.to().compareTo(agreed) < 0)
                                .filter(r -> r.from().compareTo(VERY_START) <= 0)
                                .isPresent();
        unless(
                !isReset || !backwards || run.orElseThrow().length().toSeconds() >= 299,
                "2: a reset was written without five minutes of listening",
                write,
                "agreed " + agreed,
                run,
                there.latest());
        boolean wellBegun = write.before().placeOrStart().compareTo(WELL_BEGUN) >= 0;
        boolean both = write.agreement().get().of(write.side()).place().compareTo(WELL_BEGUN) >= 0;
        boolean fromVeryStart = there.latest().placeOrStart().compareTo(VERY_START) <= 0;
        unless(
                !(wellBegun
                        && both
                        && agreed.compareTo(WELL_BEGUN) >= 0
                        && fromVeryStart
                        && write.after().placeOrStart().compareTo(VERY_START) <= 0),
                "2: a side that stood well in was brought to the very start",
                write);
    }

    private static boolean movesPlace(Write write) {
        return write.before().place().isPresent()
                && write.after().place().isPresent()
                && !write.before().place().equals(write.after().place());
    }

    private Instant recently() {
        return cycleBegan.minus(RACE);
    }

    /** Invariant 2, the other half: nobody is thrown back by more than ten minutes without a reason of the contract. */
    private void noJumpUnconfirmed(Write write) {
        if (!movesPlace(write) || troubledClocks()) {
            return;
        }
        Side source = write.side().other();
        Truth there = world.truth(write.book(), source);
        Duration back = write.before().placeOrStart().minus(write.after().placeOrStart());
        if (back.compareTo(Duration.ofSeconds(610)) <= 0) {
            return;
        }
        boolean listened =
                traffic.seen(write.book(), source).mayHaveListened(Duration.ofSeconds(119));
        if (write.agreement().isEmpty()) {
            unless(listened, "2: at first sight a side was thrown back", write);
            return;
        }
        Agreement agreed = write.agreement().get();
        boolean stood = there.stood(write.sent().minus(RACE), write.applied()).toSeconds() >= 895;
        boolean forward =
                there.since(recently()).stream()
                        .anyMatch(
                                held ->
                                        held.placeOrStart()
                                                        .minus(agreed.of(source).place())
                                                        .compareTo(TOLERANCE)
                                                > 0);
        boolean reopened = agreed.anyFinished();
        Place sourcePlace = there.latest().placeOrStart();
        boolean littleBackOnly =
                agreed.of(source).place().minus(sourcePlace).compareTo(Duration.ofSeconds(605))
                        <= 0;
        unless(
                listened || stood || forward || reopened || littleBackOnly,
                "2: a jump back was written unconfirmed",
                write,
                "agreed " + agreed.of(source).place());
    }

    /** The more recent place wins: an older one is never written over it, where it lies behind. */
    private void noNewerPlaceLost(Write write) {
        if (!movesPlace(write) || write.agreement().isEmpty() || troubledClocks()) {
            return;
        }
        Held lost = reached(write.before(), world.truth(write.book(), write.side()));
        Held source = world.truth(write.book(), write.side().other()).at(write.applied());
        boolean moved =
                lost.placeOrStart()
                                .distance(write.agreement().get().of(write.side()).place())
                                .compareTo(TOLERANCE)
                        > 0;
        boolean seen = lost.at().isBefore(cycleBeganFor(write).minus(RACE));
        boolean behind =
                lost.placeOrStart().minus(write.after().placeOrStart()).compareTo(TOLERANCE) > 0;
        boolean honest =
                lost.dated()
                        .filter(d -> Duration.between(d, lost.at()).abs().toSeconds() < 5)
                        .isPresent();
        boolean newer =
                lost.dated()
                        .filter(
                                at ->
                                        source.dated()
                                                .filter(other -> other.plusSeconds(36).isBefore(at))
                                                .isPresent())
                        .isPresent();
        unless(
                !(lost.by() != By.DAEMON
                        && moved
                        && seen
                        && behind
                        && newer
                        && honest
                        && !source.finished()
                        && !write.agreement().get().anyFinished()),
                "the newer place was written over by an older one behind it",
                write,
                "source " + source);
    }

    /** The same place when the side came to it: that a player stands at the end and goes on telling so is no move. */
    private static Held reached(Held held, Truth truth) {
        Held first = held;
        for (Held before : truth.all().reversed()) {
            boolean later = before.at().isAfter(held.at());
            if (!later && !before.place().equals(held.place())) {
                return first;
            }
            first = later ? first : before;
        }
        return first;
    }

    private Instant cycleBeganFor(Write write) {
        return write.sent();
    }

    private boolean troubledClocks() {
        return history.steps().stream()
                .anyMatch(
                        step ->
                                step.action() instanceof Action.SetClock
                                        || step.action() instanceof Action.NoDate);
    }

    /** Invariant 3, on the servers: our write takes a finish away only after somebody opened the book again. */
    private void noFinishTakenAway(Write write) {
        if (!write.before().finished() || write.after().finished()) {
            return;
        }
        Optional<Instant> agreedAt = write.agreement().map(Agreement::agreedAt);
        Instant finishedAt =
                earlier(
                        finishedSince(world.truth(write.book(), write.side())),
                        Optional.ofNullable(finishAgreedAt.get(write.book() + write.side().name()))
                                .or(() -> agreedAt)
                                .orElse(Instant.MAX));
        boolean opened = false;
        for (Side side : Side.values()) {
            opened |=
                    world.truth(write.book(), side).all().stream()
                            .anyMatch(
                                    held ->
                                            held.by() != By.DAEMON
                                                    && held.at().isAfter(finishedAt.minus(RACE))
                                                    && (!held.finished()
                                                            || !isInEndZone(
                                                                    write.book(), side, held)));
        }
        unless(opened, "3: a finish was taken away though nobody opened the book again", write);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant finishedSince(Truth truth) {
        Instant since = Instant.MAX;
        List<Held> held = truth.all();
        for (int i = held.size() - 2; i >= 0 && held.get(i).finished(); i--) {
            since = held.get(i).at();
        }
        return since.equals(Instant.MAX) ? SimulatedTime.START : since;
    }

    private boolean isInEndZone(int book, Side side, Held held) {
        Duration runtime = world.runtime(book, side);
        Duration share = runtime.dividedBy(20);
        Duration zone = share.toMinutes() < 10 ? share : Duration.ofMinutes(10);
        return held.placeOrStart().fromStart().compareTo(runtime.minus(zone)) >= 0;
    }

    /** Invariant 3, on record; and that what is agreed was really there. */
    private void agreementIsTrue(int book) {
        Optional<Agreement> now =
                Optional.ofNullable(store.listBooks().get(world.key(book)))
                        .flatMap(BookState::agreement);
        if (now.isEmpty()) {
            return;
        }
        Agreement before = agreements.put(book, now.get());
        if (now.get().equals(before)) {
            return;
        }
        for (Side side : Side.values()) {
            if (now.get().of(side).finished()) {
                finishAgreedAt.putIfAbsent(book + side.name(), now.get().agreedAt());
            } else {
                finishAgreedAt.remove(book + side.name());
            }
            Place agreed = now.get().of(side).place();
            boolean held =
                    world.truth(book, side).since(cycleBegan.minus(Duration.ofMinutes(2))).stream()
                            .anyMatch(
                                    one ->
                                            one.placeOrStart().distance(agreed).compareTo(TOLERANCE)
                                                    <= 0);
            boolean kept = before != null && before.of(side).place().equals(agreed);
            unless(
                    held || kept || traffic.isIntended(world.key(book), side, agreed),
                    "an agreement on a place where nobody was",
                    "book " + (book + 1) + ", " + side.title() + " " + agreed,
                    "at " + Run.when(time.instant()));
        }
        if (before == null) {
            return;
        }
        unless(
                now.get().revision() > before.revision(),
                "an agreement without a new revision",
                now.get());
        boolean lost = before.anyFinished() && !now.get().anyFinished() && !isRuled(book);
        unless(
                !lost || now.get().generation() > before.generation(),
                "3: a finish was lost without a new generation",
                "book " + (book + 1) + " at " + Run.when(time.instant()),
                before,
                now.get());
    }

    /** Whether a person ever decided about the book: an undo may take a finish back as it was. */
    private boolean isRuled(int book) {
        return history.steps().stream()
                .anyMatch(
                        step ->
                                step.action() instanceof Action.Ruling ruling
                                        && ruling.book() == book);
    }

    // --- at the end

    /**
     * Judges the end.
     *
     * @param calm whether the last cycles wrote nothing
     */
    void end(boolean calm) {
        unless(calm, "4: it goes on writing though nothing happens any more", lastWrites());
        Map<io.github.audibleabssync.core.BookKey, BookState> books = store.listBooks();
        unless(store.listOpenClaims().isEmpty(), "a claim stays open", store.listOpenClaims());
        for (int book = 0; book < world.size(); book++) {
            BookState state = books.getOrDefault(world.key(book), BookState.NEW);
            equalOrExplained(book, state);
            journalled(book);
        }
    }

    /** Invariant 10: what goes wrong may be told, with what a service said, but no secret. */
    void keptSecrets(Secrets secrets, String shown) {
        Optional<String> secret = secrets.in(shown);
        unless(
                secret.isEmpty(),
                "10: a secret is shown",
                secret,
                secret.map(found -> around(shown, shown.indexOf(found))));
    }

    private static String around(String text, int place) {
        return text.substring(Math.max(0, place - 200), Math.min(text.length(), place + 200));
    }

    private List<Write> lastWrites() {
        List<Write> all = traffic.writes();
        return all.subList(Math.max(0, all.size() - 4), all.size());
    }

    /** Invariant 6. */
    private void equalOrExplained(int book, BookState state) {
        Held audible = world.truth(book, AUDIBLE).latest();
        Held shelf = world.truth(book, AUDIOBOOKSHELF).latest();
        Reason reason = state.last().map(Verdict::reason).orElse(Reason.NOT_SEEN_YET);
        if (LASTING.contains(reason)) {
            return;
        }
        String where =
                "book %d ends with %s: Audible %s, Audiobookshelf %s"
                        .formatted(book + 1, reason, told(audible), told(shelf));
        unless(
                reason == Reason.IN_SYNC || reason == Reason.AGREED || reason == Reason.RESTARTED,
                "6: a passing reason that does not pass",
                where);
        if (reason == Reason.RESTARTED) {
            return;
        }
        unless(
                audible.finished() == shelf.finished()
                        || isRuled(book)
                        || isUnequalByAgreement(state),
                "6: the flags differ",
                where);
        Duration gap =
                world.translate(book, AUDIBLE, audible.placeOrStart())
                        .distance(shelf.placeOrStart());
        Duration end = world.runtime(book, AUDIOBOOKSHELF).minus(Duration.ofSeconds(21));
        boolean atEnd =
                audible.placeOrStart().fromStart().compareTo(end) >= 0
                        && shelf.placeOrStart().fromStart().compareTo(end) >= 0;
        boolean finished = audible.finished() || shelf.finished();
        // Two tolerances: a place that is still within one of its agreement is no move, on either
        // side.
        unless(
                gap.compareTo(TOLERANCE.multipliedBy(3)) <= 0
                        || isRuled(book)
                        || finished
                        || atEnd
                        || isUnequalByAgreement(state),
                "6: the places differ",
                where,
                state.agreement());
    }

    /** Rule 11 agrees on unequal flags, and rule 29 on unequal places: both are guarded from then on. */
    private static boolean isUnequalByAgreement(BookState state) {
        return state.agreement()
                .filter(agreed -> agreed.audible().finished() != agreed.audiobookshelf().finished())
                .isPresent();
    }

    private static String told(Held held) {
        return held.place().map(Place::toString).orElse("nothing")
                + (held.finished() ? " (finished)" : "");
    }

    /** Invariant 7: what was written and could be read back stands in the journal, with what was there before. */
    private void journalled(int book) {
        List<JournalEntry> journal = store.listJournal(world.key(book));
        for (Write write : traffic.writes()) {
            if (write.book() != book || !write.changedSomething()) {
                continue;
            }
            boolean placeRow = write.about() == About.PLACE;
            boolean wasRead = stoodUntilRead(write);
            boolean row =
                    journal.stream()
                            .anyMatch(
                                    entry ->
                                            entry.side() == write.side()
                                                    && !entry.at().isBefore(write.sent())
                                                    && shows(entry, write, placeRow));
            unless(
                    !wasRead || row,
                    "7: a write without a row in the journal",
                    write,
                    rows(journal));
            boolean ofListener =
                    write.before().place().isPresent()
                            && write.before().by() != By.DAEMON
                            && write.before().at().isBefore(write.sent().minus(RACE))
                            && placeRow
                            && wasRead;
            boolean kept =
                    journal.stream()
                            .anyMatch(
                                    entry ->
                                            entry.side() == write.side()
                                                    && entry.before()
                                                            .filter(
                                                                    b ->
                                                                            b.place()
                                                                                            .distance(
                                                                                                    write.before()
                                                                                                            .placeOrStart())
                                                                                            .compareTo(
                                                                                                    TOLERANCE)
                                                                                    <= 0)
                                                            .isPresent());
            unless(
                    !ofListener || kept,
                    "7: a listener's place is nowhere in the journal",
                    write,
                    rows(journal));
        }
    }

    private static String rows(List<JournalEntry> journal) {
        return journal.stream()
                .limit(5)
                .map(
                        row ->
                                "%s %s: %s -> %s (%s)"
                                        .formatted(
                                                Run.when(row.at()),
                                                row.side().title(),
                                                row.before()
                                                        .map(b -> b.place().toString())
                                                        .orElse("nothing"),
                                                row.after().place(),
                                                row.confirmed()))
                .toList()
                .toString();
    }

    private static boolean shows(JournalEntry entry, Write write, boolean place) {
        return place
                ? entry.after().place().distance(write.after().placeOrStart()).compareTo(TOLERANCE)
                        <= 0
                : entry.after().finished() == write.after().finished();
    }

    /** Whether what we wrote stood long enough for the daemon to read it back. */
    private boolean stoodUntilRead(Write write) {
        Held next =
                world.truth(write.book(), write.side()).all().stream()
                        .filter(held -> held.at().isAfter(write.applied()))
                        .findFirst()
                        .orElse(write.after());
        return next.at().equals(write.after().at());
    }

    Outcome outcome() {
        List<Ending> endings = new ArrayList<>();
        Map<io.github.audibleabssync.core.BookKey, BookState> books = store.listBooks();
        for (int book = 0; book < world.size(); book++) {
            Held audible = world.truth(book, AUDIBLE).latest();
            Held shelf = world.truth(book, AUDIOBOOKSHELF).latest();
            BookState state = books.getOrDefault(world.key(book), BookState.NEW);
            endings.add(
                    new Ending(
                            audible.place().map(Place::toMillis).orElse(-1L),
                            audible.finished(),
                            shelf.place().map(Place::toMillis).orElse(-1L),
                            shelf.finished(),
                            state.agreement().map(Agreement::generation).orElse(0),
                            state.last().map(last -> last.reason().name()).orElse("-")));
        }
        int changed = (int) traffic.writes().stream().filter(Write::changedSomething).count();
        return new Outcome(broken, endings, changed, traffic.cycle());
    }
}
