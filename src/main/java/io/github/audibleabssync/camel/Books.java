package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.AlignmentFinder;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleAudio;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookMatcher;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.ShelfItem;
import io.github.audibleabssync.core.Situation;
import io.github.audibleabssync.core.SyncPolicy;
import io.github.audibleabssync.core.Watchlist;
import io.github.audibleabssync.moving.EarlierWatchlist;
import io.github.audibleabssync.state.StateStore;
import io.github.audibleabssync.state.StateStore.FinishedFlag;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Both libraries, the pairs that they share, and what is remembered of each: the store's content at hand. What changes here
 * is in the store first.
 */
public final class Books {

    private static final String PAUSED = "paused";
    private static final String FIRST_LOOK = "first-look";
    private static final String OVER = "over";

    private final StateStore store;
    private final boolean allowTwins;
    private final EarlierWatchlist earlier;

    private final Map<BookKey, BookState> states = new ConcurrentHashMap<>();
    private final Map<Asin, AudibleTitle> titles = new LinkedHashMap<>();
    private final Map<Asin, AudibleAudio> audio = new HashMap<>();
    private final Map<String, List<Duration>> chapters = new HashMap<>();
    private Map<String, ShelfItem> items = Map.of();
    private Map<String, Instant> listenedAt = Map.of();
    private Set<String> rivals = Set.of();
    private Map<BookKey, Pair> pairs = Map.of();
    private volatile boolean paused;
    private volatile boolean firstLookOver;
    private Optional<Instant> firstLookSince = Optional.empty();

    /**
     * Reads everything from the store.
     *
     * @param allowTwins pair every Audiobookshelf item of an ASIN, not only the best
     */
    public Books(StateStore store, boolean allowTwins) {
        this.store = store;
        this.allowTwins = allowTwins;
        this.earlier = EarlierWatchlist.read(store);
        states.putAll(store.listBooks());
        audio.putAll(store.listAudio());
        paused = store.findValue(PAUSED).map(Boolean::parseBoolean).orElse(false);
        Optional<String> look = store.findValue(FIRST_LOOK);
        firstLookOver = look.map(OVER::equals).orElseGet(this::isOldHand);
        readTitles();
        readItems();
        pair();
    }

    /** A state from before first looks were kept apart: whoever agreed on something has seen the daemon write. */
    private boolean isOldHand() {
        return store.countJournal() > 0
                || states.values().stream().anyMatch(state -> state.agreement().isPresent());
    }

    /**
     * How a book stood when it was last asked, as the rules would see it now; empty when it never was.
     *
     * @param policy the settings; whether a person paused all books is added
     */
    public Optional<Situation> lastSeen(
            Pair pair, boolean writePending, SyncPolicy policy, Instant now) {
        return Situation.remembered(
                pair, state(pair.key()), writePending, policy.withPaused(paused), now);
    }

    /** Whether it was told what was found, so that writes may follow. */
    public boolean isFirstLookOver() {
        return firstLookOver;
    }

    /**
     * Since when the first look goes on in this life: the time while the daemon was stopped does not count. It begins now if
     * it has not yet.
     *
     * @return empty when there is none: whoever agreed on something meanwhile has seen the daemon write
     */
    synchronized Optional<Instant> beginFirstLook(Instant now) {
        if (firstLookSince.isEmpty()) {
            if (store.findValue(FIRST_LOOK).isEmpty()) {
                if (isOldHand()) {
                    endFirstLook(true);
                    return Optional.empty();
                }
                store.saveValue(FIRST_LOOK, now.toString());
            }
            firstLookSince = Optional.of(now);
        }
        return firstLookSince;
    }

    /**
     * It was told what was found.
     *
     * @param forGood not after a dry run: when writes are allowed, it is told once more before the first
     */
    synchronized void endFirstLook(boolean forGood) {
        if (forGood) {
            store.saveValue(FIRST_LOOK, OVER);
        }
        firstLookOver = true;
    }

    /** Reads the Audible titles from the store again. */
    synchronized void readTitles() {
        titles.clear();
        store.listAudibleTitles().forEach(title -> titles.put(title.asin(), title));
    }

    /** Reads the Audiobookshelf items from the store again. */
    synchronized void readItems() {
        items =
                store.listShelfItems().stream()
                        .collect(
                                Collectors.toMap(ShelfItem::id, item -> item, (one, same) -> same));
    }

    /** Pairs the two libraries anew. */
    synchronized void pair() {
        pairs =
                BookMatcher.pair(
                        titles.values(), items.values(), audio, chapters, listenedAt, allowTwins);
        rivals = allowTwins ? Set.of() : BookMatcher.rivals(titles.values(), items.values());
    }

    /** When the progress of each item last changed: breaks ties between items that share an ASIN, at once. */
    synchronized void listenedAt(Map<String, Instant> times) {
        Map<String, Instant> before = listenedAt;
        listenedAt = times;
        if (rivals.stream().anyMatch(id -> !Objects.equals(before.get(id), times.get(id)))) {
            pair();
        }
    }

    /** All pairs, those that the older daemon watched first. */
    public synchronized Collection<Pair> pairs() {
        return earlier.first(pairs.values());
    }

    /** Whether the older daemon watched a pair, and it was taken over only days ago. */
    public boolean wasWatchedBefore(Pair pair, Instant now) {
        return earlier.isHot(pair, now);
    }

    synchronized Optional<Pair> find(BookKey key) {
        return Optional.ofNullable(pairs.get(key));
    }

    synchronized boolean knowsItem(String itemId) {
        return items.containsKey(itemId);
    }

    synchronized boolean hasItems() {
        return !items.isEmpty();
    }

    synchronized boolean hasTitles() {
        return !titles.isEmpty();
    }

    synchronized Optional<AudibleTitle> title(Asin asin) {
        return Optional.ofNullable(titles.get(asin));
    }

    synchronized Optional<AudibleAudio> audio(Asin asin) {
        return Optional.ofNullable(audio.get(asin));
    }

    synchronized boolean asksForChapters(Pair pair) {
        return audio(pair.key().asin())
                .map(exact -> AlignmentFinder.asksForChapters(exact, pair.audiobookshelfRuntime()))
                .orElse(false);
    }

    synchronized boolean knowsChapters(String itemId) {
        return chapters.containsKey(itemId);
    }

    /** Takes over what content metadata said, and pairs anew: the alignment may differ. */
    synchronized void learn(Asin asin, AudibleAudio learned) {
        store.saveAudio(asin, learned);
        audio.put(asin, learned);
        pair();
    }

    /** Takes over the chapters of an Audiobookshelf item; kept for the life of the process. */
    synchronized void learnChapters(String itemId, List<Duration> starts) {
        chapters.put(itemId, starts);
        pair();
    }

    /** The {@code acr} did not work: the next write asks for a fresh one. */
    synchronized void forgetAudio(Asin asin) {
        store.dropAudio(asin);
        audio.remove(asin);
    }

    /** Takes over finished flags as Audible reported them. */
    synchronized void learnFlags(Map<Asin, FinishedFlag> flags) {
        store.saveFinishedFlags(flags);
        flags.forEach(
                (asin, flag) ->
                        titles.computeIfPresent(
                                asin,
                                (key, title) ->
                                        new AudibleTitle(
                                                asin,
                                                title.title(),
                                                title.runtime(),
                                                Optional.of(flag.finished()),
                                                flag.changedAt())));
    }

    /** Whether a person paused all books. */
    public boolean isPaused() {
        return paused;
    }

    /** Pauses all books, or goes on with them. */
    synchronized void pause(boolean pause) {
        store.saveValue(PAUSED, String.valueOf(pause));
        paused = pause;
    }

    /** Books about which a person decided something that is not done yet. */
    Set<BookKey> ruled() {
        return states.entrySet().stream()
                .filter(book -> book.getValue().wishes().ruling().isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What is remembered of a pair. */
    BookState state(BookKey key) {
        return states.getOrDefault(key, BookState.NEW);
    }

    /** What is remembered of all pairs that were ever seen. */
    public Map<BookKey, BookState> states() {
        return states;
    }

    /** Takes over what the store has been told already. */
    void remembered(BookKey key, BookState state) {
        states.put(key, state);
    }

    /** Whether some pair was never asked, or was and waits for its write since the first look. */
    public boolean isFirstSweepPending() {
        return pairs().stream().anyMatch(this::isToBeSwept);
    }

    /** Whether a step of the first sweep is for this pair; one that failed waits for its turn in a cycle. */
    boolean isToBeSwept(Pair pair) {
        BookState state = state(pair.key());
        return state.putOff().isEmpty()
                && (state.askedAt().isEmpty() || (firstLookOver && Watchlist.isLeft(state)));
    }

    /** The pairs of a set of items. */
    synchronized Set<BookKey> ofItems(Set<String> itemIds) {
        return pairs.values().stream()
                .filter(pair -> itemIds.contains(pair.itemId()))
                .map(Pair::key)
                .collect(Collectors.toSet());
    }

    /** How many titles and items the two libraries have. */
    public synchronized Sizes sizes() {
        return new Sizes(titles.size(), items.size(), pairs.size());
    }

    /**
     * Sizes of the libraries.
     *
     * @param audibleTitles active titles on Audible
     * @param audiobookshelfItems book items on Audiobookshelf
     * @param pairs books that both have
     */
    public record Sizes(int audibleTitles, int audiobookshelfItems, int pairs) {}
}
