package io.github.audibleabssync.routes;

/** What is said about the route files, beside what {@link StartFailure} and {@code RouteFiles} find in them. */
public enum RouteWords {
    /** File. */
    UNREADABLE(
            "The route file '%s' cannot be read as text in UTF-8; let the user that runs"
                    + " audible-abs-sync read it, or put the shipped one back"),
    /** Route, files. */
    SAME_ID("Several routes have the same id '%s': in %s"),
    /** Place, route, configuration. */
    NO_CONFIGURATION("%s, route '%s': there is no routeConfiguration '%s'"),
    /** Place, route. */
    NO_PERIOD("%s, route '%s': the timer's period is no time; write 120s or 2m"),
    /** Place, address, bean. */
    NO_BEAN("%s: '%s' calls the bean '%s', and there is none"),
    /** Place, address, bean, method. */
    NO_METHOD("%s: '%s' calls a method that the bean '%s' does not have: %s"),
    /** Place, message. */
    BAD_REDELIVERY("%s: the redelivery policy cannot be read: %s"),
    /** Problems. */
    REFUSED(
            "The edited routes are not taken over, the ones from before go on: %s. Correct the"
                + " file, or put the shipped one back; 'audible-abs-sync check --routes' tries it"),
    WAITS("Edited routes are taken over as soon as the running cycle ends."),
    AS_BEFORE("The route files are again those that run."),
    /** Files. */
    TAKEN_OVER("Edited routes taken over: %s. They run from this cycle on."),
    /** Files. */
    RESTART_FOR_HTTP(
            "What answers over HTTP is as it was at the start: restart the daemon to take over what"
                    + " changed there, in %s."),
    /** Problem. */
    PUT_BACK(
            "The edited routes did not run, the ones from before run again: %s. Correct the file,"
                    + " or put the shipped one back; a restart would stop the daemon as well"),
    /** Problem. */
    NOTHING_RUNS(
            "The edited routes did not run (%s), and those from before no longer do either. Put the"
                    + " shipped files back and restart the daemon"),
    /** Message. */
    UNEXPECTED(
            "Something unexpected kept the edited routes from being taken over: %s. Restart the"
                    + " daemon to take them over"),
    /** File, its version, the shipped version. */
    OTHER_VERSION("%s (version %d, now %d)"),
    /** Files. */
    BEHIND("of another version: %s"),
    /** Files. */
    UNKNOWN_VERSION("without a line '# Version': %s"),
    /** Files. */
    NOT_THERE("not there: %s"),
    /** Parts. */
    NOT_THIS_RELEASE(
            "The route files of ROUTES_PATH are not those of this release: %s."
                    + " 'audible-abs-sync routes diff' shows what to carry over"),
    /** File, version. */
    ONLY_SHIPPED("Only shipped: %s (version %d)"),
    /** File. */
    ONLY_YOURS("Only yours: %s"),
    /** File, version. */
    SHIPPED_NAME("shipped/%s (version %d)"),
    /** File, version in words. */
    YOUR_NAME("%s (%s)"),
    /** Pattern of the files. */
    CAN_BE_RUN("The %d route files of %s can be run."),
    /** Problems. */
    CANNOT_BE_RUN(
            "The routes cannot be run:%n  - %s%nCorrect the file, or put the shipped one back;"
                    + " nothing was started or changed."),
    /** Name. */
    NO_SUCH_FILE("There is no route file '%s', neither yours nor a shipped one. Name one of: %s");

    private final String text;

    RouteWords(String text) {
        this.text = text;
    }

    /** With the places filled in. */
    public String with(Object... values) {
        return text.formatted(values);
    }
}
