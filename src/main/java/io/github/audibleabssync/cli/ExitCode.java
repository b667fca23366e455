package io.github.audibleabssync.cli;

/** What the process exits with; the numbers are those of {@code sysexits.h} where it has one. A signal adds its own. */
public enum ExitCode {
    /** Everything went well; {@code healthcheck}: healthy; {@code demo}: all places agree or differ by a rule. */
    OK(0, "all is well"),
    /** Something that nobody expected; {@code healthcheck}: not healthy; {@code demo}: places differ without a rule; {@code routes diff}: something differs. */
    FAILED(1, "not healthy, or an unexpected failure"),
    /** The command line is wrong. */
    USAGE(2, "wrong command line"),
    /** A command was accepted, and something has to happen before it is done. */
    WAITS(3, "accepted, and done as soon as that is possible"),
    /** A command was not done, and will not be. */
    REFUSED(4, "refused, or overtaken by listening; the message says where both sides stand"),
    /** No book fits what was asked for, or more than one. */
    NO_BOOK(66, "no such book, or several"),
    /** A command needs a running daemon, and none runs on the state, or it did not answer in time. */
    NO_DAEMON(69, "no daemon runs on the state, or it did not answer"),
    /** The state, or the copy to restore, is damaged, of a newer version, or cannot be read and written. */
    STATE(
            74,
            "the state, or the copy to restore, is damaged, of a newer version, or cannot be"
                    + " written"),
    /** Another daemon works with the same state. Starting again later may help. */
    IN_USE(75, "another daemon runs on the same state"),
    /** Settings, Audible session or routes have to be corrected. Starting again does not help. */
    CONFIGURATION(78, "settings, Audible session or routes have to be corrected");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number. */
    public int code() {
        return code;
    }

    /** What it means, for {@code --help}; without a final stop. */
    public String meaning() {
        return meaning;
    }
}
