package io.github.audibleabssync.failure;

/** A service rejected the credentials (401, 403). The message says how to give it good ones. */
public final class CredentialsRejected extends SyncFailure {

    private static final long serialVersionUID = 1L;

    /** With a message in three parts and what lay behind it. */
    public CredentialsRejected(String message, Throwable cause) {
        super(message, cause);
    }

    /** With a message in three parts. */
    public CredentialsRejected(String message) {
        super(message);
    }
}
