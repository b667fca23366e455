package io.github.audibleabssync.audiobookshelf;

import io.github.audibleabssync.core.ShelfItem;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.RateLimited;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.failure.WriteRefused;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What Audiobookshelf's answers mean.
 *
 * <p>{@link #check} goes first: it turns a bad status into the failure that the failure policy knows. The other methods read
 * a body and throw {@link UnexpectedAnswer} for anything but the JSON that the API promises. No message ever quotes a user
 * object: it holds a token that never expires.
 */
public final class AudiobookshelfAnswers {

    private AudiobookshelfAnswers() {}

    /**
     * Checks the status. Returns normally for 2xx, for 304, and for those answers that are no failure but a fact, to be asked
     * for with {@link #isMissing}, {@link #isRouteUnknown} or {@link #sessionResult}:
     *
     * <ul>
     *   <li>the server's own 404 to {@code progress}, {@code item} and {@code item-expanded}: no such entry, no such item;
     *   <li>any 404 to {@code progress-list}: a server before 2.36.0;
     *   <li>400 and 404 to {@code session}: a server without that route.
     * </ul>
     *
     * @throws CredentialsRejected for 401, and for 403 below {@code /api/me}
     * @throws RateLimited for 429, with the time of {@code Retry-After}, or 60 s
     * @throws ServiceUnavailable for 5xx
     * @throws WriteRefused for any other status of a write
     * @throws UnexpectedAnswer for any other status of a read
     */
    public static void check(ServiceRequest request, ServiceAnswer answer) {
        StatusCheck.check(request, answer);
    }

    /**
     * Whether the server itself says that there is no such entry or item: its 404 has the two words {@code Not Found} as
     * plain text. A proxy that lost its way to the server answers 404 in other words, and proves nothing.
     */
    public static boolean isMissing(ServiceAnswer answer) {
        return answer.status() == 404
                && new String(answer.body(), StandardCharsets.UTF_8).strip().equals("Not Found");
    }

    /** Whether the server does not know the route: {@code /api/me/progress} before 2.36.0, read {@code /api/me} then. */
    public static boolean isRouteUnknown(ServiceAnswer answer) {
        return answer.status() == 404;
    }

    /**
     * Reads the answer to {@link AudiobookshelfRequests#progressList}: the entries of books, by item id. Of two entries of
     * one item the one updated last counts.
     *
     * @throws UnexpectedAnswer also if an entry names no item: then no other item's absence is proved
     */
    public static Map<String, ProgressEntry> progressList(ServiceAnswer answer) {
        return Json.read(answer, "list the progress", ProgressParser::all);
    }

    /**
     * Reads the answer to {@link AudiobookshelfRequests#me}, like {@link #progressList}.
     *
     * @throws UnexpectedAnswer as {@link #progressList}
     */
    public static Map<String, ProgressEntry> me(ServiceAnswer answer) {
        return Json.read(answer, "read the user", ProgressParser::all);
    }

    /**
     * Reads whose token it is from the answer to {@link AudiobookshelfRequests#me}.
     *
     * @throws UnexpectedAnswer also if the user has no name
     */
    public static TokenUser user(ServiceAnswer answer) {
        return Json.read(answer, "read the user", UserParser::user);
    }

    /**
     * Reads the answer to {@link AudiobookshelfRequests#status}.
     *
     * @throws UnexpectedAnswer also if it is another program's
     */
    public static ServerStatus status(ServiceAnswer answer) {
        return Json.read(answer, "tell its version", UserParser::status);
    }

    /**
     * Reads the answer to {@link AudiobookshelfRequests#progress}.
     *
     * @throws UnexpectedAnswer also if the entry is a podcast's
     */
    public static ProgressEntry progress(ServiceAnswer answer) {
        return Json.read(answer, "read one progress", ProgressParser::one);
    }

    /** Reads the answer to {@link AudiobookshelfRequests#libraries}: books and podcasts, in the server's order. */
    public static List<Library> libraries(ServiceAnswer answer) {
        return Json.read(answer, "list the libraries", LibraryParser::libraries);
    }

    /**
     * Reads the answer to {@link AudiobookshelfRequests#items}: all books of a library, e-books without audio included.
     *
     * @param library the library that was asked for
     * @throws UnexpectedAnswer also if the list is shorter than the server says it is
     */
    public static List<ShelfItem> items(ServiceAnswer answer, Library library) {
        return Json.read(
                answer,
                "list the items of " + library.name(),
                json -> LibraryParser.items(json, library));
    }

    /** Reads runtime and chapters from the answer to {@link AudiobookshelfRequests#itemExpanded}. */
    public static ItemChapters itemChapters(ServiceAnswer answer) {
        return Json.read(answer, "read one item", LibraryParser::chapters);
    }

    /**
     * Reads what became of a place written with {@link AudiobookshelfRequests#session}.
     *
     * @param sessionId the id that the session was sent with
     * @throws UnexpectedAnswer if the answer does not tell of this session
     */
    public static SessionResult sessionResult(ServiceAnswer answer, String sessionId) {
        if (answer.status() == 404 || answer.status() == 400) {
            return SessionResult.NOT_OFFERED;
        }
        return Json.read(
                answer, "write a place", json -> SessionResultParser.read(json, sessionId));
    }
}
