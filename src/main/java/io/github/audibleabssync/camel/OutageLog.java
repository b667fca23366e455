package io.github.audibleabssync.camel;

import io.github.audibleabssync.failure.CredentialsRejected;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the log says of trouble that lasts: a line when it begins or changes its kind, a reminder now and then, a line when it
 * is over. With a cycle every second it would be a line a second otherwise.
 */
final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private static final Duration REMINDER = Duration.ofMinutes(15);

    private final Clock clock;
    private final Map<String, Trouble> troubles = new HashMap<>();

    private record Trouble(Class<?> kind, Instant since, Instant saidAt) {}

    OutageLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * There is trouble, or still is.
     *
     * @param what who or what is in trouble, the same words each time
     * @param failure its class is the kind of trouble
     * @param message for people, with what it means and what to do
     */
    void trouble(String what, Exception failure, String message) {
        trouble(Level.WARN, what, failure, message);
    }

    /** There is trouble, or still is, and its lines have this level. */
    synchronized void trouble(Level level, String what, Exception failure, String message) {
        Instant now = clock.instant();
        Optional<Trouble> known = Optional.ofNullable(troubles.get(what));
        Instant since = known.map(Trouble::since).orElse(now);
        Optional<Trouble> same = known.filter(one -> one.kind() == failure.getClass());
        boolean isNew = same.isEmpty();
        boolean saidLately =
                same.map(one -> Duration.between(one.saidAt(), now).abs())
                        .filter(ago -> ago.compareTo(REMINDER) < 0)
                        .isPresent();
        if (saidLately) {
            LOG.debug("{}", message);
            return;
        }
        if (failure instanceof CredentialsRejected) {
            // the link to the service has said once what is rejected, and what to do
            LOG.debug("{}", message);
        } else {
            LOG.atLevel(level).log("{}{}", message, isNew ? "" : " (lasting since " + since + ")");
        }
        troubles.put(what, new Trouble(failure.getClass(), since, now));
    }

    /** All is well, or well again. */
    synchronized void fine(String what) {
        Trouble over = troubles.remove(what);
        if (over != null) {
            LOG.info(
                    "{} again, after {} s",
                    what,
                    Duration.between(over.since(), clock.instant()).toSeconds());
        }
    }
}
