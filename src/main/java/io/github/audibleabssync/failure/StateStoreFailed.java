package io.github.audibleabssync.failure;

/** The state store cannot be read or written: the cycle stops before any write. */
public final class StateStoreFailed extends SyncFailure {

    private static final long serialVersionUID = 1L;

    /** With a message in three parts and what lay behind it. */
    public StateStoreFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** With a message in three parts. */
    public StateStoreFailed(String message) {
        super(message);
    }
}
