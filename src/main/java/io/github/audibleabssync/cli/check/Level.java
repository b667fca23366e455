package io.github.audibleabssync.cli.check;

/** How bad it is; the worst comes last, but for what was not looked at. */
enum Level {
    OK("ok"),
    /** Not looked at, since something that it needs has failed: the failure itself is counted. */
    NOT_CHECKED("-"),
    /** It works, or may work, and something should be done all the same. */
    WARNING("warning"),
    /** It does not work. */
    ERROR("error");

    private final String label;

    Level(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
