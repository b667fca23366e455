package io.github.audibleabssync.failure;

/**
 * A service refused a request that only reads (400): something in it is not to its liking. Not repeated as it is; where a
 * request names many titles, one of them may be the culprit.
 */
public final class RequestRefused extends SyncFailure {

    private static final long serialVersionUID = 1L;

    /** With a message in three parts. */
    public RequestRefused(String message) {
        super(message);
    }
}
