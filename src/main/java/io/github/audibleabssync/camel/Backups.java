package io.github.audibleabssync.camel;

import io.github.audibleabssync.state.StateBackups;

import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The steps of {@code back-up-state} in {@code 60-remember}: a copy of the state for each day (UTC) on which the daemon runs.
 * A copy that fails stops nothing: it is said once, and tried again.
 */
public final class Backups {

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

    private static final Duration TRY_AGAIN = Duration.ofMinutes(15);

    private final StateBackups files;
    private final boolean dryRun;
    private final Clock clock;
    private Optional<LocalDate> madeFor = Optional.empty();
    private Optional<Instant> failedAt = Optional.empty();
    private Report report;

    /**
     * How the copies went.
     *
     * @param made copies since the start
     * @param failed attempts since the start that failed
     * @param lastAt when the newest copy was made, in an earlier life of the daemon too
     * @param problem why there is none of today, until there is one
     */
    public record Report(
            long made, long failed, Optional<Instant> lastAt, Optional<String> problem) {}

    /**
     * Copies of a state.
     *
     * @param dryRun none is made
     */
    Backups(StateBackups files, boolean dryRun, Clock clock) {
        this.files = files;
        this.dryRun = dryRun;
        this.clock = clock;
        this.report = new Report(0, 0, files.findLast(), Optional.empty());
    }

    /** The day whose copy is made now. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Whether there is no copy of today yet, and it is not just now that making one failed. */
    public synchronized boolean isDue() {
        if (dryRun || madeFor.equals(Optional.of(today())) || justFailed()) {
            return false;
        }
        if (files.has(today())) {
            madeFor = Optional.of(today());
            return false;
        }
        return true;
    }

    private boolean justFailed() {
        return failedAt.filter(at -> isShort(Duration.between(at, clock.instant()).abs()))
                .isPresent();
    }

    private static boolean isShort(Duration since) {
        return since.compareTo(TRY_AGAIN) < 0;
    }

    /** Writes everything into a file that is not yet a copy; no cycle writes meanwhile. */
    public void copy(@Variable("day") LocalDate day) {
        files.write(day);
    }

    /** Looks through the file and makes it the copy of the day. */
    public synchronized void keep(@Variable("day") LocalDate day) {
        files.keep(day);
        if (report.problem().isPresent()) {
            LOG.info("The copy of the state that failed before is made now");
        }
        madeFor = Optional.of(day);
        failedAt = Optional.empty();
        report =
                new Report(
                        report.made() + 1,
                        report.failed(),
                        Optional.of(clock.instant()),
                        Optional.empty());
    }

    /** Removes copies that are older than the last few. */
    public void dropOld(@Variable("day") LocalDate day) {
        files.dropOld(day);
    }

    /** Says once that it failed; what is half-made goes, for it takes the room that is missing. */
    public synchronized void failed(Exception failure) {
        String problem = String.valueOf(failure.getMessage());
        if (report.problem().isEmpty()) {
            LOG.warn(
                    "The daily copy of the state failed: {} Syncing goes on; the copy is tried"
                            + " again every {} minutes.",
                    problem,
                    TRY_AGAIN.toMinutes());
        }
        LOG.debug("Why the copy of the state failed", failure);
        failedAt = Optional.of(clock.instant());
        report =
                new Report(
                        report.made(), report.failed() + 1, report.lastAt(), Optional.of(problem));
        tidy();
    }

    private void tidy() {
        try {
            files.dropUnfinished();
        } catch (RuntimeException lasting) {
            LOG.debug("What the failed copy left stays", lasting);
        }
    }

    /** How the copies went. */
    public synchronized Report report() {
        return report;
    }
}
