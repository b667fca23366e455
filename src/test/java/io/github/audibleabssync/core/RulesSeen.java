package io.github.audibleabssync.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds {@link Covers} against the truth: which rules decided in the daemon while a test ran. */
public final class RulesSeen implements BeforeTestExecutionCallback, AfterTestExecutionCallback {

    /**
     * What no decision carries: 37 and 38 change the place that another rule writes, 40 makes times unknown, 41 stops the
     * start. There the test's own assertions are all.
     */
    private static final Set<Rule> WITHOUT_DECISION =
            EnumSet.of(
                    Rule.R37_BEFORE_THE_END,
                    Rule.R38_CLAMPED,
                    Rule.R40_CLOCK_WANDERS,
                    Rule.R41_STATE_DAMAGED);

    private static final Set<Rule> SEEN = ConcurrentHashMap.newKeySet();

    /** Called by the rig after each cycle. */
    public static void saw(Collection<Resolved> cycle) {
        cycle.forEach(book -> SEEN.add(book.decision().rule()));
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        SEEN.clear();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            return;
        }
        Covers covers = context.getRequiredTestMethod().getAnnotation(Covers.class);
        List<Rule> expected = new ArrayList<>(List.of(covers.value()));
        expected.removeAll(WITHOUT_DECISION);
        assertThat(SEEN).as("rules that decided in the daemon").containsAll(expected);
    }
}
