package io.github.audibleabssync.state;

import java.nio.file.Path;

/**
 * The state file cannot be used, and only a person can change that: the daemon refuses to start. The message says what is
 * wrong, with which file, and what to do; it is meant to be shown without a stack trace.
 */
public final class StateFileProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean inUse;

    /**
     * A problem that was found by looking.
     *
     * @param what what is wrong, without a final stop
     * @param file with which file
     * @param remedy what to do about it, one or more sentences
     */
    StateFileProblem(String what, Path file, String remedy) {
        super(compose(what, file, remedy));
        inUse = false;
    }

    /** A problem that another exception reported. */
    StateFileProblem(String what, Path file, String remedy, Throwable cause) {
        super(compose(what, file, remedy), cause);
        inUse = false;
    }

    private StateFileProblem(String message, boolean inUse) {
        super(message);
        this.inUse = inUse;
    }

    /** Another daemon works with the state. */
    static StateFileProblem inUse(String what, Path file, String remedy) {
        return new StateFileProblem(compose(what, file, remedy), true);
    }

    /** Whether another daemon works with the state: the only problem that passes by itself. */
    public boolean isInUse() {
        return inUse;
    }

    private static String compose(String what, Path file, String remedy) {
        return what + ": " + file + ". " + remedy;
    }
}
