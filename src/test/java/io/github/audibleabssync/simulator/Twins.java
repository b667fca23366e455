package io.github.audibleabssync.simulator;

import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.simulator.Action.Spoil;
import io.github.audibleabssync.simulator.History.Step;
import io.github.audibleabssync.simulator.Outcome.Ending;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Invariants that need a second run of the same history: with a kill, or with one book's troubles. */
final class Twins {

    private static final long TOLERANCE = 5_000;
    private static final Duration BESIDE = Duration.ofMinutes(3);

    /** Audible's flags are asked for every 15 minutes. */
    private static final Duration FLAGS_SEEN = Duration.ofMinutes(18);

    /** Troubles that are a service's and not a book's, or that take so long that listeners act meanwhile. */
    private static final List<Spoil.Kind> OF_ONE_BOOK =
            List.of(
                    Spoil.Kind.ERROR_500,
                    Spoil.Kind.BAD_GATEWAY_AFTERWARDS,
                    Spoil.Kind.UNAVAILABLE_503,
                    Spoil.Kind.NOT_FOUND_404,
                    Spoil.Kind.WEB_PAGE,
                    Spoil.Kind.CLOSED,
                    Spoil.Kind.ANSWER_LOST,
                    Spoil.Kind.MALFORMED,
                    Spoil.Kind.TRUNCATED,
                    Spoil.Kind.FORGOTTEN);

    private final History plain;
    private final SplittableRandom random;

    private Twins(History history) {
        plain =
                history.with(
                        history.steps().stream()
                                .filter(step -> step.action() instanceof Action.OfBook)
                                .toList());
        random = new SplittableRandom(history.seed() * 31 + 7);
    }

    /** What is wrong with a history's twins; empty when all is well. */
    static Optional<String> judge(History history) {
        Twins twins = new Twins(history);
        Outcome alone = new Run(twins.plain).play();
        return alone.broken().or(() -> twins.killed(alone)).or(() -> twins.illBook(alone));
    }

    /** Invariant 5: killed after the last listener stopped, it ends as if it had not been. */
    private Optional<String> killed(Outcome alone) {
        Duration end =
                plain.steps().stream()
                        .map(Twins::end)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
        Step kill =
                new Step(
                        end.plusMillis(random.nextLong(300_000)),
                        new Action.Crash(
                                random.nextInt(40), Duration.ofSeconds(random.nextInt(90))));
        Outcome killed = new Run(plain.with(plus(List.of(kill)))).play();
        return killed.broken()
                .or(() -> compare("5: a kill changed the end", alone, killed, -1, kill.toString()));
    }

    private static Duration end(Step step) {
        return step.action() instanceof Action.Listen listen
                ? step.at().plus(listen.length())
                : step.at();
    }

    /** Invariant 9: what goes wrong with one book changes nothing for the others. */
    private Optional<String> illBook(Outcome alone) {
        int books = plain.setup().books().size();
        if (books < 2) {
            return Optional.empty();
        }
        int ill = random.nextInt(books);
        List<Step> troubles = new ArrayList<>();
        for (Step step : plain.steps()) {
            if (step.action() instanceof Action.OfBook of && of.book() == ill) {
                troubles.add(
                        new Step(
                                step.at(),
                                new Spoil(
                                        random.nextBoolean() ? Side.AUDIBLE : Side.AUDIOBOOKSHELF,
                                        OF_ONE_BOOK.get(random.nextInt(OF_ONE_BOOK.size())),
                                        Spoil.Which.ALL,
                                        1 + random.nextInt(6),
                                        ill)));
            }
        }
        Outcome spoilt = new Run(plain.with(plus(troubles))).play();
        return spoilt.broken()
                .or(
                        () ->
                                compare(
                                        "9: one book's troubles changed another's end",
                                        alone,
                                        spoilt,
                                        ill,
                                        troubles.toString()));
    }

    private List<Step> plus(List<Step> more) {
        List<Step> all = new ArrayList<>(plain.steps());
        all.addAll(more);
        all.sort(Comparator.comparing(Step::at));
        return all;
    }

    private Optional<String> compare(
            String invariant, Outcome one, Outcome other, int except, String with) {
        for (int book = 0; book < one.books().size(); book++) {
            if (book != except
                    && !hangsOnTheSecond(book)
                    && differ(one.books().get(book), other.books().get(book))) {
                return Optional.of(
                        "%s; book %d; without %s; with %s; %s"
                                .formatted(
                                        invariant,
                                        book + 1,
                                        one.books().get(book),
                                        other.books().get(book),
                                        with));
            }
        }
        return Optional.empty();
    }

    /**
     * Two sides moved at once, a flag or a place was replaced before a cycle had to see it, or a person decided about what a
     * cycle had just seen: who wins hangs on the second.
     */
    private boolean hangsOnTheSecond(int book) {
        List<Step> done =
                plain.steps().stream()
                        .filter(
                                step ->
                                        step.action() instanceof Action.OfBook of
                                                && of.book() == book)
                        .toList();
        if (done.stream().anyMatch(step -> step.action() instanceof Action.Ruling)) {
            return true;
        }
        List<Step> moved = done.stream().filter(step -> side(step).isPresent()).toList();
        for (int i = 1; i < moved.size(); i++) {
            Step before = moved.get(i - 1);
            Step next = moved.get(i);
            boolean elsewhere =
                    !side(before).equals(side(next))
                            && next.at().compareTo(end(before).plus(BESIDE)) < 0;
            boolean flagged =
                    before.action() instanceof Action.Mark
                            && next.at().compareTo(end(before).plus(FLAGS_SEEN)) < 0;
            boolean replaced =
                    (next.action() instanceof Action.StaleDevice
                                    || next.action() instanceof Action.StartOver
                                    || next.action() instanceof Action.Discard)
                            && next.at().compareTo(end(before).plus(BESIDE)) < 0;
            if (elsewhere || flagged || replaced) {
                return true;
            }
        }
        return false;
    }

    /** Which side an action moves; empty when it moves none. */
    private static Optional<Side> side(Step step) {
        return switch (step.action()) {
            case Action.Listen listen -> Optional.of(listen.side());
            case Action.Seek seek -> Optional.of(seek.side());
            case Action.Rewind rewind -> Optional.of(rewind.side());
            case Action.StartOver over -> Optional.of(over.side());
            case Action.NearEnd near -> Optional.of(near.side());
            case Action.Mark mark -> Optional.of(mark.side());
            case Action.Discard _, Action.StaleDevice _ -> Optional.of(Side.AUDIOBOOKSHELF);
            default -> Optional.empty();
        };
    }

    /** Of a book that is finished everywhere, the place is where the last cycle before the finish saw it. */
    private static boolean differ(Ending one, Ending other) {
        boolean finished = isFinished(one) && isFinished(other);
        boolean places =
                Math.abs(one.audible() - other.audible()) > TOLERANCE
                        || Math.abs(one.shelf() - other.shelf()) > TOLERANCE;
        return (places && !finished)
                || one.finishedOnAudible() != other.finishedOnAudible()
                || one.finishedOnShelf() != other.finishedOnShelf()
                || one.generation() != other.generation();
    }

    private static boolean isFinished(Ending one) {
        return one.finishedOnAudible() && one.finishedOnShelf();
    }
}
