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
import org.slf4j.event.Level;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The steps of {@code 10-sync-cycle} itself: begin, plan, give up. */
public final class Cycles {

    private static final Logger LOG = LoggerFactory.getLogger(Cycles.class);

    private static final String WHOLE_CYCLES = "Cycles go through";

    private final String accountName;
    private final AudibleAccount account;
    private final Credentials credentials;
    private final Books books;
    private final boolean dryRun;
    private final OutageLog outages;
    private final Pause pause;
    private final Clock clock;
    private final Semaphore turn = new Semaphore(1, true);
    private volatile boolean lastSucceeded = true;

    Cycles(
            String accountName,
            AudibleAccount account,
            Credentials credentials,
            Books books,
            boolean dryRun,
            OutageLog outages,
            Pause pause,
            Clock clock) {
        this.accountName = accountName;
        this.account = account;
        this.credentials = credentials;
        this.books = books;
        this.dryRun = dryRun;
        this.outages = outages;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Begins a cycle as soon as the one before is over; takes over new credentials if there are some.
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
                                if (cycle.stopped().isEmpty()) {
                                    outages.fine(WHOLE_CYCLES);
                                }
                                turn.release();
                            }
                        });
        credentials.lookAgain();
        return cycle;
    }

    /**
     * Does something while no cycle runs, and none begins.
     *
     * @param patience how long a running cycle is waited for
     * @return false, and nothing was done, when it did not end in time
     */
    public boolean between(Duration patience, Runnable work) throws InterruptedException {
        if (!turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        try {
            work.run();
        } finally {
            turn.release();
        }
        return true;
    }

    /**
     * Whether both sides may let us in, and the daemon goes on; else nothing is asked of either side. What one side alone
     * says leads to no write, so while the other rejects us both are left alone.
     */
    public boolean isReady(@Variable("cycle") Cycle cycle) {
        Optional<String> obstacle = credentials.obstacle();
        obstacle.ifPresent(cycle::stop);
        return obstacle.isEmpty() && account.isReady() && !pause.isOver();
    }

    /**
     * Whether some book was never asked, and it makes sense to ask now: there is a session, and the last cycle did its work.
     * While a side is away the sweep waits for the next cycle that succeeds, instead of knocking every two seconds.
     */
    public boolean isFirstSweepPending() {
        return account.isReady() && lastSucceeded && books.isFirstSweepPending();
    }

    /**
     * Makes the decisions of the cycle a plan: rule 42 looks at all of them together, and in a dry run (rule 44), or when
     * only a plan was asked for, none of the writes is left. The one place where writes are let through.
     */
    public void plan(@Variable("cycle") Cycle cycle) {
        cycle.wanted(cycle.resolved());
        List<Resolved> safe = SafetyStop.check(cycle.resolved());
        if (!safe.equals(cycle.resolved())) {
            LOG.warn(
                    "Unusually many books would go back at once: none of those is written. Look"
                            + " with 'audible-abs-sync plan'; if that is what you want, say"
                            + " 'audible-abs-sync apply'.");
        }
        cycle.replan(safe);
        if (cycle.stopped().isPresent()) {
            return;
        }
        List<Intent> wanted = new ArrayList<>();
        for (Resolved book : safe) {
            if (book.decision() instanceof Decision.Write write) {
                wanted.add(Intent.of(accountName, book, write, clock.instant()));
            }
        }
        List<Intent> intents = oneForEachPlace(wanted, cycle);
        if (dryRun || cycle.isOnlyPlan()) {
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
     * Twins of one title share its place on Audible: the one that was listened to last is written, the others see that as
     * Audible's move and decide again.
     */
    private static List<Intent> oneForEachPlace(List<Intent> wanted, Cycle cycle) {
        Map<String, Intent> chosen = new LinkedHashMap<>();
        for (Intent intent : wanted) {
            chosen.merge(intent.cooldownKey(), intent, Intent::heardLater);
        }
        wanted.stream()
                .filter(intent -> !chosen.containsValue(intent))
                .forEach(
                        intent ->
                                cycle.redecided(
                                        intent.book(),
                                        new Decision.Leave(
                                                Rule.R34_TARGET_MOVED, Reason.TARGET_MOVED)));
        return List.copyOf(chosen.values());
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
        outages.trouble(
                Level.ERROR,
                WHOLE_CYCLES,
                failure,
                "The cycle was given up: " + failure.getMessage());
        LOG.debug("Why the cycle was given up", failure);
        cycle.stop(String.valueOf(failure.getMessage()));
    }
}
