package io.github.audibleabssync.cli.ask;

import io.github.audibleabssync.cli.ExitCode;

/** A command cannot be carried out; the message is for the person, without a stack trace. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    Refusal(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
