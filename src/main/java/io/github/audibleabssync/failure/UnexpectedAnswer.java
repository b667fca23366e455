package io.github.audibleabssync.failure;

/** A service answered something that is not what its API promises. Not repeated; the message has a redacted excerpt. */
public final class UnexpectedAnswer extends SyncFailure {

    private static final long serialVersionUID = 1L;

    /** With a message in three parts and what lay behind it. */
    public UnexpectedAnswer(String message, Throwable cause) {
        super(message, cause);
    }

    /** With a message in three parts. */
    public UnexpectedAnswer(String message) {
        super(message);
    }
}
