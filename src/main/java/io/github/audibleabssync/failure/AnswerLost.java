package io.github.audibleabssync.failure;

/** A request was sent and no answer came: it may have been carried out. Reads are repeated, writes never. */
public final class AnswerLost extends SyncFailure {

    private static final long serialVersionUID = 1L;

    /** With a message in three parts and what lay behind it. */
    public AnswerLost(String message, Throwable cause) {
        super(message, cause);
    }

    /** With a message in three parts. */
    public AnswerLost(String message) {
        super(message);
    }
}
