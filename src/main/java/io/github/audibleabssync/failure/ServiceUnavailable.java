package io.github.audibleabssync.failure;

/** A service refused the connection or answered 5xx: nothing was done there. Repeated with back-off. */
public final class ServiceUnavailable extends SyncFailure {

    private static final long serialVersionUID = 1L;

    /** With a message in three parts and what lay behind it. */
    public ServiceUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** With a message in three parts. */
    public ServiceUnavailable(String message) {
        super(message);
    }
}
