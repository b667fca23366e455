package io.github.audibleabssync.cli.check;

import static io.github.audibleabssync.cli.check.Level.ERROR;
import static io.github.audibleabssync.cli.check.Level.OK;
import static io.github.audibleabssync.cli.check.Level.WARNING;
import static io.github.audibleabssync.cli.check.Topic.AUDIBLE;
import static io.github.audibleabssync.cli.check.Topic.AUDIOBOOKSHELF;
import static io.github.audibleabssync.cli.check.Topic.BOOKS;
import static io.github.audibleabssync.cli.check.Topic.CLOCKS;
import static io.github.audibleabssync.cli.check.Topic.DATA_FOLDER;
import static io.github.audibleabssync.cli.check.Topic.HTTP_SERVER;
import static io.github.audibleabssync.cli.check.Topic.LIBRARIES;
import static io.github.audibleabssync.cli.check.Topic.MARKETPLACE;
import static io.github.audibleabssync.cli.check.Topic.ROUTES;
import static io.github.audibleabssync.cli.check.Topic.SESSION;
import static io.github.audibleabssync.cli.check.Topic.SETTINGS;
import static io.github.audibleabssync.cli.check.Topic.STATE;
import static io.github.audibleabssync.cli.check.Topic.TOKEN;
import static io.github.audibleabssync.cli.check.Topic.VERSION;

/**
 * Everything that {@code check} can find, how bad it is, and what to do about it. Where a failure has its own words already
 * (those of {@code failure/}, {@code SessionFileProblem}, {@code StateFileProblem}), they fill the place.
 */
enum CheckWords {
    SETTINGS_RIGHT(SETTINGS, OK, "all are right"),
    /** The complaint. */
    SETTING_WRONG(SETTINGS, ERROR, "%s"),
    /** The complaint. */
    SETTING_ODD(SETTINGS, WARNING, "%s"),

    /** Folder, who. */
    FOLDER_GOOD(DATA_FOLDER, OK, "%s can be written by %s"),
    /** Folder. */
    FOLDER_MISSING(
            DATA_FOLDER,
            ERROR,
            "The folder %s does not exist.",
            "Make it, mount it, or correct STATE_PATH."),
    /** Folder, remedy. */
    FOLDER_UNUSABLE(DATA_FOLDER, ERROR, "%s cannot be written.", "%s"),

    /** File, remedy. */
    STATE_NOT_WRITABLE(STATE, ERROR, "%s cannot be written.", "%s"),
    /** File. */
    STATE_NONE(STATE, OK, "none yet: the first start makes %s"),
    /** File. */
    STATE_GOOD(STATE, OK, "%s is in good order; no daemon runs on it"),
    /** File. */
    STATE_OLDER(STATE, OK, "%s is of an older version: the next start brings it up to date"),
    /** File. */
    STATE_RUNNING(STATE, OK, "a daemon runs on %s"),
    /** The problem's own words. */
    STATE_UNUSABLE(STATE, ERROR, "%s"),

    /** Number, pattern. */
    ROUTES_THERE(ROUTES, OK, "%d files at %s"),
    /** What is wrong, with file and line. */
    ROUTES_WRONG(ROUTES, ERROR, "%s.", "Correct the file, or put the shipped one back."),
    /** The problem's own words. */
    ROUTES_UNUSABLE(ROUTES, ERROR, "%s"),

    HTTP_OFF(HTTP_SERVER, OK, "off"),
    /** Port. */
    HTTP_WITH_TOKEN(HTTP_SERVER, OK, "on, port %d, with a token"),
    /** Port. */
    HTTP_OPEN(HTTP_SERVER, OK, "on, port %d, without a token: it can be read, not told anything"),

    /** File, protection, kind. */
    SESSION_GOOD(SESSION, OK, "%s: %s, %s"),
    /** Kind. */
    SESSION_IN_SETTING(SESSION, OK, "from AUDIBLE_AUTH_JSON_B64: %s"),
    /** File, rights that it had. */
    SESSION_MADE_PRIVATE(
            SESSION,
            WARNING,
            "%s was open to other users (%s); it is open to its owner only now.",
            "If others use this machine, sign out and in again: 'audible-abs-sync logout', then"
                    + " 'login'"),
    /** File, its rights, file. */
    SESSION_OPEN_TO_OTHERS(
            SESSION,
            WARNING,
            "%s can be read by other users of this machine (%s).",
            "Run 'chmod 600 %s': whoever has it has your Audible account."),
    /** The problem's own words. */
    SESSION_UNUSABLE(SESSION, ERROR, "%s"),

    /** Host. */
    AUDIBLE_ACCEPTS(AUDIBLE, OK, "%s accepts the session"),
    /** The failure's own words. */
    AUDIBLE_REFUSES(AUDIBLE, ERROR, "%s"),
    /** Error of the network. */
    AUDIBLE_UNREACHABLE(
            AUDIBLE,
            ERROR,
            "Audible cannot be reached (%s).",
            "Check this machine's network, HTTPS_PROXY and AUDIBLE_API_URL, and try again."),

    /** Locale, number. */
    MARKETPLACE_GOOD(MARKETPLACE, OK, "'%s', with %d titles in the library"),
    /** Setting, session's. */
    MARKETPLACE_DIFFERS(
            MARKETPLACE,
            WARNING,
            "AUDIBLE_LOCALE is '%s', and the session was made for '%s': the setting wins, and only"
                    + " its library is synced.",
            "Make them equal, unless you know that your books are there."),
    /** Locale, locales. */
    MARKETPLACE_EMPTY(
            MARKETPLACE,
            WARNING,
            "The Audible library of this account is empty at '%s'.",
            "If you have books, they are at another marketplace: set AUDIBLE_LOCALE to it, one of"
                    + " %s."),
    /** The failure's own words. */
    LIBRARY_UNREADABLE(MARKETPLACE, ERROR, "The Audible library could not be read: %s"),

    /** Address. */
    SHELF_ANSWERS(AUDIOBOOKSHELF, OK, "answers at %s"),
    /** Address, error of the network. */
    SHELF_UNREACHABLE(
            AUDIOBOOKSHELF,
            ERROR,
            "Nothing answers at ABS_BASE_URL %s (%s).",
            "Check that Audiobookshelf runs and that the address is right, with its port. In a"
                + " container 'localhost' is the container itself: write the server's address in"
                + " your network. Behind a certificate of your own, set EXTRA_CA_FILE."),
    /** Address, failure's own words. */
    SHELF_IS_ANOTHER(
            AUDIOBOOKSHELF,
            ERROR,
            "What answers at ABS_BASE_URL %s does not answer as Audiobookshelf does: %s"),
    /** Address, status. */
    SHELF_HAS_DOORMAN(
            AUDIOBOOKSHELF,
            ERROR,
            "Something before Audiobookshelf at ABS_BASE_URL %s asks who we are.",
            "Put what that proxy asks for into ABS_EXTRA_HEADERS, or let it pass this machine."),
    /** The problem's own words. */
    SHELF_CERTIFICATES(AUDIOBOOKSHELF, ERROR, "%s"),
    SHELF_IS_NEW(
            AUDIOBOOKSHELF,
            ERROR,
            "The server was never set up: it has no user yet.",
            "Open it in a browser and make the first user."),

    /** Version. */
    VERSION_TRIED(VERSION, OK, "%s"),
    /** Version, newest tried. */
    VERSION_NEWER(VERSION, OK, "%s; the newest that this program was tried with is %s"),
    /** Version, oldest tried. */
    VERSION_OLDER(
            VERSION,
            WARNING,
            "%s is older than %s, the oldest that this program was tried with.",
            "Update Audiobookshelf; before 2.26.0 it has no API keys."),
    /** Version, oldest that can work. */
    VERSION_TOO_OLD(
            VERSION,
            ERROR,
            "%s is too old: before %s the server ignores when a place was written.",
            "Update Audiobookshelf."),
    VERSION_UNKNOWN(
            VERSION,
            WARNING,
            "The server does not tell its version.",
            "See in its web pages that it is 2.26.0 or newer."),

    /** Kind, user, user's type, expiry, number. */
    TOKEN_GOOD(TOKEN, OK, "%s of user '%s' (%s), %s; progress on %d items"),
    /** Kind, user, when. */
    TOKEN_ENDS_SOON(
            TOKEN,
            WARNING,
            "The %s of user '%s' expires on %s.",
            "Make a new one in Audiobookshelf (Settings, API Keys) before, and set ABS_TOKEN to"
                    + " it."),
    /** When. */
    TOKEN_EXPIRED(
            TOKEN,
            ERROR,
            "ABS_TOKEN expired on %s.",
            "Make a new API key in Audiobookshelf (Settings, API Keys) for the user whose progress"
                    + " is synced, and set ABS_TOKEN to it."),
    /** User, when. */
    TOKEN_OF_A_SIGN_IN(
            TOKEN,
            WARNING,
            "ABS_TOKEN is the token of user '%s''s sign-in, and is good until %s only.",
            "Make an API key in Audiobookshelf (Settings, API Keys) and set ABS_TOKEN to it."),
    TOKEN_FOR_REFRESHING(
            TOKEN,
            ERROR,
            "ABS_TOKEN is a refresh token, which is good for nothing but another token.",
            "Make an API key in Audiobookshelf (Settings, API Keys) and set ABS_TOKEN to it."),
    /** The failure's own words. */
    TOKEN_REFUSED(TOKEN, ERROR, "%s"),

    /** Number, names. */
    LIBRARIES_SEEN(LIBRARIES, OK, "%d with books: %s"),
    /** Name. */
    LIBRARY_CHOSEN(LIBRARIES, OK, "only '%s', as ABS_LIBRARY_ID says"),
    /** User. */
    LIBRARIES_NONE(
            LIBRARIES,
            ERROR,
            "User '%s' may see no library of books.",
            "Let an administrator give the user access to the library, or use the API key of"
                    + " another user."),
    /** Setting, names and ids. */
    LIBRARY_UNKNOWN(
            LIBRARIES,
            ERROR,
            "ABS_LIBRARY_ID '%s' is no library of books that this user may see.",
            "Remove it, or set it to one of: %s."),
    /** The failure's own words. */
    LIBRARIES_UNREADABLE(LIBRARIES, ERROR, "%s"),

    /** Pairs, titles, items. */
    BOOKS_MATCHED(BOOKS, OK, "%d are on both sides, of %d on Audible and %d on Audiobookshelf"),
    /** Titles, items. */
    BOOKS_NONE(
            BOOKS,
            WARNING,
            "None is on both sides, of %d on Audible and %d on Audiobookshelf: there is nothing to"
                    + " do.",
            "A book is recognised by its ASIN. In Audiobookshelf choose Match (all books of a"
                    + " library at once: its menu, Match Books) with the provider of your"
                    + " marketplace."),
    /** Number. */
    BOOKS_ONLY_AUDIBLE(BOOKS, OK, "%d titles on Audible are not on Audiobookshelf"),
    /** Number. */
    BOOKS_WITHOUT_ASIN(BOOKS, OK, "%d items on Audiobookshelf have no ASIN, and are left alone"),
    /** Number. */
    BOOKS_OF_OTHERS(
            BOOKS,
            OK,
            "%d items on Audiobookshelf have an ASIN that is not in the Audible library"),
    /** Number. */
    BOOKS_LOOK_ALIKE(
            BOOKS,
            WARNING,
            "%d items on Audiobookshelf have the title of one on Audible, and not its ASIN.",
            "If they are the same recordings, set the ASIN in Audiobookshelf (edit the item, or"
                    + " Match)."),
    /** Number. */
    BOOKS_WITHOUT_AUDIO(BOOKS, OK, "%d items on Audiobookshelf have no audio, such as e-books"),
    /** Number. */
    BOOKS_MISSING(
            BOOKS,
            WARNING,
            "Of %d books on both sides Audiobookshelf misses the files.",
            "Put the files back, or remove the items."),
    /** Number. */
    BOOKS_TWICE(
            BOOKS,
            WARNING,
            "%d books are on Audiobookshelf more than once, and none of the copies is the better"
                    + " one: they are held.",
            "Keep one copy, take the ASIN off the others, or listen to the one that counts."),
    /** Number. */
    BOOKS_DIFFER(
            BOOKS,
            WARNING,
            "%d books have another length on each side.",
            "Nothing is to be done if they have the same chapters. Those that have not are held,"
                    + " and 'audible-abs-sync holds' tells how to treat them."),

    /** Service. */
    CLOCK_GOOD(CLOCKS, OK, "%s goes with this machine's"),
    /** Service, difference, ahead of or behind. */
    CLOCK_SHIFTED(CLOCKS, OK, "%s is %s %s this machine's, which is reckoned with"),
    /** Service, difference, ahead of or behind. */
    CLOCK_OFF(
            CLOCKS,
            WARNING,
            "%s is %s %s this machine's. It is reckoned with; but Audible refuses signatures of a"
                    + " clock that is far off.",
            "Set the clock that is wrong, best by NTP."),
    /** Service. */
    CLOCK_UNKNOWN(
            CLOCKS,
            WARNING,
            "%s does not tell its time (no Date header), so neither side counts as newer.",
            "Let the proxy before it pass the header on.");

    private final Topic topic;
    private final Level level;
    private final String text;
    private final String remedy;

    CheckWords(Topic topic, Level level, String text) {
        this(topic, level, text, "");
    }

    CheckWords(Topic topic, Level level, String text, String remedy) {
        this.topic = topic;
        this.level = level;
        this.text = text;
        this.remedy = remedy;
    }

    /**
     * The finding.
     *
     * @param places for the text, and what is over for the remedy
     */
    Line line(Object... places) {
        return new Words(level, text, remedy).about(topic, places);
    }
}
