package io.github.audibleabssync.practice;

/** What goes over the wire in the end. */
sealed interface Reply {

    /** The answer as it should be. */
    record Whole(Answer answer) implements Reply {}

    /**
     * An answer that promises more bytes than it sends; the connection is closed after them.
     *
     * @param promised the length that its header states
     */
    record Cut(Answer answer, int promised) implements Reply {}

    /** The connection is closed without a byte. */
    record Nothing() implements Reply {}
}
