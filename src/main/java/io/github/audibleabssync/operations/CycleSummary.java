package io.github.audibleabssync.operations;

import io.github.audibleabssync.camel.Cycle;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Side;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One cycle in numbers.
 *
 * @param startedAt by our clock
 * @param took how long it ran
 * @param sweep a step of the first sweep between two cycles
 * @param asked books that both sides were asked for
 * @param inSync books that have not moved
 * @param agreed books whose places became the new agreement without a write
 * @param planned writes that were decided; in a dry run none of them is tried
 * @param written writes that were confirmed, those of earlier cycles included
 * @param awaiting writes whose read-back is left to the next cycle
 * @param held books that wait for the listener
 * @param failures why a side could not be read
 * @param stopped why the cycle was given up
 */
public record CycleSummary(
        Instant startedAt,
        Duration took,
        boolean sweep,
        int asked,
        int inSync,
        int agreed,
        int planned,
        int written,
        int awaiting,
        int held,
        Map<Side, String> failures,
        Optional<String> stopped) {

    /** Takes a copy that nobody can change. */
    public CycleSummary {
        failures = Map.copyOf(failures);
    }

    static CycleSummary of(Cycle cycle, boolean sweep, Instant endedAt) {
        List<Resolved> books = cycle.resolved();
        Map<Side, String> failures = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            cycle.failure(side).ifPresent(why -> failures.put(side, why));
        }
        return new CycleSummary(
                cycle.startedAt(),
                Duration.between(cycle.startedAt(), endedAt),
                sweep,
                cycle.asked().size(),
                count(books, book -> book.decision().reason() == Reason.IN_SYNC),
                count(books, book -> book.decision().outcome() == Outcome.AGREE),
                cycle.intents().size() + cycle.onlyPlanned().size(),
                cycle.writes(),
                cycle.awaiting().size(),
                count(books, book -> book.decision().outcome() == Outcome.HOLD),
                failures,
                cycle.stopped());
    }

    private static int count(List<Resolved> books, Predicate<Resolved> which) {
        return (int) books.stream().filter(which).count();
    }

    /** When it ended, by our clock. */
    public Instant endedAt() {
        return startedAt.plus(took);
    }

    /** Whether both sides were read and nothing stopped it. */
    public boolean succeeded() {
        return failures.isEmpty() && stopped.isEmpty();
    }

    /** What went wrong, for people; empty when nothing did. */
    public Optional<String> problem() {
        String all =
                Stream.concat(stopped.stream(), failures.values().stream())
                        .distinct()
                        .collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    @Override
    public String toString() {
        return "%d asked, %d in sync, %d agreed, %d written, %d held%s; %d.%03d s%s"
                .formatted(
                        asked,
                        inSync,
                        agreed,
                        written,
                        held,
                        awaiting == 0 ? "" : ", %d to be read back".formatted(awaiting),
                        took.toSeconds(),
                        took.toMillisPart(),
                        problem()
                                .map(CycleSummary::happened)
                                .map("; failed: %s"::formatted)
                                .orElse(""));
    }

    /** What to do about it was said when it began. */
    private static String happened(String problem) {
        return problem.split("(?<=[^.])\\. (?=[A-Z])", 2)[0];
    }
}
