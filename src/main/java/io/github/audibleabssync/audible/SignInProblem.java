package io.github.audibleabssync.audible;

/** A sign-in that ended without a session. The message says why and what to do, and shows no secret. */
public final class SignInProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RegistrationProblem kind;

    SignInProblem(RegistrationProblem kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Which of the known ones it is. */
    public RegistrationProblem kind() {
        return kind;
    }
}
