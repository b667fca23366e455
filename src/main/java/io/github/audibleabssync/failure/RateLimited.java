package io.github.audibleabssync.failure;

import java.time.Duration;

/** A service asked for patience (429). No book's failure: the service is left alone until the time is over. */
public final class RateLimited extends SyncFailure {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** With the time that the service asked for. */
    public RateLimited(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** How long the service wants to be left alone. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
