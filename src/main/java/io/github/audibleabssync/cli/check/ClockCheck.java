package io.github.audibleabssync.cli.check;

import io.github.audibleabssync.camel.DirectService;
import io.github.audibleabssync.core.ServerClock;

import java.time.Duration;

/** Whether a server's clock goes with ours. */
final class ClockCheck {

    /** A difference is reckoned with; one of minutes means that a clock is wrong. */
    private static final Duration FAR = Duration.ofMinutes(3);

    private ClockCheck() {}

    static Line line(DirectService service) {
        return line("The clock of " + service.side().title(), service.serverClock());
    }

    static Line line(String whose, ServerClock clock) {
        if (!clock.seen()) {
            return CheckWords.CLOCK_UNKNOWN.line(whose);
        }
        Duration offset = clock.offset();
        if (offset.isZero()) {
            return CheckWords.CLOCK_GOOD.line(whose);
        }
        boolean far = offset.abs().compareTo(FAR) > 0;
        return (far ? CheckWords.CLOCK_OFF : CheckWords.CLOCK_SHIFTED)
                .line(whose, words(offset.abs()), offset.isNegative() ? "behind" : "ahead of");
    }

    private static String words(Duration time) {
        return time.toHours() > 0
                ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
                : time.toMinutes() > 0
                        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                        : "%d s".formatted(time.toSeconds());
    }
}
