package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * From where on Audiobookshelf calls a book finished: a library's setting "mark as finished" (reference, section 6).
 *
 * @param secondsRemaining finished when less than this remains; when empty too, 10 s
 * @param percentComplete finished from this percentage on, 0–100; wins over the seconds when it is there
 */
public record FinishSetting(OptionalDouble secondsRemaining, OptionalDouble percentComplete) {

    /** What every library has at first, and what a PATCH of an entry uses: less than 10 s remaining. */
    public static final FinishSetting USUAL = whenRemaining(Duration.ofSeconds(10));

    /** Neither is set, which counts like {@link #USUAL}. */
    public static final FinishSetting NONE =
            new FinishSetting(OptionalDouble.empty(), OptionalDouble.empty());

    private static final double USUAL_SECONDS = 10;

    /** Finished when less than this remains. */
    public static FinishSetting whenRemaining(Duration remaining) {
        return new FinishSetting(
                OptionalDouble.of(Json.seconds(remaining)), OptionalDouble.empty());
    }

    /** Finished from this percentage on. */
    public static FinishSetting atPercent(double percent) {
        return new FinishSetting(OptionalDouble.empty(), OptionalDouble.of(percent));
    }

    /** What a client sent along with a PATCH of an entry. */
    static FinishSetting sentIn(JsonNode body) {
        return new FinishSetting(
                number(body.path("markAsFinishedTimeRemaining")),
                number(body.path("markAsFinishedPercentComplete")));
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.doubleValue()) : OptionalDouble.empty();
    }

    /**
     * Whether a place counts as finished; never without a duration or a place that is a number.
     *
     * @param currentTime seconds, may be no number
     * @param duration seconds
     */
    boolean isReached(double currentTime, double duration) {
        if (!(duration > 0)) {
            return false;
        }
        return percentComplete.isPresent()
                ? currentTime / duration * 100 >= percentComplete.getAsDouble()
                : duration - currentTime < secondsRemaining.orElse(USUAL_SECONDS);
    }
}
