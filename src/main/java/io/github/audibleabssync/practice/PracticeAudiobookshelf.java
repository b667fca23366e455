package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.core.Place;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An Audiobookshelf 2.36 for practice, with one listener. A fresh one has a library of books, {@link #BOOKS}, and one of
 * podcasts, {@link #PODCASTS}, both empty.
 *
 * <p>It answers the paths under {@code /api} that a position sync and a player need, as recordings of a real server show, and
 * closes a connection without a byte after a second when a request carries an {@code Upgrade} header.
 */
public final class PracticeAudiobookshelf extends PracticeServer {

    /** The id of the library of books. */
    public static final String BOOKS = "practice-books";

    /** The id of the library of podcasts. */
    public static final String PODCASTS = "practice-podcasts";

    /** The token that is accepted at first, an API key. */
    public static final String TOKEN = "practice-abs-api-key";

    /** The never-expiring token that every user object carries: a secret that must not get into a log. */
    public static final String LEGACY_TOKEN = "practice-abs-legacy-token";

    private static final String USUAL_BASE = "/audiobookshelf";
    private static final int LARGEST_BODY = 10 * 1024 * 1024;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
    private static final Duration UPGRADE_PATIENCE = Duration.ofSeconds(1);

    private final Shelf shelf = new Shelf();
    private final Router router;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private volatile String basePath = "";
    private volatile String version = "2.36.0";
    private volatile boolean ready = true;
    private volatile boolean progressList = true;
    private volatile boolean podcastCheck = true;
    private volatile boolean localSessions = true;

    /** A server with the machine's clock. */
    public PracticeAudiobookshelf() {
        this(InstantSource.system());
    }

    /** A server with this clock. */
    public PracticeAudiobookshelf(InstantSource time) {
        super(time, KEEP_ALIVE);
        tokens.addAll(List.of(TOKEN, LEGACY_TOKEN));
        shelf.put(new PracticeShelfLibrary(BOOKS, "Books", false, FinishSetting.USUAL));
        shelf.put(new PracticeShelfLibrary(PODCASTS, "Podcasts", true, FinishSetting.USUAL));
        router = new ShelfRoutes(shelf, this::nowMillis, this::has, LEGACY_TOKEN).router();
    }

    private boolean has(ShelfRoutes.ShelfFeature feature) {
        return switch (feature) {
            case PROGRESS_LIST -> progressList;
            case PODCAST_CHECK -> podcastCheck;
            case LOCAL_SESSIONS -> localSessions;
        };
    }

    /** Serves under this sub-path too, for example {@code /abs}, and names it in {@link #url()}; empty for none. */
    public PracticeAudiobookshelf under(String subPath) {
        basePath = subPath;
        return this;
    }

    /** Says in {@code /status} that it is another version, and behaves as before. */
    public PracticeAudiobookshelf withVersion(String said) {
        version = said;
        return this;
    }

    /** Says in {@code /status} whether its first user was made. */
    public PracticeAudiobookshelf withFirstUser(boolean made) {
        ready = made;
        return this;
    }

    /** Behaves as 2.26.0: no progress list (404 with a web page), and a podcast's PATCH ends the process. */
    public PracticeAudiobookshelf asVersion226() {
        version = "2.26.0";
        progressList = false;
        podcastCheck = false;
        return this;
    }

    /** Answers {@code POST /api/session/local-all} with 404, as a server without that route would, or serves it again. */
    public PracticeAudiobookshelf withLocalSessions(boolean served) {
        localSessions = served;
        return this;
    }

    @Override
    public String url() {
        return super.url() + basePath;
    }

    /** Accepts one more bearer token. */
    public void acceptToken(String token) {
        tokens.add(token);
    }

    /**
     * Makes an API key as an administrator does, and accepts it until it expires. It has the form of a real one: a JWT whose
     * claims are {@code keyId}, {@code name}, {@code type} and perhaps {@code exp}.
     *
     * @param expiresAt by the server's clock; empty for never
     */
    public String makeApiKey(String name, Optional<Instant> expiresAt) {
        return accept(PracticeToken.apiKey(name, now(), expiresAt));
    }

    /** Hands out the access token of a sign-in, which the server takes until then. */
    public String makeAccessToken(Instant expiresAt) {
        return accept(PracticeToken.access(now(), expiresAt));
    }

    /** Hands out the user's never-expiring token as a real server forms it. */
    public String makeUserToken() {
        return accept(PracticeToken.user(now()));
    }

    private String accept(PracticeToken token) {
        tokens.add(token.text());
        token.expiresAt().ifPresent(end -> ends.put(token.text(), end));
        return token.text();
    }

    /** Accepts a token no longer: 401 from now on. */
    public void revokeToken(String token) {
        tokens.remove(token);
    }

    /** Adds a library, or replaces the one with this id. */
    public void add(PracticeShelfLibrary library) {
        shelf.put(library);
    }

    /** Sets from where on a library's session syncs call an item finished. */
    public void finishSetting(String libraryId, FinishSetting setting) {
        PracticeShelfLibrary old = shelf.library(libraryId).orElseThrow();
        shelf.put(new PracticeShelfLibrary(libraryId, old.name(), old.podcasts(), setting));
    }

    /** Adds an item, or replaces the one with this id; its entry stays. */
    public void add(PracticeItem item) {
        shelf.put(item);
    }

    /** Deletes an item and its entry. */
    public void remove(String itemId) {
        shelf.remove(itemId);
    }

    /** An item by its id. */
    public Optional<PracticeItem> item(String itemId) {
        return shelf.item(itemId);
    }

    /** The truth about a book's entry; empty when there is none. */
    public Optional<PracticeEntry> entry(String itemId) {
        return shelf.snapshot(itemId);
    }

    /** The entry as the API shows it. */
    public Optional<JsonNode> entryJson(String itemId) {
        return shelf.entry(itemId, "").map(entry -> entry);
    }

    /** How many entries there are. */
    public int entries() {
        return shelf.entries().size();
    }

    /** Rows in the listening history; one for each local session id and each player that listened. */
    public int listeningRows() {
        return shelf.history().size();
    }

    /** What the listening statistics have in all. */
    public Duration listened() {
        return Duration.ofMillis((long) (shelf.secondsListened() * 1000));
    }

    /**
     * Puts an unfinished entry in place, whatever was there: for preparing a state, not for acting on it.
     *
     * @param lastUpdate by the server's clock
     */
    public void prepare(String itemId, Place place, Instant lastUpdate) {
        prepare(itemId, place, false, lastUpdate);
    }

    /** Puts an entry in place, finished or not. */
    public void prepare(String itemId, Place place, boolean finished, Instant lastUpdate) {
        PracticeItem item = shelf.item(itemId).orElseThrow();
        double duration = Json.seconds(item.duration());
        double seconds = Json.seconds(place.fromStart());
        ObjectNode entry = Json.object();
        entry.set("duration", Json.number(duration));
        entry.set("currentTime", Json.number(seconds));
        entry.set("progress", Json.number(finished ? 1 : seconds / Math.max(duration, 1)));
        entry.put("isFinished", finished).put("hideFromContinueListening", false);
        entry.putNull("ebookLocation").put("ebookProgress", 0);
        entry.put("lastUpdate", lastUpdate.toEpochMilli());
        entry.put("startedAt", lastUpdate.toEpochMilli());
        if (finished) {
            entry.put("finishedAt", lastUpdate.toEpochMilli());
        }
        prepare(itemId, entry);
    }

    /** Puts an entry in place exactly as a document of the API says, however odd. */
    public void prepare(String itemId, JsonNode entry) {
        shelf.prepare(shelf.item(itemId).orElseThrow(), entry);
    }

    Shelf shelf() {
        return shelf;
    }

    long nowMillis() {
        return now().toEpochMilli();
    }

    @Override
    String pathWithin(String path) {
        String plain = path.replaceAll("/{2,}", "/").replaceAll("(?<=.)/$", "");
        for (String base : List.of(basePath, USUAL_BASE)) {
            String prefix = base + "/";
            if (!base.isEmpty() && plain.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return plain.substring(base.length());
            }
        }
        return plain;
    }

    @Override
    Reply receive(PracticeRequest request) throws InterruptedException {
        if (request.header("upgrade").isPresent()) {
            Thread.sleep(UPGRADE_PATIENCE);
            return new Reply.Nothing();
        }
        return super.receive(request);
    }

    @Override
    Answer answer(PracticeRequest request) {
        return EntityTag.conditional(request, passDoor(request))
                .header("Keep-Alive", "timeout=" + KEEP_ALIVE.toSeconds());
    }

    private Answer passDoor(PracticeRequest request) {
        if (request.body().length > LARGEST_BODY) {
            return Answer.html(413, "Payload Too Large");
        }
        if (isUnreadable(request)) {
            return Answer.html(400, "Bad Request");
        }
        String path = request.path().toLowerCase(Locale.ROOT);
        return switch (path) {
            case "/ping" -> Answer.json(200, Json.object().put("success", true));
            case "/healthcheck" -> Answer.text(200, "OK");
            case "/status" -> Answer.json(200, status());
            default ->
                    path.startsWith("/api") && !isAuthorized(request)
                            ? Answer.bare(401, "Unauthorized")
                            : route(request);
        };
    }

    private Answer route(PracticeRequest request) {
        return router.answer(request)
                .orElse(Answer.html(404, "Cannot " + request.method() + " " + request.path()));
    }

    private static boolean isUnreadable(PracticeRequest request) {
        boolean json =
                request.header("content-type")
                        .filter(t -> t.startsWith("application/json"))
                        .isPresent();
        return json
                && request.body().length > 0
                && Json.read(request.body()).filter(JsonNode::isContainerNode).isEmpty();
    }

    private boolean isAuthorized(PracticeRequest request) {
        Optional<String> bearer =
                request.header("authorization")
                        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                        .map(value -> value.substring(7).strip());
        return bearer.or(() -> request.parameter("token"))
                .filter(tokens::contains)
                .filter(token -> now().isBefore(ends.getOrDefault(token, Instant.MAX)))
                .isPresent();
    }

    private ObjectNode status() {
        ObjectNode json = Json.object();
        json.put("app", "audiobookshelf").put("serverVersion", version).put("isInit", ready);
        json.put("language", "en-us").putArray("authMethods").add("local");
        json.putObject("authFormData").put("authLoginCustomMessage", "");
        return json;
    }
}
