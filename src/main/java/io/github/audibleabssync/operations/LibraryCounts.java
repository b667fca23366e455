package io.github.audibleabssync.operations;

import io.github.audibleabssync.camel.Books;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Sighting;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the books stand that both sides have.
 *
 * @param pairs all of them
 * @param notSeen never asked
 * @param agreed with an agreement
 * @param putOff waiting after a failure
 * @param hot moved lately, or being listened to: asked in every cycle
 * @param holds held, by reason
 */
record LibraryCounts(
        int pairs, int notSeen, int agreed, int putOff, int hot, Map<Reason, Integer> holds) {

    private static final Duration HOT = Duration.ofDays(7);

    static LibraryCounts of(Books books, Instant now) {
        Map<BookKey, BookState> states = books.states();
        Map<Reason, Integer> holds = new EnumMap<>(Reason.class);
        int pairs = 0;
        int notSeen = 0;
        int agreed = 0;
        int putOff = 0;
        int hot = 0;
        for (Pair pair : books.pairs()) {
            BookState state = states.getOrDefault(pair.key(), BookState.NEW);
            pairs++;
            notSeen += state.askedAt().isEmpty() ? 1 : 0;
            agreed += state.agreement().isPresent() ? 1 : 0;
            putOff += state.putOff().filter(wait -> now.isBefore(wait.until())).isPresent() ? 1 : 0;
            hot += isHot(state, now) || books.wasWatchedBefore(pair, now) ? 1 : 0;
            hold(state).ifPresent(reason -> holds.merge(reason, 1, Integer::sum));
        }
        return new LibraryCounts(pairs, notSeen, agreed, putOff, hot, holds);
    }

    private static Optional<Reason> hold(BookState state) {
        return state.last().filter(last -> last.outcome() == Outcome.HOLD).map(Verdict::reason);
    }

    private static boolean isHot(BookState state, Instant now) {
        boolean movedLately =
                state.movedAt().filter(moved -> moved.plus(HOT).isAfter(now)).isPresent();
        Optional<Sighting> onAudiobookshelf = state.audiobookshelf().latest();
        return movedLately
                || onAudiobookshelf
                        .filter(sight -> !sight.finished() && !sight.place().isStart())
                        .isPresent();
    }

    int held() {
        return holds.values().stream().mapToInt(Integer::intValue).sum();
    }

    int asked() {
        return pairs - notSeen;
    }
}
