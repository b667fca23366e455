package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import java.time.Duration;
import java.util.Optional;

/** Stage D: an agreement exists and the book is not finished; where did who go since? */
final class Places {

    private static final Duration LITTLE = Duration.ofMinutes(10);
    private static final Duration FAIRLY_CLOSE = Duration.ofMinutes(30);

    private Places() {}

    static Step decide(Case book) {
        Step step;
        if (book.moved(AUDIBLE) && book.moved(AUDIOBOOKSHELF)) {
            step = bothMoved(book);
        } else if (book.moved(AUDIBLE)) {
            step = oneMoved(book, AUDIBLE);
        } else if (book.moved(AUDIOBOOKSHELF)) {
            step = oneMoved(book, AUDIOBOOKSHELF);
        } else {
            step = Step.hold(Rule.R46_NO_RULE, Reason.NO_RULE);
        }
        return bothReopened(book) ? nextGeneration(step) : step;
    }

    /** Rule 19's last sentence: both sides were reopened, the book is heard again from here. */
    private static boolean bothReopened(Case book) {
        return book.agreement().orElseThrow().anyFinished();
    }

    private static Step nextGeneration(Step step) {
        return switch (step) {
            case Step.Wanted(Draft draft) ->
                    Step.write(
                            new Draft(
                                    draft.rule(),
                                    draft.reason(),
                                    draft.target(),
                                    draft.place(),
                                    draft.finished(),
                                    1));
            case Step.Done(Decision.Agree(Rule rule, Reason reason, Agreement agreed)) ->
                    Step.done(
                            new Decision.Agree(
                                    rule,
                                    reason,
                                    new Agreement(
                                            agreed.itemId(),
                                            agreed.audible(),
                                            agreed.audiobookshelf(),
                                            agreed.generation() + 1,
                                            agreed.revision(),
                                            agreed.agreedAt())));
            case Step.Done done -> done;
        };
    }

    private static Step oneMoved(Case book, Side mover) {
        return switch (book.move(mover)) {
            case FORWARD ->
                    Step.write(
                            Draft.follow(
                                    book,
                                    mover == AUDIOBOOKSHELF
                                            ? Rule.R13_AUDIOBOOKSHELF_FORWARD
                                            : Rule.R14_AUDIBLE_FORWARD,
                                    mover));
            case BACK ->
                    book.track(mover).runReadings() >= 2
                            ? Step.write(Draft.follow(book, Rule.R15_BACK_A_LITTLE, mover))
                            : Step.hold(Rule.R15_BACK_A_LITTLE, Reason.BACK_UNCONFIRMED);
            case JUMP_BACK -> jump(book, Rule.R16_JUMP_BACK, mover);
            case RESET -> reset(book, mover);
            case STILL -> Step.hold(Rule.R46_NO_RULE, Reason.NO_RULE);
        };
    }

    private static Step jump(Case book, Rule rule, Side mover) {
        return book.jumpConfirmed(mover)
                ? Step.write(Draft.follow(book, rule, mover))
                : Step.hold(rule, Reason.REWIND_UNCONFIRMED);
    }

    private static Step reset(Case book, Side mover) {
        return book.resetConfirmed(mover)
                ? Step.write(Draft.follow(book, Rule.R18_RESET, mover))
                : Step.hold(Rule.R18_RESET, Reason.RESET_UNCONFIRMED);
    }

    private static Step bothMoved(Case book) {
        if (book.withinTolerance()) {
            return Step.done(book.agree(Rule.R20_CONVERGED, Reason.AGREED, 0));
        }
        Optional<Side> newer = book.newer();
        if (newer.isPresent() && book.move(newer.get()) == PlaceMove.RESET) {
            return reset(book, newer.get());
        }
        Rule rule = ruleFor(book, newer);
        return byPolicy(book, rule)
                .orElseGet(
                        () ->
                                newer.isPresent()
                                        ? newest(book, rule, newer.get())
                                        : neitherNewer(book));
    }

    private static Rule ruleFor(Case book, Optional<Side> newer) {
        if (newer.isEmpty()) {
            return Rule.R24_NEITHER_NEWER;
        }
        if (book.further() == newer.get()) {
            return Rule.R21_NEWER_FURTHER;
        }
        if (book.gap().compareTo(LITTLE) <= 0) {
            return Rule.R22_NEWER_LITTLE_BEHIND;
        }
        return book.move(newer.get()) == PlaceMove.FORWARD
                ? Rule.R23_NEWER_FAR_BEHIND
                : Rule.R25_NEWER_JUMPED_BACK;
    }

    private static Step newest(Case book, Rule rule, Side newer) {
        return switch (rule) {
            case R21_NEWER_FURTHER, R22_NEWER_LITTLE_BEHIND ->
                    Step.write(Draft.follow(book, rule, newer));
            case R23_NEWER_FAR_BEHIND ->
                    Step.write(Draft.follow(book, rule, Reason.FURTHER_PLACE_LEFT, newer, 0));
            case R25_NEWER_JUMPED_BACK -> jump(book, rule, newer);
            default -> Step.hold(Rule.R46_NO_RULE, Reason.NO_RULE);
        };
    }

    private static Step neitherNewer(Case book) {
        if (book.gap().compareTo(FAIRLY_CLOSE) > 0) {
            return Step.hold(Rule.R24_NEITHER_NEWER, Reason.CONFLICT);
        }
        Side further = book.further();
        return book.move(further) == PlaceMove.RESET
                ? reset(book, further)
                : Step.write(Draft.follow(book, Rule.R24_NEITHER_NEWER, further));
    }

    /**
     * What {@code SYNC_CONFLICT_POLICY} makes of a conflict; empty for {@code newest}. A reset of the side that would win
     * still needs its confirmation (rule 18), and so does, at first sight, a place at the very start.
     */
    static Optional<Step> byPolicy(Case book, Rule rule) {
        Side winner;
        switch (book.policy.conflict()) {
            case NEWEST -> {
                return Optional.empty();
            }
            case HOLD -> {
                return Optional.of(Step.hold(rule, Reason.CONFLICT));
            }
            case FURTHEST -> winner = book.further();
            case ABS -> winner = AUDIOBOOKSHELF;
            case AUDIBLE -> winner = AUDIBLE;
            default -> throw new AssertionError(book.policy.conflict());
        }
        if (book.agreement().isPresent()) {
            return Optional.of(
                    book.move(winner) == PlaceMove.RESET
                            ? reset(book, winner)
                            : Step.write(Draft.follow(book, rule, winner)));
        }
        return Optional.of(
                book.startsOver(winner) && !book.resetConfirmed(winner)
                        ? Step.hold(rule, Reason.FIRST_SIGHT_REWIND)
                        : Step.write(Draft.follow(book, rule, winner)));
    }
}
