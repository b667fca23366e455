package io.github.audibleabssync.audible;

/**
 * A session file that cannot be used. The message says what is wrong, which setting it concerns and what to do; neither it nor
 * a cause shows anything of the file's content.
 */
public final class SessionFileProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean locked;

    /** With what happened, and what to do now. */
    public SessionFileProblem(String happened, String toDo) {
        this(happened, toDo, false);
    }

    private SessionFileProblem(String happened, String toDo, boolean locked) {
        super(
                "Audible session file (AUDIBLE_AUTH_JSON_PATH or AUDIBLE_AUTH_JSON_B64): "
                        + happened
                        + ". "
                        + toDo
                        + (toDo.endsWith(".") ? "" : "."));
        this.locked = locked;
    }

    /** A file that may be good, and cannot be opened without its password. */
    static SessionFileProblem locked(String happened, String toDo) {
        return new SessionFileProblem(happened, toDo, true);
    }

    /** Whether another password may open it. */
    public boolean isLocked() {
        return locked;
    }
}
