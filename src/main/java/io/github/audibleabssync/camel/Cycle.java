package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.LastPosition;
import io.github.audibleabssync.audiobookshelf.ProgressEntry;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.state.Command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One cycle's notes: what was read, what was decided, what is on its way. Routes carry it as the variable {@code cycle}. */
public final class Cycle {

    private final Instant startedAt;
    private final Map<Side, String> failures = new EnumMap<>(Side.class);
    private final Set<Side> undiscovered = EnumSet.noneOf(Side.class);
    private final Map<Asin, LastPosition> positions = new ConcurrentHashMap<>();
    private final Map<Asin, Instant> positionsReadAt = new ConcurrentHashMap<>();
    private final Set<Asin> unreadFlags = ConcurrentHashMap.newKeySet();
    private final Set<String> goneItems = new HashSet<>();
    private final Set<String> provenItems = new HashSet<>();
    private final List<Resolved> resolved = new ArrayList<>();
    private final List<Intent> intents = new ArrayList<>();
    private final List<Intent> onlyPlanned = new ArrayList<>();
    private Map<String, ProgressEntry> entries = Map.of();
    private Instant entriesReadAt = Instant.MIN;
    private final Set<Asin> refused = ConcurrentHashMap.newKeySet();
    private List<BookKey> asked = List.of();
    private List<List<Asin>> requests = List.of();
    private Optional<String> stopped = Optional.empty();
    private final Map<String, Reread> rereads = new ConcurrentHashMap<>();
    private final Map<String, Intent> awaiting = new LinkedHashMap<>();
    private final Set<String> refusedWrites = new HashSet<>();
    private final Set<String> doubtful = new HashSet<>();
    private int writes;
    private int looks;
    private Instant lastLook = Instant.MIN;
    private boolean onlyPlan;
    private List<Resolved> wanted = List.of();
    private final List<Command> watched = new ArrayList<>();

    /** An Audiobookshelf entry, looked at once more right before it is written; empty when there is none. */
    record Reread(Optional<ProgressEntry> entry, Instant at) {}

    Cycle(Instant startedAt) {
        this.startedAt = startedAt;
    }

    /** When it began, by our clock. */
    public Instant startedAt() {
        return startedAt;
    }

    synchronized void failed(Side side, String why) {
        failures.put(side, why);
    }

    /** Why a side could not be read; empty when it was. */
    public synchronized Optional<String> failure(Side side) {
        return Optional.ofNullable(failures.get(side));
    }

    synchronized void discoveryFailed(Side side) {
        undiscovered.add(side);
    }

    /** Whether a side was asked for its books in this cycle, in vain. */
    synchronized boolean isDiscoveryFailed(Side side) {
        return undiscovered.contains(side);
    }

    synchronized void stop(String why) {
        stopped = Optional.of(why);
    }

    /** Why the cycle was given up; empty when it was not. */
    public synchronized Optional<String> stopped() {
        return stopped;
    }

    /** Why the cycle did not succeed; empty when it did. */
    synchronized Optional<String> problem() {
        return stopped.or(() -> failures.values().stream().findFirst());
    }

    /** Whether both sides were read and nothing stopped it. */
    public synchronized boolean succeeded() {
        return failures.isEmpty() && stopped.isEmpty();
    }

    synchronized void entries(Map<String, ProgressEntry> read, Instant at) {
        entries = read;
        entriesReadAt = at;
    }

    synchronized Map<String, ProgressEntry> entries() {
        return entries;
    }

    synchronized Instant entriesReadAt() {
        return entriesReadAt;
    }

    synchronized void ask(List<BookKey> books, List<List<Asin>> inRequests) {
        asked = books;
        requests = inRequests;
    }

    /** The requests for places on Audible, each with its titles. */
    synchronized List<List<Asin>> requests() {
        return requests;
    }

    /** Audible refused a request that named this title alone. */
    void refused(Asin asin) {
        refused.add(asin);
    }

    boolean isRefused(Asin asin) {
        return refused.contains(asin);
    }

    /** The books of this cycle, most urgent first. */
    public synchronized List<BookKey> asked() {
        return asked;
    }

    Map<Asin, LastPosition> positions() {
        return positions;
    }

    Map<Asin, Instant> positionsReadAt() {
        return positionsReadAt;
    }

    /** Titles whose finished flag matters in this cycle and could not be read. */
    Set<Asin> unreadFlags() {
        return unreadFlags;
    }

    synchronized void gone(String itemId) {
        goneItems.add(itemId);
    }

    synchronized boolean isGone(String itemId) {
        return goneItems.contains(itemId);
    }

    synchronized void proven(String itemId) {
        provenItems.add(itemId);
    }

    synchronized boolean isProven(String itemId) {
        return provenItems.contains(itemId);
    }

    synchronized void decided(Resolved book) {
        resolved.add(book);
    }

    /** What was decided so far. */
    public synchronized List<Resolved> resolved() {
        return List.copyOf(resolved);
    }

    synchronized void replan(List<Resolved> books) {
        resolved.clear();
        resolved.addAll(books);
    }

    /** This cycle only tells what it would do: it changes nothing, in the state or anywhere else. */
    synchronized void onlyPlan() {
        onlyPlan = true;
    }

    synchronized boolean isOnlyPlan() {
        return onlyPlan;
    }

    synchronized void wanted(List<Resolved> books) {
        wanted = List.copyOf(books);
    }

    /** What was decided before rule 42 looked at all decisions together. */
    synchronized List<Resolved> wanted() {
        return wanted;
    }

    synchronized void watch(Command command) {
        watched.add(command);
    }

    /** Commands whose answer is what becomes of this cycle. */
    synchronized List<Command> watched() {
        return List.copyOf(watched);
    }

    synchronized void intend(List<Intent> planned) {
        intents.addAll(planned);
    }

    synchronized void wouldWrite(List<Intent> planned) {
        onlyPlanned.addAll(planned);
    }

    /** Takes writes back before they are tried. */
    synchronized void withdraw(Collection<Intent> those) {
        intents.removeAll(those);
    }

    /** The writes that a dry run would have tried. */
    public synchronized List<Intent> onlyPlanned() {
        return List.copyOf(onlyPlanned);
    }

    /** The writes that the cycle is going to try. */
    public synchronized List<Intent> intents() {
        return List.copyOf(intents);
    }

    void reread(String itemId, Optional<ProgressEntry> entry, Instant at) {
        rereads.put(itemId, new Reread(entry, at));
    }

    /** The entry as it was looked at once more; empty when it was not. */
    Optional<Reread> findReread(String itemId) {
        return Optional.ofNullable(rereads.get(itemId));
    }

    /** Another outcome for a book than the one that was decided. */
    synchronized void redecided(BookKey book, Decision decision) {
        resolved.replaceAll(known -> known.key().equals(book) ? known.but(decision) : known);
    }

    synchronized void awaitReadBack(Intent intent) {
        awaiting.put(intent.key(), intent);
    }

    /** A write of which one try may have been carried out; another follows. */
    synchronized void doubt(Intent intent) {
        doubtful.add(intent.key());
    }

    synchronized boolean isDoubtful(Intent intent) {
        return doubtful.contains(intent.key());
    }

    /** A write that the service refused; it is looked at all the same. */
    synchronized void refused(Intent intent) {
        refusedWrites.add(intent.key());
        awaiting.put(intent.key(), intent);
    }

    synchronized boolean isRefused(Intent intent) {
        return refusedWrites.contains(intent.key());
    }

    synchronized void settled(Intent intent) {
        awaiting.remove(intent.key());
    }

    /** Writes whose read-back is to come. */
    public synchronized List<Intent> awaiting() {
        return List.copyOf(awaiting.values());
    }

    synchronized void looked(Instant at) {
        looks++;
        lastLook = at;
    }

    synchronized int looks() {
        return looks;
    }

    synchronized Instant lastLook() {
        return lastLook;
    }

    synchronized void written() {
        writes++;
    }

    /** How many writes were confirmed. */
    public synchronized int writes() {
        return writes;
    }
}
