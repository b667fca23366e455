package io.github.audibleabssync.audible;

import java.nio.file.Path;

/**
 * A session file that cannot be used. The message says what is wrong, which setting it concerns and what to do; neither it nor
 * a cause shows anything of the file's content.
 */
public final class SessionFileProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the file may still be worth. */
    public enum Kind {
        /** Another password may open it. */
        LOCKED,
        /** It may be a good session once the cause is put right. */
        REPAIRABLE,
        /** Nobody can use it any more. */
        WORTHLESS
    }

    private final Kind kind;

    /** A file that is of no use to anybody, with what happened, and what to do now. */
    public SessionFileProblem(String happened, String toDo) {
        this(happened, toDo, Kind.WORTHLESS);
    }

    private SessionFileProblem(String happened, String toDo, Kind kind) {
        super(
                "Audible session file (AUDIBLE_AUTH_JSON_PATH or AUDIBLE_AUTH_JSON_B64): "
                        + happened
                        + ". "
                        + toDo
                        + (toDo.endsWith(".") ? "" : "."));
        this.kind = kind;
    }

    /** A file that may be good, and cannot be opened without its password. */
    static SessionFileProblem locked(String happened, String toDo) {
        return new SessionFileProblem(happened, toDo, Kind.LOCKED);
    }

    /** A file that may be good, and can be used when what is in the way is put right. */
    public static SessionFileProblem repairable(String happened, String toDo) {
        return new SessionFileProblem(happened, toDo, Kind.REPAIRABLE);
    }

    /** A folder where the file should be. */
    public static SessionFileProblem folder(Path folder) {
        return SessionFileProblem.repairable(
                "%s is a folder".formatted(folder),
                "Remove it (a container engine makes a folder where a mounted file is missing), or"
                        + " correct AUDIBLE_AUTH_JSON_PATH");
    }

    /** What the file may still be worth. */
    public Kind kind() {
        return kind;
    }
}
