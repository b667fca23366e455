package io.github.audibleabssync.operations;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Origin;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reading;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.ServerClock;
import io.github.audibleabssync.core.ShelfItem;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.SideState;
import io.github.audibleabssync.core.Situation;
import io.github.audibleabssync.core.SyncPolicy;
import io.github.audibleabssync.core.Track;
import io.github.audibleabssync.state.StateStore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Three books that both sides have: one in step, one held, one not seen yet. */
final class Shelf {

    static final BookKey IN_STEP = BookKey.of(new Asin("B00INSTEP1"));
    static final BookKey HELD = BookKey.of(new Asin("B000HELD01"));
    static final BookKey UNSEEN = BookKey.of(new Asin("B00UNSEEN1"));

    private static final Duration RUNTIME = Duration.ofHours(10);

    private Shelf() {}

    static void fill(StateStore store, Instant now) {
        List<BookKey> books = List.of(IN_STEP, HELD, UNSEEN);
        List<String> titles = List.of("A Tale in Step", "The Held \"Book\"", "Zero Seen");
        store.saveAudibleTitles(
                List.of(title(0, books, titles), title(1, books, titles), title(2, books, titles)),
                List.of(),
                true,
                Optional.empty());
        store.saveShelfItems(
                List.of(item(0, books, titles), item(1, books, titles), item(2, books, titles)));
        see(store, HELD, Outcome.HOLD, Reason.REWIND_UNCONFIRMED, Rule.R16_JUMP_BACK, now);
        see(store, IN_STEP, Outcome.LEAVE, Reason.IN_SYNC, Rule.R12_IN_SYNC, now);
    }

    /** The last book was asked too, and nobody has begun it. */
    static BookState seenUnbegun(Instant now) {
        return state(Outcome.LEAVE, Reason.NOT_STARTED, Rule.R12_IN_SYNC, now);
    }

    private static AudibleTitle title(int at, List<BookKey> books, List<String> titles) {
        return new AudibleTitle(
                books.get(at).asin(),
                titles.get(at),
                RUNTIME,
                Optional.of(false),
                Optional.empty());
    }

    private static ShelfItem item(int at, List<BookKey> books, List<String> titles) {
        return new ShelfItem(
                "item-" + at,
                "library-1",
                Optional.of(books.get(at).asin()),
                titles.get(at),
                RUNTIME,
                false,
                new Place(RUNTIME));
    }

    private static void see(
            StateStore store, BookKey key, Outcome outcome, Reason reason, Rule rule, Instant now) {
        BookState state = state(outcome, reason, rule, now);
        if (outcome == Outcome.HOLD) {
            store.remember(Map.of(key, state));
        } else {
            store.agree(key, state, agreement(1, now));
        }
    }

    private static BookState state(Outcome outcome, Reason reason, Rule rule, Instant now) {
        Reading.At at = at(Duration.ofMinutes(90));
        return BookState.NEW
                .withSeen(
                        Track.EMPTY.see(at, ServerClock.IN_STEP, now),
                        Track.EMPTY.see(at, ServerClock.IN_STEP, now),
                        Optional.of(now),
                        Optional.of(now),
                        Optional.empty())
                .withLast(new Verdict(rule, outcome, reason, now));
    }

    static Agreement agreement(long revision, Instant now) {
        SideState side = new SideState(new Place(Duration.ofMinutes(90)), false, Optional.of(now));
        return new Agreement("item-0", side, side, 0, revision, now);
    }

    /** A write of the book in step to Audiobookshelf, from 1:30:00 to 2:00:00. */
    static Decision.Write write(Instant now) {
        return new Decision.Write(
                Rule.R14_AUDIBLE_FORWARD,
                Reason.MOVED,
                Side.AUDIOBOOKSHELF,
                Optional.of(new Place(Duration.ofHours(2))),
                Optional.empty(),
                Optional.of(now),
                agreement(2, now),
                Origin.RULE);
    }

    static Resolved resolved(Pair pair, BookState state, Decision decision, Instant now) {
        return new Resolved(
                Situation.observe(
                        pair,
                        state,
                        at(Duration.ofHours(2)),
                        at(Duration.ofMinutes(90)),
                        ServerClock.IN_STEP,
                        ServerClock.IN_STEP,
                        false,
                        SyncPolicy.DEFAULT,
                        now),
                decision);
    }

    private static Reading.At at(Duration place) {
        return new Reading.At(new Place(place), false, Optional.empty());
    }
}
