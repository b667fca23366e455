package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Stage C: an agreement exists; absence, flags, finished books. Empty when the book is stage D's. */
final class FlagsAndAbsence {

    private static final Duration LEFT_ALONE = Duration.ofHours(24);

    private FlagsAndAbsence() {}

    static Optional<Step> decide(Case book) {
        if (book.isNothing(AUDIBLE) || book.isNothing(AUDIOBOOKSHELF)) {
            return Optional.of(vanished(book));
        }
        if (isFirstEcho(book, AUDIBLE) || isFirstEcho(book, AUDIOBOOKSHELF)) {
            return Optional.of(Step.leave(Rule.R17_STALE_ECHO, Reason.STALE_ECHO));
        }
        boolean flagMoved = flagMoved(book, AUDIBLE) || flagMoved(book, AUDIOBOOKSHELF);
        if (!book.moved(AUDIBLE) && !book.moved(AUDIOBOOKSHELF) && !flagMoved) {
            return Optional.of(Step.leave(Rule.R12_IN_SYNC, Reason.IN_SYNC));
        }
        if (book.finished(AUDIBLE) && book.finished(AUDIOBOOKSHELF) && isNewlyFinished(book)) {
            return Optional.of(Step.done(book.agree(Rule.R9_BOTH_FINISHED, Reason.AGREED, 0)));
        }
        if (book.newlyUnfinished(AUDIOBOOKSHELF) && book.place(AUDIOBOOKSHELF).isStart()) {
            return Optional.of(
                    Step.write(
                            Draft.flag(
                                    Rule.R29_AUDIOBOOKSHELF_RESTARTED,
                                    Reason.RESTARTED,
                                    AUDIBLE,
                                    false,
                                    1)));
        }
        if (book.newlyUnfinished(AUDIBLE)
                && !book.moved(AUDIBLE)
                && (book.finished(AUDIOBOOKSHELF) || !book.moved(AUDIOBOOKSHELF))) {
            return Optional.of(reopenedOnAudible(book));
        }
        for (Side side : Side.values()) {
            if (book.newlyFinished(side) && listenedElsewhere(book, side)) {
                return Optional.of(
                        leftAlone(book, side.other())
                                ? Flags.finish(book, Rule.R26_FINISHED_ELSEWHERE, side.other())
                                : Step.hold(
                                        Rule.R26_FINISHED_ELSEWHERE, Reason.FINISHED_ELSEWHERE));
            }
        }
        if (book.newlyFinished(AUDIOBOOKSHELF)) {
            return Optional.of(finishedOnAudiobookshelf(book));
        }
        if (book.newlyFinished(AUDIBLE)) {
            return Optional.of(Flags.finish(book, Rule.R28_AUDIBLE_FINISHED, AUDIOBOOKSHELF));
        }
        return relisten(book);
    }

    private static boolean flagMoved(Case book, Side side) {
        return book.newlyFinished(side) || book.newlyUnfinished(side);
    }

    private static boolean isNewlyFinished(Case book) {
        return book.newlyFinished(AUDIBLE) || book.newlyFinished(AUDIOBOOKSHELF);
    }

    private static boolean isFirstEcho(Case book, Side side) {
        Sighting sight = book.sight(side);
        return sight.echo() && sight.readings() == 1;
    }

    /** Rule 3: only what is listened to after the place was missed brings it back. */
    private static Step vanished(Case book) {
        if (book.isNothing(AUDIBLE) && book.isNothing(AUDIOBOOKSHELF)) {
            return Step.leave(Rule.R3_PLACE_VANISHED, Reason.NOT_STARTED);
        }
        Side gone = book.isNothing(AUDIBLE) ? AUDIBLE : AUDIOBOOKSHELF;
        Side there = gone.other();
        Reason reason = gone == AUDIBLE ? Reason.PLACE_VANISHED : Reason.PROGRESS_DISCARDED;
        boolean listenedOn =
                book.move(there) == PlaceMove.FORWARD
                        && !book.finished(there)
                        && movedSinceMissed(book, there, reason);
        int generationStep = book.agreement().orElseThrow().anyFinished() ? 1 : 0;
        return listenedOn
                ? Step.write(
                        Draft.follow(
                                book, Rule.R3_PLACE_VANISHED, Reason.MOVED, there, generationStep))
                : Step.hold(Rule.R3_PLACE_VANISHED, reason);
    }

    /**
     * Whether a side came where it is after the other's place was missed: since the hold began, or, when the write that
     * ended the hold could not be done, since the other side was last seen.
     */
    private static boolean movedSinceMissed(Case book, Side there, Reason reason) {
        Optional<Verdict> last = book.situation.state().last();
        if (last.isEmpty()) {
            return false;
        }
        Verdict before = last.get();
        if (before.outcome() == Outcome.HOLD && before.reason() == reason) {
            return book.sight(there)
                    .changedAt()
                    .filter(moved -> moved.isAfter(before.since()))
                    .isPresent();
        }
        boolean wasToBeWritten =
                before.rule().stage() == Rule.Stage.E || before.outcome() == Outcome.WRITE;
        Optional<Instant> lastSeen = book.track(there.other()).latest().map(Sighting::readAt);
        Optional<Instant> stoodBefore = book.track(there).previous().map(Sighting::readAt);
        return wasToBeWritten
                && lastSeen.isPresent()
                && stoodBefore.filter(read -> read.isAfter(lastSeen.get())).isPresent();
    }

    /** Rule 30. A book that Audible never played stands at its start there: that is nobody's place until it is heard. */
    private static Step reopenedOnAudible(Case book) {
        if (!book.finished(AUDIOBOOKSHELF)) {
            return openOnBothSides(book);
        }
        if (isAtTheEnd(book, AUDIBLE)) {
            return Step.hold(Rule.R30_AUDIBLE_REOPENED, Reason.REOPENED_AT_END);
        }
        if (PlaceMove.isVeryStart(book.place(AUDIBLE))) {
            return Step.hold(Rule.R30_AUDIBLE_REOPENED, Reason.RELISTEN_UNCONFIRMED);
        }
        return Step.write(Flags.reopen(book, Rule.R30_AUDIBLE_REOPENED, AUDIBLE));
    }

    /** Nothing is left to reopen; but two places that never agreed do not agree because a flag went. */
    private static Step openOnBothSides(Case book) {
        if (book.withinTolerance()) {
            return Step.done(book.agree(Rule.R30_AUDIBLE_REOPENED, Reason.AGREED, 1));
        }
        return Step.hold(
                Rule.R30_AUDIBLE_REOPENED,
                isAtTheEnd(book, AUDIBLE) ? Reason.REOPENED_AT_END : Reason.CONFLICT);
    }

    /** Rule 26: the other side was listened on after this side was finished, and not just into its credits. */
    private static boolean listenedElsewhere(Case book, Side finished) {
        Side other = finished.other();
        return book.moved(other) && !book.inEndZone(other) && book.finishIsOlder(finished);
    }

    private static boolean leftAlone(Case book, Side side) {
        return book.sight(side)
                .changedAt()
                .map(since -> Duration.between(since, book.now).compareTo(LEFT_ALONE) >= 0)
                .orElse(false);
    }

    /** Rule 27: flag and place are two things. */
    private static Step finishedOnAudiobookshelf(Case book) {
        boolean heardToTheEnd =
                book.move(AUDIOBOOKSHELF) == PlaceMove.FORWARD && isAtTheEnd(book, AUDIOBOOKSHELF);
        if (!heardToTheEnd) {
            return Flags.finish(book, Rule.R27_AUDIOBOOKSHELF_FINISHED, AUDIBLE);
        }
        boolean flag = book.policy.syncFinished();
        Draft follow =
                Draft.follow(
                        book,
                        Rule.R27_AUDIOBOOKSHELF_FINISHED,
                        Reason.FINISHED,
                        AUDIOBOOKSHELF,
                        flag ? 0 : Flags.generationStep(book, AUDIBLE));
        return Step.write(flag ? follow.withFinished(true) : follow);
    }

    /** In the end zone, or where Audiobookshelf's library setting calls the book finished: no place reopens it there. */
    static boolean isAtTheEnd(Case book, Side side) {
        Place onAudiobookshelf = side == AUDIOBOOKSHELF ? book.place(side) : book.translated(side);
        return book.inEndZone(side) || onAudiobookshelf.compareTo(book.pair.finishesFrom()) >= 0;
    }

    /** Rule 19: a book that was finished in the agreement moves. Empty when both flags are gone: stage D decides. */
    private static Optional<Step> relisten(Case book) {
        if (!book.agreement().orElseThrow().anyFinished()
                || (book.newlyUnfinished(AUDIBLE) && book.newlyUnfinished(AUDIOBOOKSHELF))) {
            return Optional.empty();
        }
        Side mover = mover(book);
        if (isAtTheEnd(book, mover)) {
            return Optional.of(Step.leave(Rule.R19_RELISTEN, Reason.AT_THE_END));
        }
        boolean confirmed =
                book.move(mover) == PlaceMove.RESET
                        ? book.resetConfirmed(mover)
                        : book.jumpConfirmed(mover);
        if (!confirmed) {
            return Optional.of(Step.hold(Rule.R19_RELISTEN, Reason.RELISTEN_UNCONFIRMED));
        }
        if (book.finished(mover)) {
            return Optional.of(reopenWhereItIsHeard(book, mover));
        }
        return Optional.of(
                Step.write(
                        book.finished(mover.other())
                                ? Flags.reopen(book, Rule.R19_RELISTEN, mover)
                                : Draft.follow(
                                        book, Rule.R19_RELISTEN, Reason.REOPENED, mover, 1)));
    }

    static Side mover(Case book) {
        boolean audible = book.moved(AUDIBLE);
        boolean audiobookshelf = book.moved(AUDIOBOOKSHELF) || book.newlyUnfinished(AUDIOBOOKSHELF);
        if (audible && audiobookshelf) {
            return book.newer().orElse(book.further());
        }
        return audible ? AUDIBLE : AUDIOBOOKSHELF;
    }

    /**
     * The listener's own side still says finished: its flag goes first, the place follows with the next cycle. The new
     * generation goes with the last flag.
     */
    private static Step reopenWhereItIsHeard(Case book, Side mover) {
        int generationStep = book.agreed(mover.other()).finished() ? 0 : 1;
        return mover == AUDIBLE
                ? Step.write(
                        Draft.flag(
                                Rule.R19_RELISTEN, Reason.REOPENED, AUDIBLE, false, generationStep))
                : Step.hold(Rule.R19_RELISTEN, Reason.RELISTEN_UNCONFIRMED);
    }
}
