package io.github.audibleabssync.state;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.PutOff;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.BookState.WriteHistory;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.ConflictPolicy;
import io.github.audibleabssync.core.Edition;
import io.github.audibleabssync.core.Heard;
import io.github.audibleabssync.core.Heard.Answer;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.JournalEntry.Confirmation;
import io.github.audibleabssync.core.Origin;
import io.github.audibleabssync.core.Origin.Who;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.Ruling;
import io.github.audibleabssync.core.Ruling.Ground;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.SideState;
import io.github.audibleabssync.core.Sighting;
import io.github.audibleabssync.core.Track;
import io.github.audibleabssync.core.Wishes;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Values with something different in every field, so that no two columns can be mixed up unnoticed. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-20T10:11:12.345Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final BookKey BOOK = BookKey.of(new Asin("B00SAMPLE1"));
    static final BookKey TWIN = new BookKey(BOOK.asin(), "item-2");

    private Samples() {}

    static StateFile open(Path file) {
        return StateFile.open(file, CLOCK, "1.2.3");
    }

    static Instant later(int seconds) {
        return NOW.plusMillis(seconds * 1001L);
    }

    static Agreement agreement(long revision) {
        return new Agreement(
                "item-1",
                new SideState(Place.ofMillis(1_000_001), false, Optional.of(later(1))),
                new SideState(Place.ofMillis(1_000_002), true, Optional.empty()),
                3,
                revision,
                later(2));
    }

    static BookState fullBook() {
        return new BookState(
                Optional.empty(),
                new Track(
                        Optional.of(fullSighting(100)),
                        Optional.of(bareSighting(200)),
                        Optional.of(Place.ofMillis(77)),
                        8),
                new Track(
                        Optional.of(bareSighting(300)),
                        Optional.of(fullSighting(400)),
                        Optional.of(Place.ofMillis(99)),
                        10),
                new WriteHistory(Optional.of(later(11)), 12, Optional.of(later(13))),
                new WriteHistory(Optional.of(later(14)), 15, Optional.of(later(16))),
                Optional.of(
                        new Verdict(
                                Rule.R16_JUMP_BACK,
                                Outcome.HOLD,
                                Reason.REWIND_UNCONFIRMED,
                                later(17))),
                Optional.of(later(18)),
                Optional.of(later(19)),
                Optional.of(new PutOff(later(20), 21)),
                Optional.of(new Heard(Answer.PLACE, Answer.NOTHING, true)),
                new Wishes(
                        true,
                        Optional.of(ConflictPolicy.FURTHEST),
                        Edition.SCALED,
                        Optional.of(
                                new Ruling.Restore(
                                        new Ground(
                                                22,
                                                23,
                                                Optional.of(state(24, true)),
                                                Optional.of(state(25, false))),
                                        Optional.of(state(26, false)),
                                        Optional.of(state(27, true))))));
    }

    static Sighting fullSighting(int base) {
        return new Sighting(
                Place.ofMillis(base),
                true,
                Optional.of(later(base + 1)),
                Optional.of(later(base + 2)),
                Optional.of(later(base + 3)),
                later(base + 4),
                later(base + 5),
                base + 6,
                true,
                false);
    }

    static Sighting bareSighting(int base) {
        return new Sighting(
                Place.START,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                later(base + 4),
                later(base + 5),
                base + 6,
                false,
                true);
    }

    static SideState state(int number, boolean finished) {
        return new SideState(Place.ofMillis(number), finished, Optional.of(later(number)));
    }

    static Claim claim(String key, long revision) {
        return new Claim(
                key,
                BOOK,
                Side.AUDIOBOOKSHELF,
                Optional.of(Place.ofMillis(5_000)),
                Optional.empty(),
                Optional.of(new SideState(Place.ofMillis(4_000), true, Optional.of(later(30)))),
                Optional.of(new SideState(Place.ofMillis(5_001), false, Optional.of(later(29)))),
                agreement(revision),
                Rule.R14_AUDIBLE_FORWARD,
                Reason.MOVED,
                new Origin(Who.PERSON, 28),
                later(31),
                Optional.empty(),
                false);
    }

    static JournalEntry entry(long revision, Instant at) {
        return new JournalEntry(
                BOOK,
                Side.AUDIOBOOKSHELF,
                Optional.of(new SideState(Place.ofMillis(4_000), false, Optional.of(later(40)))),
                Optional.of(new SideState(Place.ofMillis(5_001), true, Optional.of(later(42)))),
                new SideState(Place.ofMillis(5_000), true, Optional.of(later(41))),
                agreement(revision),
                Rule.R14_AUDIBLE_FORWARD,
                Reason.FURTHER_PLACE_LEFT,
                new Origin(Who.UNDO, 43),
                Confirmation.OVERTAKEN,
                at);
    }
}
