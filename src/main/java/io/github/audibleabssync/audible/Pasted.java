package io.github.audibleabssync.audible;

/** What somebody pasted after signing in. */
public sealed interface Pasted {

    /** The address of the right page. */
    record Code(AuthorizationCode code) implements Pasted {}

    /**
     * Anything else.
     *
     * @param problem which of the known mistakes
     * @param message what it is and what to do; shows nothing of what was pasted but a host name
     */
    record Unusable(PasteProblem problem, String message) implements Pasted {}
}
