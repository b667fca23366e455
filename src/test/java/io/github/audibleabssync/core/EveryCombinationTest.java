package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.at;
import static io.github.audibleabssync.core.Book.hoursAgo;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Every combination of readings, moves, flags, order in time, policy and history: what may never happen, never does. The
 * places are chosen so that gaps of less and of more than ten and thirty minutes occur.
 */
class EveryCombinationTest {

    /** Combinations that no rule knows, with the reason why that is right: there are none. */
    private static final Set<String> WITHOUT_A_RULE = Set.of();

    enum Kind {
        AT,
        NOTHING,
        UNKNOWN
    }

    /** Which side is newer by its time. */
    enum Newer {
        AUDIBLE(minutesAgo(3), hoursAgo(1)),
        AUDIOBOOKSHELF(hoursAgo(1), minutesAgo(3)),
        NEITHER(minutesAgo(3), minutesAgo(3));

        private final Instant onAudible;
        private final Instant onAudiobookshelf;

        Newer(Instant onAudible, Instant onAudiobookshelf) {
            this.onAudible = onAudible;
            this.onAudiobookshelf = onAudiobookshelf;
        }

        Optional<Side> side() {
            return switch (this) {
                case AUDIBLE -> Optional.of(Side.AUDIBLE);
                case AUDIOBOOKSHELF -> Optional.of(Side.AUDIOBOOKSHELF);
                case NEITHER -> Optional.empty();
            };
        }
    }

    /** One side: what it says, how it moved, its flag before and now. */
    record SideCase(Kind kind, PlaceMove move, boolean wasFinished, boolean isFinished) {

        static List<SideCase> all() {
            List<SideCase> all = new ArrayList<>();
            for (boolean was : List.of(false, true)) {
                all.add(new SideCase(Kind.NOTHING, PlaceMove.STILL, was, false));
                all.add(new SideCase(Kind.UNKNOWN, PlaceMove.STILL, was, false));
                for (PlaceMove move : PlaceMove.values()) {
                    all.add(new SideCase(Kind.AT, move, was, false));
                    all.add(new SideCase(Kind.AT, move, was, true));
                }
            }
            return all;
        }
    }

    record Combination(
            SideCase audible,
            SideCase audiobookshelf,
            Newer newer,
            ConflictPolicy policy,
            boolean agreed,
            boolean atTheEnd,
            boolean flagsSynced,
            boolean secondReading) {

        SideCase of(Side side) {
            return side == AUDIBLE ? audible : audiobookshelf;
        }

        boolean anyUnknown() {
            return audible.kind == Kind.UNKNOWN || audiobookshelf.kind == Kind.UNKNOWN;
        }
    }

    private static void all(Consumer<Combination> each) {
        List<Boolean> both = List.of(false, true);
        for (SideCase audible : SideCase.all()) {
            for (SideCase audiobookshelf : SideCase.all()) {
                for (Newer newer : Newer.values()) {
                    for (ConflictPolicy policy : ConflictPolicy.values()) {
                        for (boolean agreed : both) {
                            for (boolean atTheEnd : both) {
                                for (boolean flagsSynced : both) {
                                    for (boolean secondReading : both) {
                                        each.accept(
                                                new Combination(
                                                        audible,
                                                        audiobookshelf,
                                                        newer,
                                                        policy,
                                                        agreed,
                                                        atTheEnd,
                                                        flagsSynced,
                                                        secondReading));
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /** The book of a combination: agreed at 5:00:00, or shortly before the end. */
    private static Situation situation(Combination combination) {
        String agreedAt = combination.atTheEnd ? "9:55:00" : "5:00:00";
        Book book = Book.book().conflict(combination.policy);
        if (!combination.flagsSynced) {
            book.flagsNotSynced();
        }
        if (combination.agreed) {
            List<Side> finished = new ArrayList<>();
            for (Side side : Side.values()) {
                if (combination.of(side).wasFinished) {
                    finished.add(side);
                }
            }
            book.agreedAt(agreedAt).agreedFinished(finished.toArray(Side[]::new));
        }
        for (Side side : Side.values()) {
            SideCase one = combination.of(side);
            Instant time =
                    side == AUDIBLE
                            ? combination.newer.onAudible
                            : combination.newer.onAudiobookshelf;
            switch (one.kind) {
                case NOTHING -> book.nothing(side);
                case UNKNOWN -> book.unknown(side);
                case AT ->
                        book.says(
                                side,
                                new Reading.At(
                                        place(side, one.move, at(agreedAt)),
                                        one.isFinished,
                                        Optional.of(time),
                                        Optional.of(time)));
            }
        }
        if (combination.secondReading) {
            book.cycleWithRefusedWrite();
            book.later(120);
        }
        return book.situation();
    }

    private static Place place(Side side, PlaceMove move, Place agreed) {
        boolean first = side == AUDIBLE;
        return switch (move) {
            case STILL -> agreed;
            case FORWARD ->
                    agreed.shift(Duration.ofSeconds(first ? 100 : 2_200))
                            .within(Duration.ofHours(10));
            case BACK -> agreed.shift(Duration.ofSeconds(first ? -240 : -480));
            case JUMP_BACK -> agreed.shift(Duration.ofSeconds(first ? -7_200 : -3_600));
            case RESET -> Place.ofSeconds(first ? 30 : 0);
        };
    }

    @Test
    void whatMayNeverHappenNeverDoes() {
        Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
        Set<String> withoutARule = new TreeSet<>();
        int[] total = {0};
        all(
                combination -> {
                    Situation situation = situation(combination);
                    Decision decision = ConflictResolver.decide(situation);
                    counts.merge(decision.rule(), 1, Integer::sum);
                    total[0]++;
                    if (decision.rule() == Rule.R46_NO_RULE) {
                        withoutARule.add(combination.toString());
                    }
                    List<String> broken = broken(combination, situation, decision);
                    if (!broken.isEmpty()) {
                        assertThat(broken).as("%s%n%s", combination, decision).isEmpty();
                    }
                });
        report(total[0], counts);

        assertThat(withoutARule).isEqualTo(WITHOUT_A_RULE);
        assertThat(counts).doesNotContainKey(Rule.R46_NO_RULE);
    }

    private static void report(int total, Map<Rule, Integer> counts) {
        StringBuilder text = new StringBuilder("%d combinations%n".formatted(total));
        counts.forEach((rule, count) -> text.append("%8d  %s%n".formatted(count, rule)));
        System.out.print(text);
    }

    /** What a decision breaks; empty when all is well. */
    private static List<String> broken(
            Combination combination, Situation situation, Decision decision) {
        List<String> broken = new ArrayList<>();
        boolean changes = decision instanceof Decision.Write || decision instanceof Decision.Agree;
        if (combination.anyUnknown() && changes) {
            broken.add("decided on an unknown side");
        }
        if (decision.rule() != Rule.ALREADY_THERE
                && !decision.rule().reasons().contains(decision.reason())) {
            broken.add("the rule does not know the reason " + decision.reason());
        }
        Optional<Agreement> next = Optional.empty();
        if (decision instanceof Decision.Agree agree) {
            next = Optional.of(agree.agreement());
        }
        if (decision instanceof Decision.Write write) {
            next = Optional.of(write.agreement());
            if (decision.rule().stage() == Rule.Stage.E
                    || decision.rule().stage() == Rule.Stage.A) {
                broken.add("a write under a rule that only stops writes");
            }
            if (isUnconfirmedReset(combination, situation, write)) {
                broken.add("a reset was written unconfirmed");
            }
            if (!combination.flagsSynced && write.finished().isPresent()) {
                broken.add("a flag was written although flags are not synced");
            }
            if (!isBehind(combination, situation, write)) {
                broken.add("the wrong side was written");
            }
        }
        Optional<Agreement> before = situation.state().agreement();
        if (before.isPresent()
                && next.isPresent()
                && losesAFinish(before.get(), next.get())
                && next.get().generation() != before.get().generation() + 1
                && !isOwnFlagOfARelisten(before.get(), decision)) {
            broken.add("a finish was cleared without a new generation");
        }
        return broken;
    }

    private static boolean isUnconfirmedReset(
            Combination combination, Situation situation, Decision.Write write) {
        if (write.place().isEmpty()) {
            return false;
        }
        boolean sourceWasReset =
                combination.agreed
                        && combination.of(write.target().other()).move == PlaceMove.RESET;
        boolean targetIsReset =
                situation.reading(write.target()) instanceof Reading.At target
                        && target.place().compareTo(at("10:00")) >= 0
                        && write.place().get().compareTo(at("1:00")) <= 0;
        return sourceWasReset || targetIsReset;
    }

    private static boolean losesAFinish(Agreement before, Agreement next) {
        return (before.audible().finished() && !next.audible().finished())
                || (before.audiobookshelf().finished() && !next.audiobookshelf().finished());
    }

    /** The flag of the listener's own side goes first, while the other side still holds the finish. */
    private static boolean isOwnFlagOfARelisten(Agreement before, Decision decision) {
        return decision instanceof Decision.Write write
                && write.rule() == Rule.R19_RELISTEN
                && write.place().isEmpty()
                && before.of(write.target().other()).finished();
    }

    /** Whether the side that is written is the one that the rule calls behind. */
    private static boolean isBehind(
            Combination combination, Situation situation, Decision.Write write) {
        Side target = write.target();
        Side source = target.other();
        return switch (write.rule()) {
            case R3_PLACE_VANISHED -> combination.of(target).kind == Kind.NOTHING;
            case R4_FIRST_ONLY_AUDIOBOOKSHELF,
                    R13_AUDIOBOOKSHELF_FORWARD,
                    R27_AUDIOBOOKSHELF_FINISHED,
                    R29_AUDIOBOOKSHELF_RESTARTED ->
                    target == AUDIBLE;
            case R5_FIRST_ONLY_AUDIBLE,
                    R14_AUDIBLE_FORWARD,
                    R28_AUDIBLE_FINISHED,
                    R30_AUDIBLE_REOPENED ->
                    target == AUDIOBOOKSHELF;
            case R10_FIRST_FINISHED, R26_FINISHED_ELSEWHERE ->
                    combination.of(source).isFinished && !combination.of(target).isFinished;
            case R15_BACK_A_LITTLE, R16_JUMP_BACK ->
                    combination.of(target).move == PlaceMove.STILL
                            && combination.of(source).move != PlaceMove.STILL;
            case R7_FIRST_CLEAR,
                    R8_FIRST_REWIND,
                    R21_NEWER_FURTHER,
                    R22_NEWER_LITTLE_BEHIND,
                    R23_NEWER_FAR_BEHIND,
                    R24_NEITHER_NEWER,
                    R25_NEWER_JUMPED_BACK ->
                    source == winner(combination, situation);
            case R19_RELISTEN ->
                    combination.of(AUDIBLE).wasFinished
                            || combination.of(AUDIOBOOKSHELF).wasFinished;
            default -> false;
        };
    }

    private static Side winner(Combination combination, Situation situation) {
        Side further =
                place(situation, AUDIBLE).compareTo(place(situation, AUDIOBOOKSHELF)) > 0
                        ? AUDIBLE
                        : AUDIOBOOKSHELF;
        return switch (combination.policy) {
            case NEWEST -> combination.newer.side().orElse(further);
            case FURTHEST -> further;
            case ABS -> AUDIOBOOKSHELF;
            case AUDIBLE -> AUDIBLE;
            case HOLD -> throw new AssertionError("hold never writes");
        };
    }

    private static Place place(Situation situation, Side side) {
        return situation.reading(side) instanceof Reading.At at ? at.place() : Place.START;
    }
}
