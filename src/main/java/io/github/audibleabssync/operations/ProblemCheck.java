package io.github.audibleabssync.operations;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A health check that is DOWN while there is a problem, with the problem as its message. It tells whether the daemon can do
 * its work, not whether the process is alive: a restart would mend nothing.
 */
public final class ProblemCheck extends AbstractHealthCheck {

    private final Supplier<Optional<String>> problem;

    /**
     * A check.
     *
     * @param id says what can go wrong
     * @param problem finds it: what is wrong and what to do, without secrets
     */
    public ProblemCheck(String id, Supplier<Optional<String>> problem) {
        super("audible-abs-sync", id);
        this.problem = problem;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        problem.get().ifPresentOrElse(message -> builder.message(message).down(), builder::up);
    }
}
