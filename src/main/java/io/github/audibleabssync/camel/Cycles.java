package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.SafetyStop;

import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The steps of {@code 10-sync-cycle} itself: begin, plan, give up. */
public final class Cycles {

    private static final Logger LOG = LoggerFactory.getLogger(Cycles.class);

    private final String accountName;
    private final AudibleAccount account;
    private final ServiceLink audible;
    private final Books books;
    private final boolean dryRun;
    private final Clock clock;

    Cycles(
            String accountName,
            AudibleAccount account,
            ServiceLink audible,
            Books books,
            boolean dryRun,
            Clock clock) {
        this.accountName = accountName;
        this.account = account;
        this.audible = audible;
        this.books = books;
        this.dryRun = dryRun;
        this.clock = clock;
    }

    /** Begins a cycle; takes over a new Audible session if there is one. */
    public Cycle begin() {
        if (account.reload()) {
            audible.forgetRejection();
        }
        return new Cycle(clock.instant());
    }

    /** Whether there is an Audible session to work with; without one, nothing is asked of either side. */
    public boolean isReady(@Variable("cycle") Cycle cycle) {
        account.problem().ifPresent(cycle::stop);
        return account.isReady();
    }

    /** Whether some book was never asked, and a session is there to ask with. */
    public boolean isFirstSweepPending() {
        return account.isReady() && books.isFirstSweepPending();
    }

    /**
     * Makes the decisions of the cycle a plan: rule 42 looks at all of them together, and in a dry run (rule 44) none of
     * the writes is left. The one place where writes are let through.
     */
    public void plan(@Variable("cycle") Cycle cycle) {
        List<Resolved> safe = SafetyStop.check(cycle.resolved());
        if (!safe.equals(cycle.resolved())) {
            LOG.warn(
                    "Unusually many books would go back at once: none of those is written. Look at"
                            + " /status; if the places are right, let both sides move on.");
        }
        cycle.replan(safe);
        if (cycle.stopped().isPresent()) {
            return;
        }
        List<Intent> intents = new ArrayList<>();
        for (Resolved book : safe) {
            if (book.decision() instanceof Decision.Write write) {
                intents.add(Intent.of(accountName, book, write, clock.instant()));
            }
        }
        if (dryRun) {
            cycle.wouldWrite(intents);
            intents.forEach(
                    intent ->
                            cycle.redecided(
                                    intent.book(),
                                    new Decision.Leave(Rule.R44_DRY_RUN, Reason.DRY_RUN)));
        } else {
            cycle.intend(intents);
        }
    }

    /** Something that no step expects: the cycle is given up, nothing more is written, the next one begins anew. */
    public void stopped(@Variable("cycle") Cycle cycle, Exception failure) {
        LOG.error("The cycle was given up: {}", failure.getMessage());
        LOG.debug("Why the cycle was given up", failure);
        cycle.stop(String.valueOf(failure.getMessage()));
    }
}
