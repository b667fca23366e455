package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.BookState.WriteHistory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A book in the words of the contract's tables: what was agreed, what each side says now, and what is decided. Both
 * runtimes are ten hours unless a row says otherwise, so the end zone begins at 9:50:00.
 *
 * <p>{@link #decision} tells a decision as text; {@link #cycle} lets a cycle pass and remembers it as the daemon does.
 */
final class Book {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(2));

    Instant now = NOON;
    BookState state = BookState.NEW;
    SyncPolicy policy = SyncPolicy.DEFAULT;
    ServerClock audibleClock = ServerClock.IN_STEP;
    ServerClock audiobookshelfClock = ServerClock.IN_STEP;
    boolean writePending;
    Reading audible = Reading.nothing();
    Reading audiobookshelf = Reading.nothing();

    private Duration audibleRuntime = Duration.ofHours(10);
    private Duration audiobookshelfRuntime = Duration.ofHours(10);
    private Optional<Place> finishesFrom = Optional.empty();
    private Alignment alignment = new Alignment.Identity(Duration.ZERO);
    private boolean ambiguous;
    private String itemId = "item";

    private Book() {}

    static Book book() {
        return new Book();
    }

    // --- times and places

    static Instant ago(Duration time) {
        return NOON.minus(time);
    }

    static Instant secondsAgo(long seconds) {
        return ago(Duration.ofSeconds(seconds));
    }

    static Instant minutesAgo(long minutes) {
        return ago(Duration.ofMinutes(minutes));
    }

    static Instant hoursAgo(long hours) {
        return ago(Duration.ofHours(hours));
    }

    static Instant daysAgo(long days) {
        return ago(Duration.ofDays(days));
    }

    /** Reads {@code h:mm:ss}, {@code m:ss} or either with a fraction. */
    static Place at(String text) {
        double seconds = 0;
        for (String part : text.split(":", -1)) {
            seconds = seconds * 60 + Double.parseDouble(part);
        }
        return Place.ofMillis(Math.round(seconds * 1000));
    }

    // --- the book

    Book runtimes(String onAudible, String onAudiobookshelf) {
        audibleRuntime = at(onAudible).fromStart();
        audiobookshelfRuntime = at(onAudiobookshelf).fromStart();
        return this;
    }

    Book aligned(Alignment other) {
        alignment = other;
        return this;
    }

    Book finishesFrom(String place) {
        finishesFrom = Optional.of(at(place));
        return this;
    }

    Book ambiguous() {
        ambiguous = true;
        return this;
    }

    Book item(String id) {
        itemId = id;
        return this;
    }

    Pair pair() {
        return new Pair(
                BookKey.of(new Asin("B00TEST001")),
                "A Book",
                itemId,
                audibleRuntime,
                audiobookshelfRuntime,
                finishesFrom.orElse(new Place(audiobookshelfRuntime)),
                alignment,
                ambiguous);
    }

    // --- settings

    Book conflict(ConflictPolicy conflict) {
        return policy(conflict, policy.syncFinished(), policy.oneWay());
    }

    Book flagsNotSynced() {
        return policy(policy.conflict(), false, policy.oneWay());
    }

    Book oneWay(OneWayMode mode) {
        return policy(policy.conflict(), policy.syncFinished(), mode);
    }

    private Book policy(ConflictPolicy conflict, boolean syncFinished, OneWayMode mode) {
        SyncPolicy base = SyncPolicy.DEFAULT;
        policy =
                new SyncPolicy(
                        base.tolerance(),
                        conflict,
                        base.minTimeDelta(),
                        base.maxRewind(),
                        base.rewindConfirm(),
                        base.importWindow(),
                        syncFinished,
                        mode,
                        base.cooldown(),
                        policy.paused());
        return this;
    }

    /** A person paused the book. */
    Book paused() {
        state = state.withWishes(state.wishes().withPaused(true));
        return this;
    }

    // --- what was agreed

    /** Both sides agreed on a place two days ago, and were seen there since. */
    Book agreedAt(String place) {
        return agreedAt(place, place);
    }

    Book agreedAt(String onAudible, String onAudiobookshelf) {
        return agreed(at(onAudible), at(onAudiobookshelf), false, false);
    }

    /** The agreement calls these sides finished. */
    Book agreedFinished(Side... sides) {
        Agreement agreed = state.agreement().orElseThrow();
        boolean first = java.util.Arrays.asList(sides).contains(AUDIBLE);
        boolean second = java.util.Arrays.asList(sides).contains(AUDIOBOOKSHELF);
        return agreed(agreed.audible().place(), agreed.audiobookshelf().place(), first, second);
    }

    private Book agreed(
            Place onAudible, Place onAudiobookshelf, boolean audibleDone, boolean shelfDone) {
        Reading.At first = new Reading.At(onAudible, audibleDone, Optional.of(LONG_AGO));
        Reading.At second = new Reading.At(onAudiobookshelf, shelfDone, Optional.of(LONG_AGO));
        audible = first;
        audiobookshelf = second;
        Agreement agreement =
                new Agreement(
                        itemId,
                        new SideState(onAudible, audibleDone, Optional.of(LONG_AGO)),
                        new SideState(onAudiobookshelf, shelfDone, Optional.of(LONG_AGO)),
                        0,
                        1,
                        LONG_AGO);
        state =
                BookState.NEW
                        .withAgreement(agreement)
                        .withSeen(
                                Track.EMPTY
                                        .see(first, ServerClock.IN_STEP, LONG_AGO)
                                        .see(first, ServerClock.IN_STEP, hoursAgo(24)),
                                Track.EMPTY
                                        .see(second, ServerClock.IN_STEP, LONG_AGO)
                                        .see(second, ServerClock.IN_STEP, hoursAgo(24)),
                                Optional.of(hoursAgo(24)),
                                Optional.of(LONG_AGO),
                                Optional.empty())
                        .withWishes(state.wishes());
        return this;
    }

    // --- what the sides say

    Book audible(String place, Instant time) {
        return says(AUDIBLE, place, time);
    }

    Book audiobookshelf(String place, Instant time) {
        return says(AUDIOBOOKSHELF, place, time);
    }

    /** A side is read at a place; its flag stays as it was. */
    Book says(Side side, String place, Instant time) {
        return says(
                side,
                new Reading.At(at(place), isFinished(side), Optional.of(time), flagTime(side)));
    }

    Book says(Side side, Reading reading) {
        if (side == AUDIBLE) {
            audible = reading;
        } else {
            audiobookshelf = reading;
        }
        return this;
    }

    Book nothing(Side side) {
        return says(side, Reading.nothing());
    }

    Book unknown(Side side) {
        return says(side, Reading.unknown(Reading.Why.NO_ANSWER));
    }

    /** The side calls the book finished since a time. */
    Book finished(Side side, Instant time) {
        return flag(side, true, time);
    }

    /** The side was marked as not finished at a time. */
    Book unfinished(Side side, Instant time) {
        return flag(side, false, time);
    }

    private Book flag(Side side, boolean finished, Instant time) {
        return says(side).map(at -> at.place()).isEmpty()
                ? says(side, new Reading.At(Place.START, finished, Optional.of(time)))
                : says(
                        side,
                        new Reading.At(
                                says(side).orElseThrow().place(),
                                finished,
                                says(side).orElseThrow().time(),
                                Optional.of(time)));
    }

    private Optional<Reading.At> says(Side side) {
        Reading reading = side == AUDIBLE ? audible : audiobookshelf;
        return reading instanceof Reading.At at ? Optional.of(at) : Optional.empty();
    }

    private boolean isFinished(Side side) {
        return says(side).map(Reading.At::finished).orElse(false);
    }

    private Optional<Instant> flagTime(Side side) {
        return says(side).flatMap(Reading.At::flagTime);
    }

    /** Somebody listens there: the last two readings, a minute apart, end at the place, ten seconds ago. */
    Book playing(Side side, String place) {
        Place to = at(place);
        Track before =
                state.track(side)
                        .see(
                                new Reading.At(
                                        to.shift(Duration.ofMinutes(-1)),
                                        isFinished(side),
                                        Optional.of(now.minusSeconds(70)),
                                        flagTime(side)),
                                ServerClock.IN_STEP,
                                now.minusSeconds(60));
        state = state.withSide(side, before, state.writes(side));
        return says(side, place, now.minusSeconds(10));
    }

    Book pending() {
        writePending = true;
        return this;
    }

    Book wrote(Side side, Instant time) {
        return writes(side, new WriteHistory(Optional.of(time), 0, Optional.empty()));
    }

    Book readOnly(Side side, Instant until) {
        return writes(side, new WriteHistory(Optional.empty(), 0, Optional.of(until)));
    }

    private Book writes(Side side, WriteHistory history) {
        state = state.withSide(side, state.track(side), history);
        return this;
    }

    Book clockWanders(Side side) {
        ServerClock wandering = ServerClock.IN_STEP.hear(Optional.empty(), now);
        if (side == AUDIBLE) {
            audibleClock = wandering;
        } else {
            audiobookshelfClock = wandering;
        }
        return this;
    }

    /** A server's clock goes steadily ahead of ours, by as much. */
    Book clockAhead(Side side, Duration offset) {
        ServerClock ahead = new ServerClock(offset, true, true);
        if (side == AUDIBLE) {
            audibleClock = ahead;
        } else {
            audiobookshelfClock = ahead;
        }
        return this;
    }

    // --- deciding

    Situation situation() {
        return Situation.observe(
                pair(),
                state,
                audible,
                audiobookshelf,
                audibleClock,
                audiobookshelfClock,
                writePending,
                policy,
                now);
    }

    Decision decide() {
        return ConflictResolver.decide(situation());
    }

    /** What is decided now, as the tables tell it. */
    String decision() {
        return tell(decide());
    }

    Book later(Duration time) {
        now = now.plus(time);
        return this;
    }

    Book later(long seconds) {
        return later(Duration.ofSeconds(seconds));
    }

    /** A cycle: reads, decides, remembers; an agreement is recorded, a write arrives and is confirmed. */
    String cycle() {
        Situation situation = situation();
        Decision decision = ConflictResolver.decide(situation);
        String told = tell(decision);
        remember(situation, decision);
        switch (decision) {
            case Decision.Agree agree -> state = state.withAgreement(agree.agreement());
            case Decision.Write write -> confirm(write);
            case Decision.Hold ignored -> {}
            case Decision.Leave ignored -> {}
        }
        return told;
    }

    /** A cycle whose write is refused: nothing arrives, the agreement stays. */
    String cycleWithRefusedWrite() {
        Situation situation = situation();
        Decision decision = ConflictResolver.decide(situation);
        remember(situation, decision);
        return tell(decision);
    }

    private void remember(Situation situation, Decision decision) {
        Instant since =
                state.last()
                        .filter(last -> last.reason() == decision.reason())
                        .map(Verdict::since)
                        .orElse(now);
        BookState seen = situation.state();
        state =
                state.withSeen(
                                seen.audible(),
                                seen.audiobookshelf(),
                                seen.askedAt(),
                                seen.movedAt(),
                                seen.heard())
                        .withLast(
                                new Verdict(
                                        decision.rule(),
                                        decision.outcome(),
                                        decision.reason(),
                                        since));
    }

    private void confirm(Decision.Write write) {
        Side side = write.target();
        Optional<Reading.At> before = says(side);
        Place place = write.place().or(() -> before.map(Reading.At::place)).orElse(Place.START);
        boolean finished = write.finished().orElse(before.map(Reading.At::finished).orElse(false));
        Reading.At after = new Reading.At(place, finished, Optional.of(now), Optional.of(now));
        says(side, after);
        Track track =
                write.place().isPresent()
                        ? state.track(side).wrote(after, ServerClock.IN_STEP, now)
                        : state.track(side).see(after, ServerClock.IN_STEP, now);
        state = state.withSide(side, track, state.writes(side)).withAgreement(write.agreement());
        wrote(side, now);
    }

    private String tell(Decision decision) {
        int generation = state.agreement().map(Agreement::generation).orElse(0);
        String rule = ", rule " + decision.rule().label();
        return switch (decision) {
            case Decision.Hold hold -> "HOLD " + hold.reason() + rule;
            case Decision.Leave leave -> "- " + leave.reason() + rule;
            case Decision.Agree agree ->
                    "AGREE" + rule + next(generation, agree.agreement().generation());
            case Decision.Write write ->
                    tellWrite(write)
                            + rule
                            + (write.reason() == Reason.FURTHER_PLACE_LEFT
                                    ? ", " + write.reason()
                                    : "")
                            + next(generation, write.agreement().generation());
        };
    }

    private static String tellWrite(Decision.Write write) {
        String target = write.target() == AUDIBLE ? "AUDIBLE" : "ABS";
        String place = write.place().map(to -> "->" + target + " " + to).orElse("");
        String flag = write.finished().map(done -> done ? "FIN" : "UNFIN").orElse("");
        return place.isEmpty() ? flag + "->" + target : place + (flag.isEmpty() ? "" : " " + flag);
    }

    private static String next(int before, int after) {
        return before == after ? "" : ", generation + " + (after - before);
    }
}
