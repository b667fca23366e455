package io.github.audibleabssync.failure;

/**
 * Something the daemon expects to go wrong. The failure policy in {@code routes/90-failure-policy.camel.yaml} names these
 * classes: it says which waits, which is repeated and which skips a book.
 *
 * <p>Messages have three parts: what happened, to which service or book, and what to do. They never contain a secret.
 */
public abstract sealed class SyncFailure extends RuntimeException
        permits AnswerLost,
                CredentialsRejected,
                RateLimited,
                RequestRefused,
                ServiceUnavailable,
                StateStoreFailed,
                UnexpectedAnswer,
                WriteRefused {

    private static final long serialVersionUID = 1L;

    SyncFailure(String message) {
        super(message);
    }

    SyncFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
