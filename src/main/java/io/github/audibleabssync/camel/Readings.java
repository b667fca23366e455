package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.LastPosition;
import io.github.audibleabssync.audiobookshelf.ProgressEntry;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleAudio;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reading;
import io.github.audibleabssync.core.Reading.Why;
import io.github.audibleabssync.core.Side;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes the contract's tri-state readings of what both services answered in a cycle. */
final class Readings {

    /** The library's whole minutes may be this much short of the exact runtime. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Books books;

    Readings(Books books) {
        this.books = books;
    }

    Reading of(Side side, Cycle cycle, Pair pair) {
        return side == Side.AUDIBLE ? audible(cycle, pair) : audiobookshelf(cycle, pair);
    }

    /** When the side was last read in this cycle, for this book. */
    Instant readAt(Side side, Cycle cycle, Pair pair) {
        return side == Side.AUDIBLE
                ? cycle.positionsReadAt().getOrDefault(pair.key().asin(), Instant.MIN)
                : cycle.entriesReadAt();
    }

    private Reading audible(Cycle cycle, Pair pair) {
        Asin asin = pair.key().asin();
        Optional<AudibleTitle> title = books.title(asin);
        LastPosition position = cycle.positions().get(asin);
        if (position == null && cycle.isRefused(asin)) {
            return Reading.unknown(Why.REFUSED);
        }
        if (position == null) {
            return Reading.unknown(
                    cycle.failure(Side.AUDIBLE).isPresent() ? Why.NO_ANSWER : Why.UNREADABLE);
        }
        Optional<Boolean> flag = title.flatMap(AudibleTitle::finished);
        if (flag.isEmpty() || cycle.unreadFlags().contains(asin)) {
            return Reading.unknown(Why.FLAG_NOT_READ);
        }
        boolean finished = flag.get();
        Optional<Instant> flagTime = title.flatMap(AudibleTitle::finishedChangedAt);
        return switch (position) {
            case LastPosition.Heard(Place place, Optional<Instant> lastUpdated) ->
                    new Reading.At(withinAudible(pair, place), finished, lastUpdated, flagTime);
            case LastPosition.NeverHeard ignored ->
                    finished
                            ? new Reading.At(Place.START, true, flagTime, flagTime)
                            : Reading.nothing();
            case LastPosition.Unreadable ignored -> Reading.unknown(Why.UNREADABLE);
        };
    }

    private Place withinAudible(Pair pair, Place place) {
        if (pair.audibleRuntime().isZero()) {
            return place;
        }
        boolean exact = books.audio(pair.key().asin()).flatMap(AudibleAudio::runtime).isPresent();
        return place.within(exact ? pair.audibleRuntime() : pair.audibleRuntime().plus(MINUTE));
    }

    private Reading audiobookshelf(Cycle cycle, Pair pair) {
        if (cycle.failure(Side.AUDIOBOOKSHELF).isPresent()) {
            return Reading.unknown(Why.NO_ANSWER);
        }
        if (cycle.isGone(pair.itemId())) {
            return Reading.unknown(Why.ITEM_GONE);
        }
        ProgressEntry entry = cycle.entries().get(pair.itemId());
        if (entry == null) {
            boolean agreed = books.state(pair.key()).agreement().isPresent();
            return !agreed || cycle.isProven(pair.itemId())
                    ? Reading.nothing()
                    : Reading.unknown(Why.NOT_ASKED);
        }
        return entry(entry, pair);
    }

    /** What an item that is no longer the pair's holds: the list of entries is complete, what is not in it is not there. */
    Reading ofFormerItem(Cycle cycle, String itemId) {
        if (cycle.failure(Side.AUDIOBOOKSHELF).isPresent()) {
            return Reading.unknown(Why.NO_ANSWER);
        }
        ProgressEntry entry = cycle.entries().get(itemId);
        if (entry == null) {
            return Reading.nothing();
        }
        return entry.place()
                .<Reading>map(place -> new Reading.At(place, entry.finished(), entry.lastUpdate()))
                .orElseGet(() -> Reading.unknown(Why.UNREADABLE));
    }

    static Reading entry(ProgressEntry entry, Pair pair) {
        if (entry.place().isEmpty()) {
            return Reading.unknown(Why.UNREADABLE);
        }
        Optional<Instant> flagTime =
                entry.finished() ? entry.finishedAt().or(entry::lastUpdate) : entry.lastUpdate();
        return new Reading.At(
                entry.place().get().within(pair.audiobookshelfRuntime()),
                entry.finished(),
                entry.lastUpdate(),
                flagTime);
    }
}
