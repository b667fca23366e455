package io.github.audibleabssync.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that happens from outside in one run: who listens to what, what goes wrong, and when.
 *
 * @param seed it was made from; decides small things such as how long an answer takes
 * @param setup how it begins
 * @param steps in the order of their times
 */
record History(long seed, Setup setup, List<Step> steps) {

    /**
     * Something that happens at a time.
     *
     * @param at since the beginning
     */
    record Step(Duration at, Action action) {
        @Override
        public String toString() {
            return when(at) + "  " + action;
        }

        /** A time as stories tell it. */
        static String when(Duration at) {
            return "day %d %02d:%02d:%02d"
                    .formatted(
                            at.toDays() + 1,
                            at.toHoursPart(),
                            at.toMinutesPart(),
                            at.toSecondsPart());
        }
    }

    /**
     * How a history begins.
     *
     * @param interval between two cycles
     * @param skewOfAudible what Audible's clock shows beyond the true time
     * @param skewOfAudiobookshelf the same of Audiobookshelf
     * @param lag how long Audible shows an old place after a write, and an old flag
     * @param latency the longest that a request takes
     */
    record Setup(
            List<BookSetup> books,
            Duration interval,
            Duration skewOfAudible,
            Duration skewOfAudiobookshelf,
            Duration lag,
            Duration latency) {}

    /**
     * A book on both sides.
     *
     * @param runtime on Audiobookshelf
     * @param branded Audible's audio has an intro and an outro more
     */
    record BookSetup(Duration runtime, boolean branded, SideSetup audible, SideSetup shelf) {}

    /**
     * Where a side stands at the beginning.
     *
     * @param place empty when it holds none
     * @param ago when it came there
     */
    record SideSetup(Optional<Duration> place, boolean finished, Duration ago) {
        @Override
        public String toString() {
            return place.map(Action::clock).orElse("no place")
                    + (finished ? " (finished)" : "")
                    + (place.isPresent() ? ", %d h ago".formatted(ago.toHours()) : "");
        }
    }

    History with(List<Step> others) {
        return new History(seed, setup, List.copyOf(others));
    }

    History with(Setup other) {
        return new History(seed, other, steps);
    }

    /** The history as a story. */
    String tell() {
        StringBuilder text = new StringBuilder();
        text.append("seed %d; a cycle every %d s".formatted(seed, setup.interval.toSeconds()));
        text.append("; answers within %d ms".formatted(setup.latency.toMillis()));
        text.append("; Audible shows old values for %d ms".formatted(setup.lag.toMillis()));
        text.append("; clocks: Audible %+d s".formatted(setup.skewOfAudible.toSeconds()));
        text.append(", Audiobookshelf %+d s%n".formatted(setup.skewOfAudiobookshelf.toSeconds()));
        for (int i = 0; i < setup.books.size(); i++) {
            BookSetup book = setup.books.get(i);
            text.append(
                    "  book %d: %s long%s. Audible: %s. Audiobookshelf: %s%n"
                            .formatted(
                                    i + 1,
                                    Action.clock(book.runtime),
                                    book.branded ? ", branded on Audible" : "",
                                    book.audible,
                                    book.shelf));
        }
        return text
                + steps.stream().map(step -> "  " + step).collect(Collectors.joining("\n"))
                + "\n";
    }
}
