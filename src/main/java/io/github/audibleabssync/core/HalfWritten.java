package io.github.audibleabssync.core;

import java.time.Duration;
import java.util.Optional;

/**
 * Of a write of place and flag only one arrived. That one is agreed upon; what belongs to the other stays on the source's side
 * as it was agreed before, so that it still is a move, and the next cycle carries it over.
 */
public final class HalfWritten {

    private HalfWritten() {}

    /**
     * The half that arrived, as a claim of its own.
     *
     * @param claim a write that is not there as a whole
     * @param reading what its side shows
     * @param agreed before the write; empty at first sight
     * @param tolerance a smaller difference is none
     * @return empty when neither half arrived, or the claim had only one
     */
    public static Optional<Claim> find(
            Claim claim, Reading reading, Optional<Agreement> agreed, Duration tolerance) {
        if (claim.sentAt().isEmpty() || !(reading instanceof Reading.At at)) {
            return Optional.empty();
        }
        if (claim.finished().isPresent() && isPlaceThere(claim, at, tolerance)) {
            return Optional.of(placeOnly(claim, agreed));
        }
        return agreed.filter(_ -> claim.place().isPresent() && isFlagThere(claim, at))
                .map(before -> flagOnly(claim, before));
    }

    private static boolean isPlaceThere(Claim claim, Reading.At at, Duration tolerance) {
        return claim.place()
                        .filter(wanted -> wanted.distance(at.place()).compareTo(tolerance) <= 0)
                        .isPresent()
                && claim.before()
                        .map(before -> before.place().distance(at.place()).compareTo(tolerance) > 0)
                        .orElse(true);
    }

    private static boolean isFlagThere(Claim claim, Reading.At at) {
        return claim.finished().equals(Optional.of(at.finished()))
                && claim.before().map(SideState::finished).orElse(false) != at.finished();
    }

    private static Claim placeOnly(Claim claim, Optional<Agreement> agreed) {
        Side source = claim.side().other();
        Agreement wanted = claim.agreement();
        boolean sourceFlag = agreed.map(before -> before.of(source).finished()).orElse(false);
        boolean targetFlag = claim.before().map(SideState::finished).orElse(false);
        return claim.meaning(
                claim.place(),
                Optional.empty(),
                wanted.with(source, wanted.of(source).withFinished(sourceFlag))
                        .with(claim.side(), wanted.of(claim.side()).withFinished(targetFlag)));
    }

    private static Claim flagOnly(Claim claim, Agreement agreed) {
        Side source = claim.side().other();
        Agreement wanted = claim.agreement();
        SideState target = claim.before().orElse(agreed.of(claim.side()));
        return claim.meaning(
                Optional.empty(),
                claim.finished(),
                wanted.with(source, agreed.of(source).withFinished(wanted.of(source).finished()))
                        .with(
                                claim.side(),
                                target.withFinished(wanted.of(claim.side()).finished())));
    }
}
