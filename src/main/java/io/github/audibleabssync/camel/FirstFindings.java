package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Side;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the first look at all books found.
 *
 * @param at when it was told
 * @param pairs books on both sides
 * @param notSeen of them, never asked: only when it took too long
 * @param agree that need nothing
 * @param moves to be written, by the side that they go to
 * @param held that wait for the listener, by reason
 * @param left that stay as they are, by reason
 */
public record FirstFindings(
        Instant at,
        int pairs,
        int notSeen,
        int agree,
        Map<Side, Integer> moves,
        Map<Reason, Integer> held,
        Map<Reason, Integer> left) {

    /** Takes copies that nobody can change. */
    public FirstFindings {
        moves = Map.copyOf(moves);
        held = Map.copyOf(held);
        left = Map.copyOf(left);
    }

    static FirstFindings of(Instant at, int pairs, Collection<Resolved> books) {
        int agree = 0;
        Map<Side, Integer> moves = new EnumMap<>(Side.class);
        Map<Reason, Integer> held = new EnumMap<>(Reason.class);
        Map<Reason, Integer> left = new EnumMap<>(Reason.class);
        for (Resolved book : books) {
            Decision decision = book.decision();
            if (decision instanceof Decision.Write write) {
                moves.merge(write.target(), 1, Integer::sum);
            } else if (decision.outcome() == Outcome.HOLD) {
                held.merge(decision.reason(), 1, Integer::sum);
            } else if (decision.outcome() == Outcome.AGREE || decision.reason() == Reason.IN_SYNC) {
                agree++;
            } else {
                left.merge(decision.reason(), 1, Integer::sum);
            }
        }
        return new FirstFindings(at, pairs, pairs - books.size(), agree, moves, held, left);
    }

    /** For the log. */
    String sentence(boolean dryRun) {
        int onAudible = moves.getOrDefault(Side.AUDIBLE, 0);
        int onAudiobookshelf = moves.getOrDefault(Side.AUDIOBOOKSHELF, 0);
        return "%d books are on both sides. %d agree, %d %s move (%d on Audible, %d on Audiobookshelf), %d are held%s, %d stay as they are%s%s. %s"
                .formatted(
                        pairs,
                        agree,
                        onAudible + onAudiobookshelf,
                        dryRun ? "would" : "will",
                        onAudible,
                        onAudiobookshelf,
                        sum(held),
                        why(held),
                        sum(left),
                        why(left),
                        notSeen == 0 ? "" : ", %d could not be asked yet".formatted(notSeen),
                        dryRun
                                ? "It is a dry run: nothing is written."
                                : "Nothing was written so far; from now on the places follow each"
                                        + " other.");
    }

    private static int sum(Map<Reason, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String why(Map<Reason, Integer> counts) {
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .sorted(
                                Map.Entry.<Reason, Integer>comparingByValue(
                                                Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(one -> "%d × %s".formatted(one.getValue(), one.getKey().sentence()))
                        .collect(Collectors.joining("; ", " (", ")"));
    }
}
