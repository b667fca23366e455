package io.github.audibleabssync.cli;

import org.slf4j.LoggerFactory;

/** What nobody expected: one message, and the stack trace for those who look for it. */
public final class Unexpected {

    private Unexpected() {}

    /** Says it on standard error; the stack trace is for the log. */
    public static ExitCode report(Surroundings surroundings, Exception failure) {
        surroundings
                .err()
                .println(
                        "Something unexpected happened: %s. Run it with LOG_LEVEL=DEBUG and report what it"
                                        .formatted(failure)
                                + " says.");
        LoggerFactory.getLogger(Unexpected.class).debug("Something unexpected happened", failure);
        return ExitCode.FAILED;
    }
}
