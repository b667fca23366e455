package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Stage E: on the way to the write, every line may stop or change it. Rule 42 needs the whole cycle ({@link SafetyStop}),
 * 44 and 34 stand where the write is done.
 */
final class OnTheWay {

    private static final Duration BEFORE_THE_END = Duration.ofSeconds(15);

    private OnTheWay() {}

    /**
     * Lets a draft pass, or not.
     *
     * @param origin who asks for it; what a person asked for carries flags whatever {@code SYNC_FINISHED} says
     */
    static Decision check(Case book, Draft wanted, Origin origin) {
        Draft draft = fit(book, wanted);
        Side target = draft.target();
        boolean reopens = draft.finished().equals(Optional.of(false));
        if (isThere(book, draft)) {
            return new Decision.Agree(
                    Rule.ALREADY_THERE, draft.reason(), agreement(book, draft, Optional.empty()));
        }
        boolean asked = !origin.equals(Origin.RULE);
        if (!asked && !book.policy.syncFinished() && (reopens || reopensByPlace(book, draft))) {
            return new Decision.Hold(draft.rule(), Reason.FLAGS_NOT_SYNCED);
        }
        if (readOnly(book, target)) {
            return new Decision.Hold(Rule.R35_NOT_CONFIRMED, Reason.WRITE_NOT_CONFIRMED);
        }
        if (isPlaying(book, AUDIBLE) && isPlaying(book, AUDIOBOOKSHELF)) {
            return new Decision.Hold(Rule.R33_BOTH_PLAYING, Reason.BOTH_PLAYING);
        }
        if (isPlaying(book, target)) {
            return new Decision.Leave(
                    target == AUDIOBOOKSHELF
                            ? Rule.R31_AUDIOBOOKSHELF_PLAYING
                            : Rule.R32_AUDIBLE_PLAYING,
                    Reason.TARGET_PLAYING);
        }
        if (!book.policy.oneWay().allows(target)) {
            return new Decision.Leave(Rule.R43_ONE_WAY, Reason.ONE_WAY);
        }
        if (coolingDown(book, target)) {
            return new Decision.Leave(Rule.R45_COOLING_DOWN, Reason.COOLING_DOWN);
        }
        return new Decision.Write(
                draft.rule(),
                draft.reason(),
                target,
                draft.place(),
                draft.finished(),
                listenedAt(book, target.other()),
                agreement(book, draft, draft.place()),
                origin);
    }

    /**
     * Rules 38 and 37: never beyond the end, and not into the last seconds unless the source is finished. What is undone goes
     * where it was, which {@link Undo} has looked at. A book that is to be opened again is not put where Audiobookshelf
     * would leave it finished.
     */
    private static Draft fit(Case book, Draft draft) {
        if (draft.place().isEmpty()) {
            return draft;
        }
        Duration runtime = book.pair.runtime(draft.target());
        Place clamped = draft.place().get().within(runtime);
        Place latest = new Place(runtime).shift(BEFORE_THE_END.negated());
        boolean sourceFinished =
                draft.rule() == Rule.UNDONE || book.finished(draft.target().other());
        Place fitting = !sourceFinished && clamped.compareTo(latest) > 0 ? latest : clamped;
        boolean opens =
                draft.target() == AUDIOBOOKSHELF && draft.finished().equals(Optional.of(false));
        Place latestOpen = book.pair.latestOpen();
        return draft.withPlace(
                opens && fitting.compareTo(latestOpen) > 0 && book.finished(AUDIOBOOKSHELF)
                        ? Flags.changed(book.place(AUDIOBOOKSHELF), latestOpen)
                        : fitting);
    }

    /** Never write what is there. */
    private static boolean isThere(Case book, Draft draft) {
        if (book.isNothing(draft.target())) {
            return false;
        }
        boolean flagAsWanted =
                draft.finished().map(flag -> flag == book.finished(draft.target())).orElse(true);
        boolean placeAsWanted =
                draft.place()
                        .map(
                                place ->
                                        place.distance(book.place(draft.target()))
                                                        .compareTo(book.crossTolerance())
                                                <= 0)
                        .orElse(true);
        return flagAsWanted && placeAsWanted;
    }

    /** A place write to a finished book reopens it on Audiobookshelf, whatever was meant. */
    private static boolean reopensByPlace(Case book, Draft draft) {
        return draft.target() == AUDIOBOOKSHELF
                && draft.place().isPresent()
                && book.finished(AUDIOBOOKSHELF);
    }

    /** Until a time; one that is further away than any such wait is from before our clock was set back. */
    private static boolean readOnly(Case book, Side target) {
        return book.situation
                .state()
                .writes(target)
                .readOnlyUntil()
                .filter(until -> !until.isAfter(book.now.plus(ReadBack.READ_ONLY)))
                .map(until -> book.now.isBefore(until))
                .orElse(false);
    }

    private static boolean isPlaying(Case book, Side side) {
        return !book.isNothing(side) && book.track(side).isPlaying(book.now);
    }

    /** Written less than a cooldown ago; further in the future than that is from before our clock was set back. */
    private static boolean coolingDown(Case book, Side target) {
        return book.situation
                .state()
                .writes(target)
                .writtenAt()
                .map(at -> Duration.between(at, book.now).abs())
                .map(ago -> ago.compareTo(book.policy.cooldown()) < 0)
                .orElse(false);
    }

    private static Optional<Instant> listenedAt(Case book, Side source) {
        return book.isNothing(source) ? Optional.empty() : book.sight(source).changedAt();
    }

    /**
     * What holds once the draft is done: the source as it was read, the target as it is written, or as it was read where
     * nothing has to be written.
     *
     * @param written the place that the target gets
     */
    private static Agreement agreement(Case book, Draft draft, Optional<Place> written) {
        if (draft.rule() == Rule.R29_AUDIOBOOKSHELF_RESTARTED) {
            return book.agreement(
                    book.agreed(AUDIBLE).withFinished(false),
                    book.agreed(AUDIOBOOKSHELF).withFinished(false),
                    draft.generationStep());
        }
        Side target = draft.target();
        boolean ownFlagOnly = draft.rule() == Rule.R19_RELISTEN && draft.place().isEmpty();
        SideState before = ownFlagOnly ? book.agreed(target) : book.state(target);
        SideState source = ownFlagOnly ? book.agreed(target.other()) : book.state(target.other());
        SideState after =
                new SideState(
                        written.orElse(before.place()),
                        draft.finished().orElse(before.finished()),
                        written.isPresent() ? Optional.of(book.now) : before.changedAt());
        return target == AUDIBLE
                ? book.agreement(after, source, draft.generationStep())
                : book.agreement(source, after, draft.generationStep());
    }
}
