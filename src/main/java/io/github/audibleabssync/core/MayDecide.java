package io.github.audibleabssync.core;

import io.github.audibleabssync.core.Reading.Unknown;
import io.github.audibleabssync.core.Reading.Why;

import java.util.Optional;

/** Stage A: may we decide at all? Rule 41 stands where the state is opened, 40 in {@link ServerClock}. */
final class MayDecide {

    private MayDecide() {}

    static Optional<Decision> check(Situation situation) {
        if (situation.pair().ambiguous()) {
            return Optional.of(new Decision.Hold(Rule.R39_DUPLICATE_ASIN, Reason.DUPLICATE_ASIN));
        }
        if (situation.audiobookshelf().equals(Reading.unknown(Why.ITEM_GONE))) {
            return Optional.of(new Decision.Leave(Rule.R2_ITEM_GONE, Reason.ITEM_GONE));
        }
        if (situation.audible().equals(Reading.unknown(Why.REFUSED))) {
            return Optional.of(new Decision.Leave(Rule.R1_SIDE_UNKNOWN, Reason.TITLE_REFUSED));
        }
        if (situation.audible() instanceof Unknown
                || situation.audiobookshelf() instanceof Unknown) {
            return Optional.of(new Decision.Leave(Rule.R1_SIDE_UNKNOWN, Reason.SIDE_UNKNOWN));
        }
        if (situation.writePending()) {
            return Optional.of(new Decision.Leave(Rule.R36_WRITE_PENDING, Reason.WRITE_PENDING));
        }
        if (situation.policy().paused()) {
            return Optional.of(new Decision.Hold(Rule.PAUSED, Reason.PAUSED));
        }
        if (situation.pair().alignment() instanceof Alignment.None) {
            return Optional.of(new Decision.Hold(Rule.EDITION, Reason.EDITION_MISMATCH));
        }
        return Optional.empty();
    }
}
