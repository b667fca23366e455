package io.github.audibleabssync.cli.check;

import static io.github.audibleabssync.cli.check.Level.ERROR;
import static io.github.audibleabssync.cli.check.Level.OK;
import static io.github.audibleabssync.cli.check.Level.WARNING;

/** What {@code check --write-test} can say. */
enum WriteTestWords {
    DAEMON_RUNS(
            ERROR,
            "A write test needs the state for itself, and the daemon runs on it. Stop it first"
                    + " (docker compose stop audible-abs-sync), and start it again afterwards."),
    /** The problem's own words. */
    NO_STATE(ERROR, "%s"),
    STATE_IS_NEW(
            ERROR,
            "There is no state yet, so there is no book of which it is known that both sides"
                    + " agree.",
            "Run the daemon until it has looked at your books, stop it, and try again."),
    DRY_RUN(
            ERROR,
            "DRY_RUN=true forbids every write, so none was tried.",
            "Remove it for this one command, if writes shall be tried."),
    /** What the person wrote. */
    NO_SUCH_BOOK(ERROR, "No book that both sides know is '%s', so nothing was written.", "%s"),
    /** What the person wrote, number. */
    SEVERAL_BOOKS(ERROR, "'%s' fits %d books, so nothing was written.", "Name one by its ASIN."),
    /** Book, why. */
    UNFIT(ERROR, "%s is not used: %s. Nothing was written.", "%s"),
    /** The failure's own words. */
    FAILED(ERROR, "A side could not be read before the test, so nothing was written there: %s"),
    /** What is wrong with the state. */
    STATE_FAILED(
            ERROR,
            "%s. What was sent before may have arrived: a side may stand a second further than it"
                    + " did.",
            "Mend that, then start the daemon: it looks at the write again."),

    /** Side, place, place aside, place. */
    PROVED(OK, "%s: %s -> %s arrived, and %s is back"),
    /** Side. */
    FORBIDDEN(OK, "%s: not tried, ONE_WAY_MODE forbids to write it"),
    /** Side, place aside, problem. */
    NOT_ARRIVED(
            ERROR,
            "%s: a write of %s did not arrive, and the place is as it was.%s",
            "Try once more in some minutes. If it stays, this side cannot be written: look at the"
                    + " log of the server, and report it."),
    /** Side. */
    OVERTAKEN(
            WARNING,
            "%s: somebody listened in between, and where they are was left alone.",
            "Try again with a book that nobody listens to."),
    /** Side, place aside, place, problem. */
    LEFT_ASIDE(
            ERROR,
            "%s: it may stand at %s now instead of %s, which could not be put back.%s",
            "A second is less than SYNC_TOLERANCE_SECONDS and moves nothing on the other side;"
                    + " press play and pause in the player to have it exactly. The daemon's next"
                    + " start looks at the write again.");

    private final Level level;
    private final String text;
    private final String remedy;

    WriteTestWords(Level level, String text) {
        this(level, text, "");
    }

    WriteTestWords(Level level, String text, String remedy) {
        this.level = level;
        this.text = text;
        this.remedy = remedy;
    }

    Line line(Object... places) {
        return new Words(level, text, remedy).about(Topic.WRITE_TEST, places);
    }
}
