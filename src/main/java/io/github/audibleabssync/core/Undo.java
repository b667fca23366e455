package io.github.audibleabssync.core;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes writes back: where would both sides be without them?
 *
 * <p>A written side goes to what it held before. The other side goes there with it, since both were there when they last
 * agreed, or the place that was overwritten is the one that is wanted. Only where the written side had held nothing does the
 * other side stay: nobody was anywhere else. A place cannot be taken away again, so that side goes to its start.
 */
public final class Undo {

    private static final Duration BEFORE_THE_END = Duration.ofSeconds(15);

    private static final SideState NOTHING_HELD =
            new SideState(Place.START, false, Optional.empty());

    private Undo() {}

    /**
     * The ruling that takes writes back.
     *
     * @param situation how the book stands
     * @param command the number of the command
     * @param journal of the book, newest first
     * @param to everything after this time is taken back; empty: the last write, with those of the same command
     * @return empty when there is nothing to take back
     */
    public static Optional<Ruling.Restore> plan(
            Situation situation, long command, List<JournalEntry> journal, Optional<Instant> to) {
        List<JournalEntry> undone =
                to.map(time -> journal.stream().filter(entry -> entry.at().isAfter(time)).toList())
                        .orElseGet(() -> last(journal));
        if (undone.isEmpty()) {
            return Optional.empty();
        }
        Map<Side, JournalEntry> oldest = new EnumMap<>(Side.class);
        undone.forEach(entry -> oldest.put(entry.side(), entry));
        return Optional.of(
                new Ruling.Restore(
                        Rulings.ground(situation, command),
                        goal(situation.pair(), Side.AUDIBLE, oldest),
                        goal(situation.pair(), Side.AUDIOBOOKSHELF, oldest)));
    }

    private static List<JournalEntry> last(List<JournalEntry> journal) {
        if (journal.isEmpty()) {
            return List.of();
        }
        JournalEntry newest = journal.getFirst();
        return newest.origin().equals(Origin.RULE)
                ? List.of(newest)
                : journal.stream().filter(entry -> entry.origin().equals(newest.origin())).toList();
    }

    private static Optional<SideState> goal(Pair pair, Side side, Map<Side, JournalEntry> oldest) {
        JournalEntry own = oldest.get(side);
        if (own != null) {
            return Optional.of(fit(pair, side, own.before().orElse(NOTHING_HELD)));
        }
        return Optional.ofNullable(oldest.get(side.other()))
                .filter(_ -> !(pair.alignment() instanceof Alignment.None))
                .flatMap(JournalEntry::before)
                .map(before -> fit(pair, side, translated(pair, side, before)));
    }

    private static SideState translated(Pair pair, Side to, SideState before) {
        return new SideState(
                pair.alignment().translate(to.other(), before.place()),
                before.finished(),
                Optional.empty());
    }

    /**
     * Within the audio; and unless it is finished there, before its last seconds and before the place from which
     * Audiobookshelf would finish it again (rules 38 and 37).
     */
    private static SideState fit(Pair pair, Side side, SideState goal) {
        Place end = new Place(pair.runtime(side));
        Place open = end.shift(BEFORE_THE_END.negated());
        if (side == Side.AUDIOBOOKSHELF && pair.latestOpen().compareTo(open) < 0) {
            open = pair.latestOpen();
        }
        Place latest = goal.finished() ? end : open;
        Place place = goal.place().compareTo(latest) > 0 ? latest : goal.place();
        return new SideState(place, goal.finished(), goal.changedAt());
    }
}
