package io.github.audibleabssync.failure;

/** A service refused a write (4xx): nothing was written, the next cycle decides afresh. */
public final class WriteRefused extends SyncFailure {

    private static final long serialVersionUID = 1L;

    /** With a message in three parts and what lay behind it. */
    public WriteRefused(String message, Throwable cause) {
        super(message, cause);
    }

    /** With a message in three parts. */
    public WriteRefused(String message) {
        super(message);
    }
}
