package io.github.audibleabssync.operations.setup;

/**
 * What the set-up page says, and what the log says of it, beside the mistakes that {@code PasteProblem}, {@code
 * RegistrationProblem} and the settings know. The page fills in the places, and escapes the whole.
 */
enum SetUpWords {
    /** Port, code. */
    OPEN_WITH_CODE(
            "Something has to be set up: open http://localhost:%d/ (or this port of this machine)"
                    + " in a browser and enter the code %s there. It lets one browser in, once."),
    /** Port. */
    OPEN_WITH_TOKEN(
            "Something has to be set up: open http://localhost:%d/ (or this port of this machine)"
                    + " in a browser and enter the value of HTTP_SERVER_TOKEN there."),
    CODE_USED("The code was used by a browser. If that was not yours, restart the daemon at once."),
    SET_UP("audible-abs-sync is set up."),
    WHERE_TO_LOOK("How it stands is at /status, and whether it is well at /healthz."),
    CODE("Code (in the daemon's log: docker compose logs audible-abs-sync)"),
    TOKEN("The value of HTTP_SERVER_TOKEN"),
    SHOP("Marketplace of your Audible books"),
    USER_NAME("My account is from before Amazon's, with a user name of Audible's own"),
    GO_ON("Go on"),
    /** Shop. */
    LINK("Open Amazon's sign-in (marketplace %s)"),
    LANDING(
            "Sign in with the account that has your books. You land on a page that says \"page not"
                + " found\": that is the success, not a mistake. Copy that page's whole address and"
                + " paste it here, at once: it is good for minutes, and once."),
    ADDRESS("Address of the page that says \"page not found\""),
    DEVICES(
            "This adds one device to your account. Keep the session file: from seven or eight"
                    + " devices on Amazon has forced people to change their password."),
    OTHER_SHOP("Another marketplace, or a fresh link"),
    BASE_URL("Address of Audiobookshelf, such as http://192.168.1.10:13378"),
    API_KEY("API key of the listener (Audiobookshelf: Settings, API Keys)"),
    SAVE("Save"),
    WRONG_FORM(
            "This form is from before a restart, or from another page. Nothing was done; fill it in"
                    + " once more."),
    NOT_A_FORM("Only the form of this page is understood here. Nothing was done."),
    BUSY("Another request is just being worked on. Wait a moment, and try again."),
    NOTHING_TO_DO("Everything is set up already; nothing was done."),
    WRONG_TOKEN("That is not the value of HTTP_SERVER_TOKEN."),
    WRONG_CODE("That is not the code. Look into the daemon's log for the newest one."),
    TOO_MANY_CODES(
            "Too many wrong codes. Wait half a minute and reload this page; then there is a new one"
                    + " in the daemon's log."),
    TOO_LATE("That took too long, or another browser came in. Begin again."),
    NO_SHOP("That is no marketplace."),
    /** Shop. */
    NO_USER_NAMES(
            "Accounts from before Amazon's exist at us, uk and de only, not at '%s'. Choose another"
                    + " marketplace, or leave that box empty."),
    SESSION_IS_A_SETTING(
            "The Audible session comes from AUDIBLE_AUTH_JSON_B64 and does not work. This page"
                + " cannot write it: correct that setting, or remove it and restart, and sign in"
                + " here."),
    KEY_IS_A_SETTING(
            "Audiobookshelf does not accept the API key of the environment. This page cannot write"
                + " it: correct the file that ABS_TOKEN_FILE names, which is taken over by itself,"
                + " or ABS_TOKEN in .env, and then run docker compose up -d."),
    /** File. */
    WORKS("%s has a session that works: it is kept, and taken over with the next cycle."),
    /** File. */
    LOCKED(
            "%s is encrypted and does not open with AUDIBLE_AUTH_PASSWORD, so it may be a good one."
                    + " Correct the password, or move the file away, and try again."),
    /** The problem's own words, file. */
    NOT_USABLE_NOW(
            "%s Nothing was replaced. Try again after that, or move %s away if it is of no use."),
    /** How far off, file. */
    WRONG_CLOCK(
            "This machine's clock is %s, and Audible refuses what a wrong clock signs; so whether"
                    + " the session in %s works is not known, and it is kept. Set the clock right,"
                    + " then try again, or move the file away."),
    /** File, error of the network. */
    NOT_KNOWN(
            "Whether the session in %s works is not known, for Audible does not say (%s). Try again"
                    + " later, or move the file away."),
    /** File. */
    CHANGED(
            "%s has changed since this sign-in began, so somebody else may just have signed in. It"
                + " is kept, and no device was added to your account. Begin again if it is still"
                + " needed."),
    /** Device name, file, protection. */
    SIGNED_IN("Signed in. Amazon lists this device as \"%s\". The session is in %s, %s."),
    ENCRYPTED("encrypted with AUDIBLE_AUTH_PASSWORD"),
    PLAIN("readable for its owner only"),
    /** Chosen shop, AUDIBLE_LOCALE. */
    OTHER_LOCALE(
            "AUDIBLE_LOCALE is '%2$s' and wins over the marketplace '%1$s': set it to '%1$s'."),
    NEW_LINK("There is a fresh link now; the one before is used up."),
    /** Name of the setting. */
    EMPTY("%s is empty."),
    /** Address, error of the network. */
    NOT_REACHED(
            "Audiobookshelf cannot be reached at %s (%s). Check the address; in a container"
                    + " localhost is the container itself."),
    /** Address, status. */
    KEY_REJECTED(
            "Audiobookshelf at %s does not accept this API key. Make one as an administrator under"
                    + " Settings, API Keys, for the user whose progress is synced."),
    /** Address. */
    NOT_AUDIOBOOKSHELF("What answers at %s is not Audiobookshelf as it should be: %s"),
    /** File. */
    SAVED("Audiobookshelf answers, and knows you. Its address and key are in %s."),
    /** File, error. */
    NOT_SAVED(
            "%s cannot be written (%s). Let the user that runs audible-abs-sync write to its"
                    + " folder."),
    DONE("All is set up. The daemon goes on by itself; how it does is in its log."),
    /** Error. */
    UNEXPECTED("Something unexpected happened (%s). Nothing more was done; try again.");

    private final String text;

    SetUpWords(String text) {
        this.text = text;
    }

    String with(Object... places) {
        return text.formatted(places);
    }
}
