package io.github.audibleabssync.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A situation whose readings are credible, in the words of the rules. */
final class Case {

    private static final Duration JUMP_LISTENED = Duration.ofMinutes(2);
    private static final Duration RESET_LISTENED = Duration.ofMinutes(5);

    final Situation situation;
    final SyncPolicy policy;
    final Pair pair;
    final Instant now;

    Case(Situation situation) {
        this.situation = situation;
        this.policy = situation.policy();
        this.pair = situation.pair();
        this.now = situation.now();
    }

    /** Whether the side proved that it holds no place. */
    boolean isNothing(Side side) {
        return situation.reading(side) instanceof Reading.Nothing;
    }

    /** Whether the side holds no place, or the very first one. */
    boolean isNothingOrStart(Side side) {
        return isNothing(side) || sight(side).place().isStart();
    }

    boolean finished(Side side) {
        return situation.reading(side) instanceof Reading.At at && at.finished();
    }

    /** What was seen of a side that holds a place. */
    Sighting sight(Side side) {
        return track(side).latest().orElseThrow();
    }

    Track track(Side side) {
        return situation.state().track(side);
    }

    Place place(Side side) {
        return sight(side).place();
    }

    boolean inEndZone(Side side) {
        return pair.inEndZone(side, place(side));
    }

    // --- against the agreement
    // ---------------------------------------------------------------------------------------

    Optional<Agreement> agreement() {
        return situation.state().agreement();
    }

    SideState agreed(Side side) {
        return agreement().orElseThrow().of(side);
    }

    PlaceMove move(Side side) {
        return isZeroed(side) ? PlaceMove.RESET : against(agreed(side).place(), side);
    }

    /** Whether the other side would be set to the very start of a well begun book. */
    boolean startsOver(Side source) {
        return against(translated(source.other()), source) == PlaceMove.RESET;
    }

    private PlaceMove against(Place place, Side side) {
        Place runStart = track(side).runStart().orElse(place(side));
        return PlaceMove.of(place, place(side), runStart, policy);
    }

    /**
     * Rule 29: what Audiobookshelf zeroed is a reset from then on. Where it had finished at 0 already, its own agreed place
     * does not show that, and the other side's does.
     */
    private boolean isZeroed(Side side) {
        Agreement agreed = agreement().orElseThrow();
        Place other = agreed.of(side.other()).place();
        return side == Side.AUDIOBOOKSHELF
                && agreed.of(side).place().isStart()
                && !agreed.anyFinished()
                && against(pair.alignment().translate(side.other(), other), side)
                        == PlaceMove.RESET;
    }

    boolean moved(Side side) {
        return move(side) != PlaceMove.STILL;
    }

    boolean newlyFinished(Side side) {
        return finished(side) && !agreed(side).finished();
    }

    boolean newlyUnfinished(Side side) {
        return !finished(side) && agreed(side).finished();
    }

    // --- across the sides
    // --------------------------------------------------------------------------------------------

    /** A side's place on the other side's audio. */
    Place translated(Side from) {
        return pair.alignment().translate(from, place(from));
    }

    Duration gap() {
        return translated(Side.AUDIBLE).distance(place(Side.AUDIOBOOKSHELF));
    }

    boolean withinTolerance() {
        return gap().compareTo(crossTolerance()) <= 0;
    }

    Duration crossTolerance() {
        return policy.tolerance().plus(pair.alignment().error());
    }

    Side further() {
        return translated(Side.AUDIBLE).compareTo(place(Side.AUDIOBOOKSHELF)) > 0
                ? Side.AUDIBLE
                : Side.AUDIOBOOKSHELF;
    }

    /** The side whose place is more recent by more than the least difference that decides; rule 40 included. */
    Optional<Side> newer() {
        return newer(sight(Side.AUDIBLE).changedAt(), sight(Side.AUDIOBOOKSHELF).changedAt());
    }

    /** Whether the finish on one side is more recent than the place on the other, beyond doubt. */
    boolean finishIsNewer(Side finished) {
        return newerOf(finished, finishedAt(finished)).filter(finished::equals).isPresent();
    }

    /** Whether the place on the other side is more recent than the finish, beyond doubt. */
    boolean finishIsOlder(Side finished) {
        return newerOf(finished, finishedAt(finished)).filter(finished.other()::equals).isPresent();
    }

    Optional<Instant> finishedAt(Side side) {
        return sight(side).flagChangedAt().or(sight(side)::changedAt);
    }

    private Optional<Side> newerOf(Side finished, Optional<Instant> finish) {
        Optional<Instant> other = sight(finished.other()).changedAt();
        return finished == Side.AUDIBLE ? newer(finish, other) : newer(other, finish);
    }

    private Optional<Side> newer(Optional<Instant> audible, Optional<Instant> audiobookshelf) {
        if (!situation.clocksTrusted() || audible.isEmpty() || audiobookshelf.isEmpty()) {
            return Optional.empty();
        }
        Duration lead = Duration.between(audiobookshelf.get(), audible.get());
        if (lead.abs().compareTo(policy.minTimeDelta()) <= 0) {
            return Optional.empty();
        }
        return Optional.of(lead.isNegative() ? Side.AUDIOBOOKSHELF : Side.AUDIBLE);
    }

    // --- confirmation (contract §3)
    // ----------------------------------------------------------------------------------

    /** A jump is confirmed by two minutes of listening, or by standing. */
    boolean jumpConfirmed(Side side) {
        return listened(side).compareTo(JUMP_LISTENED) >= 0 || stood(side);
    }

    /** A reset is confirmed by five minutes of listening, never by standing. */
    boolean resetConfirmed(Side side) {
        return listened(side).compareTo(RESET_LISTENED) >= 0;
    }

    /**
     * What was listened to since the last jump; without a jump, only what lies beyond the agreement, once
     * more was seen than the move itself.
     */
    Duration listened(Side side) {
        Duration run = track(side).run();
        boolean jumped = agreement().isPresent() && place(side).compareTo(agreed(side).place()) < 0;
        if (agreement().isEmpty() || (jumped && moved(side))) {
            return run;
        }
        boolean onlyTheMoveWasSeen =
                track(side)
                        .previous()
                        .filter(before -> isBeyondAgreement(side, before.place()))
                        .isEmpty();
        if (onlyTheMoveWasSeen) {
            return Duration.ZERO;
        }
        Duration beyond = place(side).minus(agreed(side).place());
        return beyond.compareTo(run) < 0 ? beyond : run;
    }

    private boolean isBeyondAgreement(Side side, Place place) {
        return place.minus(agreed(side).place()).compareTo(policy.tolerance()) > 0;
    }

    private boolean stood(Side side) {
        Optional<Instant> since = track(side).standingSince();
        return sight(side).readings() >= 2
                && since.isPresent()
                && Duration.between(since.get(), now).compareTo(policy.rewindConfirm()) >= 0;
    }

    // --- outcomes
    // ----------------------------------------------------------------------------------------------------

    /** Both readings as the new agreement. */
    Decision agree(Rule rule, Reason reason, int generationStep) {
        return new Decision.Agree(
                rule,
                reason,
                agreement(state(Side.AUDIBLE), state(Side.AUDIOBOOKSHELF), generationStep));
    }

    Agreement agreement(SideState audible, SideState audiobookshelf, int generationStep) {
        return new Agreement(
                pair.itemId(),
                audible,
                audiobookshelf,
                agreement().map(Agreement::generation).orElse(0) + generationStep,
                situation.lastRevision() + 1,
                now);
    }

    /** One side as it was read; a side with nothing counts as unfinished at its start. */
    SideState state(Side side) {
        return isNothing(side)
                ? new SideState(Place.START, false, Optional.empty())
                : new SideState(place(side), finished(side), sight(side).changedAt());
    }
}
