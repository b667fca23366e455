package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.SafetyStop;
import io.github.audibleabssync.failure.StateStoreFailed;

import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** The steps of {@code 10-sync-cycle} itself: begin, plan, give up. */
public final class Cycles {

    private static final Logger LOG = LoggerFactory.getLogger(Cycles.class);

    private final String accountName;
    private final AudibleAccount account;
    private final ServiceLink audible;
    private final Books books;
    private final boolean dryRun;
    private final Pause pause;
    private final Clock clock;
    private final Semaphore turn = new Semaphore(1, true);
    private volatile boolean lastSucceeded = true;
    private volatile Optional<String> lastSaid = Optional.empty();

    Cycles(
            String accountName,
            AudibleAccount account,
            ServiceLink audible,
            Books books,
            boolean dryRun,
            Pause pause,
            Clock clock) {
        this.accountName = accountName;
        this.account = account;
        this.audible = audible;
        this.books = books;
        this.dryRun = dryRun;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Begins a cycle as soon as the one before is over; takes over a new Audible session if there is one.
     *
     * <p>Not a throttler, since Camel's forgets after ten seconds that somebody has its only permit.
     *
     * @param exchange whose end is the end of the cycle
     */
    public Cycle begin(Exchange exchange) throws InterruptedException {
        turn.acquire();
        Cycle cycle = new Cycle(clock.instant());
        exchange.getExchangeExtension()
                .addOnCompletion(
                        new SynchronizationAdapter() {
                            @Override
                            public void onDone(Exchange done) {
                                lastSucceeded = cycle.succeeded();
                                if (lastSucceeded) {
                                    lastSaid = Optional.empty();
                                }
                                turn.release();
                            }
                        });
        if (account.reload()) {
            audible.forgetRejection();
        }
        return cycle;
    }

    /** Whether there is an Audible session to work with, and the daemon goes on; else nothing is asked of either side. */
    public boolean isReady(@Variable("cycle") Cycle cycle) {
        account.problem().ifPresent(cycle::stop);
        return account.isReady() && !pause.isOver();
    }

    /**
     * Whether some book was never asked, and it makes sense to ask now: there is a session, and the last cycle did its work.
     * While a side is away the sweep waits for the next cycle that succeeds, instead of knocking every two seconds.
     */
    public boolean isFirstSweepPending() {
        return account.isReady() && lastSucceeded && books.isFirstSweepPending();
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

    /**
     * Lets a failure of the state store pass on to the cycle, which stops then; everything else is for the step to handle.
     *
     * @throws StateStoreFailed if it is one
     */
    static void unlessStateFailed(Exception failure) {
        if (failure instanceof StateStoreFailed stateFailed) {
            throw stateFailed;
        }
    }

    /**
     * Something that no step expects: the cycle is given up, nothing more is written, the next one begins anew. What lasts, as
     * a full disk does, is said once and not by each cycle.
     */
    public void stopped(@Variable("cycle") Cycle cycle, Exception failure) {
        Optional<String> said = Optional.of(String.valueOf(failure.getMessage()));
        if (!said.equals(lastSaid)) {
            LOG.error("The cycle was given up: {}", failure.getMessage());
        }
        lastSaid = said;
        LOG.debug("Why the cycle was given up", failure);
        cycle.stop(String.valueOf(failure.getMessage()));
    }
}
