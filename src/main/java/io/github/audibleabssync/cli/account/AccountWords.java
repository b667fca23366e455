package io.github.audibleabssync.cli.account;

/**
 * What {@code login} and {@code logout} say, beside the mistakes that {@code PasteProblem}, {@code RegistrationProblem} and
 * {@code SessionFileProblem} know. The commands fill in the places.
 */
enum AccountWords {
    /** Locale, link, host. */
    LINK(
            """
            Open this address in a browser and sign in to Amazon with the account that has your books (marketplace '%s'):

            %s

            You land on a page that says "page not found": that is the success, not a mistake.
            Copy that page's whole address (%s/ap/maplanding?...) and paste it here, at once: it is good for minutes, and once.
            """),
    PROMPT("Address: "),
    /** Tries left. */
    AGAIN("Try again (%d left). The link above is still good."),
    NO_INPUT(
            "Nothing could be read from standard input, so nobody signed in. Run the command at a"
                    + " terminal (docker compose run --rm audible-abs-sync login), or keep its"
                    + " standard input open and write the pasted address to it as one line."),
    ADDRESS_AS_ARGUMENT(
            "login takes no address as an argument: other programs can see it there, and the shell"
                    + " remembers it. Run login without it, and paste the address when asked."),
    /** Device name. */
    SIGNED_IN("Signed in. Amazon lists this device as \"%s\" (Content Library, Devices)."),
    /** File, protection. */
    WRITTEN("The session is in %s, readable for its owner only, %s."),
    ENCRYPTED("encrypted with AUDIBLE_AUTH_PASSWORD"),
    PLAIN("not encrypted (set AUDIBLE_AUTH_PASSWORD before signing in, if it shall be)"),
    OLD_DEVICE(
            "The device of the session that was there before may still be in your account: remove"
                    + " it in Amazon's list of devices, if nothing uses it any more."),
    DEVICES(
            "Keep that file: every login adds a device to your account, and from seven or eight on"
                + " Amazon has forced people to change their password. 'audible-abs-sync logout'"
                + " removes this one."),
    NEXT(
            "Next: start the daemon (docker compose up -d, or audible-abs-sync run). One that runs"
                    + " already takes the session over by itself."),
    /** Chosen shop, AUDIBLE_LOCALE, chosen shop. */
    OTHER_LOCALE(
            "AUDIBLE_LOCALE is '%2$s' and would win over the session's '%1$s': set it to '%1$s', or"
                    + " remove it."),
    /** Code of the shop. */
    NO_USER_NAMES(
            "--with-username is for accounts from before Amazon's, which exist at us, uk and de"
                    + " only, not at '%s'. Leave it out, or choose another --locale."),
    SESSION_IS_A_SETTING(
            "The session comes from AUDIBLE_AUTH_JSON_B64, and a file would be ignored. Remove that"
                    + " setting, or write the session elsewhere with --file."),
    /** File. */
    WORKS(
            "%s has a session that works. Keep it; for a new one run 'audible-abs-sync logout'"
                    + " first, or login --force, which leaves the old device in your account."),
    /** File. */
    LOCKED(
            "%s is encrypted and does not open with AUDIBLE_AUTH_PASSWORD, so whether it works is"
                    + " not known. Correct the password, or replace the file with login --force."),
    /** The problem's own words, file. */
    NOT_USABLE_NOW(
            "%s Nothing was replaced. Run login again after that, if it is still needed; login"
                    + " --force replaces %s as it is."),
    /** How far off, file. */
    WRONG_CLOCK(
            "This machine's clock is %s, and Audible refuses what a wrong clock signs; so whether"
                    + " the session in %s works is not known, and it is kept. Set the clock right,"
                    + " then try again, or replace the file with login --force."),
    /** File, error of the network. */
    NOT_KNOWN(
            "Whether the session in %s works is not known, for Audible does not say (%s). Try again"
                    + " later, or replace the file with login --force."),
    /** File. */
    REJECTED("Audible rejects the session in %s: it will be replaced."),
    /** File. */
    DAMAGED("The session file %s cannot be used: it will be replaced."),
    /** File. */
    CHANGED(
            "%s has changed since this command began, so somebody else may just have signed in. It"
                    + " is kept, and no device was added to your account. Run login again if it is"
                    + " still needed."),
    SIGNED_OUT(
            "Signed out: Amazon has removed this device from your account. Your other devices and"
                    + " apps are as they were."),
    /** File. */
    FILE_REMOVED("The session file %s is removed."),
    SETTING_STAYS(
            "The session came from AUDIBLE_AUTH_JSON_B64: remove that setting, it is worthless"
                    + " now."),
    /** Error of the network, file. */
    NOT_REACHED(
            "Amazon could not be asked to remove this device (%s). The session file %s is kept: run"
                    + " logout again later, or logout --force to remove only the file."),
    /** File. */
    OUT_REJECTED(
            "Amazon does not accept this session any more, so this device was probably signed out"
                    + " already. The session file %s is kept: check that this machine's clock is"
                    + " right, then run logout --force to remove it."),
    /** File. */
    NO_TOKEN(
            "The session in %s has no token with which a device can be signed out, only a signing"
                    + " key. Remove the device in Amazon's list of devices (Content Library,"
                    + " Devices), then run logout --force to remove the file."),
    /** File. */
    UNUSABLE("The session file %s is kept; logout --force removes it."),
    STILL_LISTED(
            "The device may still be in Amazon's list of devices (Content Library, Devices): remove"
                    + " it there.");

    private final String text;

    AccountWords(String text) {
        this.text = text;
    }

    String with(Object... places) {
        return text.formatted(places);
    }
}
