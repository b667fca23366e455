package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import io.github.audibleabssync.core.Origin.Who;
import io.github.audibleabssync.core.Ruling.Ground;
import io.github.audibleabssync.core.Ruling.Keep;
import io.github.audibleabssync.core.Ruling.Release;
import io.github.audibleabssync.core.Ruling.Restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a person's ruling. It stands in place of the stages B to D, and what it wants passes every line of E: a
 * player is not overwritten because somebody said so. One write at a time, cycle by cycle, until both sides are as they
 * should be; so it does not matter when the daemon is stopped.
 */
public final class Rulings {

    private Rulings() {}

    /** How a ruling stands. */
    public enum Standing {
        /** There is something left to do, or it cannot be told in this cycle. */
        OPEN,
        /** Both sides are as the ruling wants them. */
        DONE,
        /** Somebody went elsewhere since: the rules decide again. */
        LAPSED
    }

    /** The situation a person sees, as the ground of a ruling. */
    public static Ground ground(Situation situation, long command) {
        Case book = new Case(situation);
        return new Ground(
                command, situation.lastRevision(), held(book, AUDIBLE), held(book, AUDIOBOOKSHELF));
    }

    /** What a person is shown of a side: where it was seen last, if it could not be read now. */
    private static Optional<SideState> held(Case book, Side side) {
        return book.isNothing(side)
                ? Optional.empty()
                : book.track(side)
                        .latest()
                        .map(
                                seen ->
                                        new SideState(
                                                seen.place(), seen.finished(), seen.changedAt()));
    }

    /**
     * One side is right.
     *
     * @return empty when that side holds no place
     */
    public static Optional<Keep> keep(Situation situation, long command, Side side) {
        Case book = new Case(situation);
        Ground ground = ground(situation, command);
        return ground.of(side)
                .map(held -> new Keep(ground, side, held.finished() && !isReheard(book, side)));
    }

    /**
     * Which side's place waits for a confirmation, if {@code confirm} can only mean that one.
     *
     * @param situation whose decision is a hold
     */
    public static Optional<Side> awaitsConfirmation(Situation situation) {
        Decision decision = ConflictResolver.decide(situation);
        if (!(decision instanceof Decision.Hold hold) || hold.reason() == Reason.CONFLICT) {
            return Optional.empty();
        }
        Case book = new Case(situation);
        return switch (hold.rule()) {
            case R7_FIRST_CLEAR, R8_FIRST_REWIND -> chosenByPolicy(book).or(book::newer);
            case R25_NEWER_JUMPED_BACK -> book.newer();
            case R15_BACK_A_LITTLE, R16_JUMP_BACK ->
                    Optional.of(book.moved(AUDIBLE) ? AUDIBLE : AUDIOBOOKSHELF);
            case R18_RESET -> resetting(book);
            case R19_RELISTEN -> Optional.of(FlagsAndAbsence.mover(book));
            case R30_AUDIBLE_REOPENED -> Optional.of(AUDIBLE);
            case R26_FINISHED_ELSEWHERE ->
                    Optional.of(book.newlyFinished(AUDIBLE) ? AUDIBLE : AUDIOBOOKSHELF);
            default -> Optional.empty();
        };
    }

    /** The side that {@code SYNC_CONFLICT_POLICY} names, whichever is newer. */
    private static Optional<Side> chosenByPolicy(Case book) {
        return switch (book.policy.conflict()) {
            case AUDIBLE -> Optional.of(AUDIBLE);
            case ABS -> Optional.of(AUDIOBOOKSHELF);
            case NEWEST, FURTHEST, HOLD -> Optional.empty();
        };
    }

    /** The side that started over: a policy may hold the older one (rule 18). Of two the newer, or else the further. */
    private static Optional<Side> resetting(Case book) {
        boolean audible = book.move(AUDIBLE) == PlaceMove.RESET;
        boolean audiobookshelf = book.move(AUDIOBOOKSHELF) == PlaceMove.RESET;
        if (audible && audiobookshelf) {
            return Optional.of(book.newer().orElse(book.further()));
        }
        return Optional.of(audible ? AUDIBLE : AUDIOBOOKSHELF);
    }

    /** Whether a person let this book pass the safety stop, and it still is as that person saw it. */
    static boolean isReleased(Situation situation) {
        return situation.state().wishes().ruling().filter(Release.class::isInstance).isPresent()
                && standing(situation) == Standing.OPEN;
    }

    /** How the ruling of a book stands; DONE where there is none. */
    public static Standing standing(Situation situation) {
        if (MayDecide.check(situation).isPresent()) {
            return Standing.OPEN;
        }
        Case book = new Case(situation);
        return switch (situation.state().wishes().ruling().orElse(null)) {
            case null -> Standing.DONE;
            case Release release -> standing(book, release);
            case Keep keep -> standing(book, keep);
            case Restore restore -> standing(book, restore);
        };
    }

    private static Standing standing(Case book, Release release) {
        if (isCarriedOut(book, release)) {
            return Standing.DONE;
        }
        return stands(book, release) ? Standing.OPEN : Standing.LAPSED;
    }

    private static Standing standing(Case book, Ruling ruling) {
        if (!stands(book, ruling)) {
            return Standing.LAPSED;
        }
        boolean isDone = isCarriedOut(book, ruling) && drafts(book, ruling).isEmpty();
        return isDone ? Standing.DONE : Standing.OPEN;
    }

    /** Whether something was recorded since the ruling: then only what is missing from it is left to do. */
    private static boolean isCarriedOut(Case book, Ruling ruling) {
        return book.situation.lastRevision() > ruling.ground().revision();
    }

    /** What a ruling makes of a book; empty when the rules decide. */
    static Optional<Decision> decide(Case book) {
        Optional<Ruling> ruling =
                book.situation
                        .state()
                        .wishes()
                        .ruling()
                        .filter(one -> !(one instanceof Release))
                        .filter(one -> standing(book, one) == Standing.OPEN);
        return ruling.map(one -> decide(book, one));
    }

    private static Decision decide(Case book, Ruling ruling) {
        Origin origin = origin(ruling);
        List<Decision> wanted =
                drafts(book, ruling).stream()
                        .map(draft -> OnTheWay.check(book, draft, origin))
                        .toList();
        return wanted.stream()
                .filter(Decision.Write.class::isInstance)
                .findFirst()
                .or(() -> wanted.stream().findFirst())
                .orElseGet(
                        () ->
                                ruling instanceof Keep
                                        ? book.agree(Rule.CHOSEN, Reason.CHOSEN, 0)
                                        : book.agree(Rule.UNDONE, Reason.UNDONE, 0));
    }

    private static Origin origin(Ruling ruling) {
        return new Origin(
                ruling instanceof Keep ? Who.PERSON : Who.UNDO, ruling.ground().command());
    }

    // --- does it still stand?
    // ----------------------------------------------------------------------------------------

    private static boolean stands(Case book, Ruling ruling) {
        return switch (ruling) {
            case Keep keep ->
                    movedOn(book, keep, keep.side())
                            && isUnchanged(book, keep, keep.side().other());
            case Restore restore ->
                    isUnchanged(book, restore, AUDIBLE)
                            && isUnchanged(book, restore, AUDIOBOOKSHELF);
            case Release release ->
                    isUnchangedOrHeard(book, release, AUDIBLE)
                            && isUnchangedOrHeard(book, release, AUDIOBOOKSHELF);
        };
    }

    private static boolean isUnchangedOrHeard(Case book, Release release, Side side) {
        return isUnchanged(book, release, side) || movedOn(book, release, side);
    }

    /** The side that is right may be listened on from where the person saw it, but not to its end. */
    private static boolean movedOn(Case book, Ruling ruling, Side side) {
        Optional<Place> seen = ruling.ground().of(side).map(SideState::place);
        if (seen.isEmpty() || book.isNothing(side) || isFlagMoved(book, ruling, side)) {
            return false;
        }
        Place earliest = seen.get().shift(book.policy.tolerance().negated());
        Place latestStart = seen.get().shift(book.policy.tolerance());
        Place runStart = book.track(side).runStart().orElse(book.place(side));
        return book.place(side).compareTo(earliest) >= 0 && runStart.compareTo(latestStart) <= 0;
    }

    /** Where the person saw it, or where we brought it. */
    private static boolean isUnchanged(Case book, Ruling ruling, Side side) {
        Optional<SideState> seen = ruling.ground().of(side);
        if (book.isNothing(side)) {
            return seen.isEmpty();
        }
        if (isFlagMoved(book, ruling, side)) {
            return false;
        }
        return book.sight(side).ours()
                || seen.filter(
                                state ->
                                        state.place()
                                                        .distance(book.place(side))
                                                        .compareTo(book.policy.tolerance())
                                                <= 0)
                        .isPresent()
                || (ruling instanceof Restore restore
                        && restore.of(side).filter(goal -> isAt(book, side, goal)).isPresent());
    }

    /**
     * Whether somebody finished the book on a side, or opened it again, since the person looked or since the ruling last
     * wrote; what the ruling itself wants does not count, nor does what comes after a kept place that only had to be
     * followed.
     */
    private static boolean isFlagMoved(Case book, Ruling ruling, Side side) {
        boolean seen = ruling.ground().of(side).map(SideState::finished).orElse(false);
        boolean carriedOut = isCarriedOut(book, ruling);
        boolean known =
                (carriedOut && book.agreement().isPresent()) ? book.agreed(side).finished() : seen;
        boolean wanted =
                switch (ruling) {
                    case Keep keep -> keep.finished();
                    case Restore restore -> restore.of(side).map(SideState::finished).orElse(known);
                    case Release _ -> known;
                };
        boolean onlyFollowed =
                ruling instanceof Keep keep && side != keep.side() && !keep.finished() && !seen;
        boolean flag = book.finished(side);
        return flag != known && flag != wanted && !(carriedOut && onlyFollowed);
    }

    // --- what is left to do?
    // -----------------------------------------------------------------------------------------

    private static List<Draft> drafts(Case book, Ruling ruling) {
        return switch (ruling) {
            case Keep keep -> drafts(book, keep);
            case Restore restore -> drafts(book, restore);
            case Release _ -> List.of();
        };
    }

    private static List<Draft> drafts(Case book, Keep keep) {
        Side right = keep.side();
        Side other = right.other();
        boolean finish = keep.finished();
        boolean wasOpen = !keep.ground().of(other).map(SideState::finished).orElse(false);
        List<Draft> wanted = new ArrayList<>();
        if (finish && !book.finished(other)) {
            Draft flag = Draft.flag(Rule.CHOSEN, Reason.CHOSEN, other, true, 0);
            boolean withPlace = other == AUDIBLE || book.isNothing(other);
            wanted.add(withPlace ? flag.withPlace(book.translated(right)) : flag);
        } else if (!finish && book.finished(other) && !(wasOpen && isCarriedOut(book, keep))) {
            wanted.add(
                    Flags.reopen(book, Rule.CHOSEN, right)
                            .because(Reason.CHOSEN, generationStep(book, other)));
        } else if (!finish && !isCarriedOut(book, keep)) {
            wanted.add(Draft.follow(book, Rule.CHOSEN, Reason.CHOSEN, right, 0));
        }
        if (!finish && right == AUDIBLE && book.finished(AUDIBLE)) {
            wanted.add(
                    Draft.flag(
                            Rule.CHOSEN,
                            Reason.CHOSEN,
                            AUDIBLE,
                            false,
                            generationStep(book, AUDIBLE)));
        }
        return wanted;
    }

    /** Finished long ago, and mid-book now: its flag only says what was. */
    private static boolean isReheard(Case book, Side side) {
        return book.agreement().isPresent()
                && book.agreed(side).finished()
                && book.moved(side)
                && !FlagsAndAbsence.isAtTheEnd(book, side);
    }

    /** The new generation goes with the last flag that is cleared. */
    private static int generationStep(Case book, Side cleared) {
        return book.finished(cleared) && !book.finished(cleared.other()) ? 1 : 0;
    }

    private static List<Draft> drafts(Case book, Restore restore) {
        List<Draft> wanted = new ArrayList<>();
        for (Side side : Side.values()) {
            restore.of(side)
                    .filter(goal -> !isAt(book, side, goal))
                    .ifPresent(goal -> wanted.add(toward(book, side, goal)));
        }
        return wanted;
    }

    /** A place in a finished book does not matter on Audiobookshelf: writing it would open the book. */
    private static boolean isAt(Case book, Side side, SideState goal) {
        if (book.isNothing(side)) {
            return goal.place().isStart() && !goal.finished();
        }
        boolean flag = book.finished(side) == goal.finished();
        return flag && ((side == AUDIOBOOKSHELF && goal.finished()) || isThere(book, side, goal));
    }

    private static boolean isThere(Case book, Side side, SideState goal) {
        Place place = goal.place().within(book.pair.runtime(side));
        return !book.isNothing(side)
                && place.distance(book.place(side)).compareTo(book.crossTolerance()) <= 0;
    }

    private static Draft toward(Case book, Side side, SideState goal) {
        boolean there = isThere(book, side, goal);
        boolean flag = book.finished(side) != goal.finished();
        int step = flag && !goal.finished() ? generationStep(book, side) : 0;
        Optional<Boolean> finished = flag ? Optional.of(goal.finished()) : Optional.empty();
        Optional<Place> place = there ? Optional.empty() : Optional.of(goal.place());
        if (side == AUDIOBOOKSHELF && flag && !goal.finished()) {
            place = Optional.of(Flags.changed(book.place(side), goal.place()));
        } else if (side == AUDIOBOOKSHELF && flag && !there && !book.isNothing(side)) {
            finished = Optional.empty();
        }
        return new Draft(Rule.UNDONE, Reason.UNDONE, side, place, finished, step);
    }
}
