package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Heard.Answer;
import io.github.audibleabssync.core.Origin;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.SyncPolicy;

import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The step of {@code 10-sync-cycle} that makes the daemon introduce itself: with a new state nothing is written by a rule
 * before every book was looked at once and it was told what was found. What a person asks for is done at once.
 */
public final class FirstLook {

    private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

    /** Ten thousand titles take a quarter of it. After this it is told what is known: somebody may wait for a book. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Books books;
    private final SyncPolicy policy;
    private final boolean dryRun;
    private volatile Optional<FirstFindings> findings = Optional.empty();

    FirstLook(Books books, SyncPolicy policy, boolean dryRun) {
        this.books = books;
        this.policy = policy;
        this.dryRun = dryRun;
    }

    /** Takes the writes of a cycle back while books are missing from the picture; tells it when none is. */
    public void holdBack(@Variable("cycle") Cycle cycle) {
        if (books.isFirstLookOver() || cycle.isOnlyPlan() || cycle.stopped().isPresent()) {
            return;
        }
        Instant now = cycle.startedAt();
        Collection<Pair> pairs = books.pairs();
        Optional<Instant> since = pairs.isEmpty() ? Optional.empty() : books.beginFirstLook(now);
        if (since.isEmpty()) {
            return;
        }
        Map<BookKey, Resolved> seen = new LinkedHashMap<>();
        cycle.wanted().forEach(book -> seen.put(book.key(), book));
        if (isComplete(cycle, pairs, seen) || isTooLong(since.get(), now)) {
            tell(pairs, seen, now);
            return;
        }
        List<Intent> early =
                cycle.intents().stream()
                        .filter(intent -> intent.write().origin().who() == Origin.Who.RULE)
                        .toList();
        cycle.withdraw(early);
        early.forEach(
                intent ->
                        cycle.redecided(
                                intent.book(),
                                new Decision.Leave(Rule.R44_DRY_RUN, Reason.FIRST_LOOK)));
    }

    private boolean isComplete(Cycle cycle, Collection<Pair> pairs, Map<BookKey, Resolved> seen) {
        return cycle.succeeded()
                && pairs.stream()
                        .allMatch(pair -> seen.containsKey(pair.key()) || wasAnswered(state(pair)));
    }

    /** A book that was asked while a side was away was not looked at. */
    private static boolean wasAnswered(BookState state) {
        return state.askedAt().isPresent()
                && state.heard()
                        .filter(heard -> heard.audible() != Answer.NO_ANSWER)
                        .filter(heard -> heard.audiobookshelf() != Answer.NO_ANSWER)
                        .isPresent();
    }

    private BookState state(Pair pair) {
        return books.state(pair.key());
    }

    /** Also when our clock was set back meanwhile. */
    private static boolean isTooLong(Instant since, Instant now) {
        return Duration.between(since, now).abs().compareTo(LONGEST) > 0;
    }

    private void tell(Collection<Pair> pairs, Map<BookKey, Resolved> seen, Instant now) {
        List<Resolved> all = new ArrayList<>();
        for (Pair pair : pairs) {
            Optional.ofNullable(seen.get(pair.key()))
                    .or(() -> remembered(pair, now))
                    .ifPresent(all::add);
        }
        FirstFindings found = FirstFindings.of(now, pairs.size(), all);
        LOG.info("First look: {}", found.sentence(dryRun));
        findings = Optional.of(found);
        books.endFirstLook(!dryRun);
    }

    /** What the rules make of a book as an earlier cycle saw it. */
    private Optional<Resolved> remembered(Pair pair, Instant now) {
        return books.lastSeen(pair, false, policy, now).map(Resolved::of);
    }

    /** Whether writes may follow. */
    public boolean isOver() {
        return books.isFirstLookOver();
    }

    /** What was found; empty before, and when it was told in an earlier life. */
    public Optional<FirstFindings> findings() {
        return findings;
    }
}
