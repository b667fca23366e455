package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.Marketplace;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfAccess;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.SyncPolicy;
import io.github.audibleabssync.core.Watchlist;
import io.github.audibleabssync.settings.AudibleSettings;
import io.github.audibleabssync.settings.AudiobookshelfSettings;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SyncSettings;
import io.github.audibleabssync.state.StateBackups;
import io.github.audibleabssync.state.StateStore;

import org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Everything that the routes call, wired from the settings. The names under which they are bound are those in the YAML.
 */
public final class Beans implements AutoCloseable {

    /** One account for now; the state has a column for it. */
    static final String ACCOUNT = "default";

    /** Books are written side by side, a few at a time. */
    private static final int WRITERS = 3;

    private final Map<String, Object> named = new LinkedHashMap<>();
    private final AudibleAccount account;
    private final ServiceLink audible;
    private final ServiceLink signIn;
    private final ServiceLink audiobookshelf;
    private final Credentials credentials;
    private final Books books;
    private final Watchlist watchlist;
    private final Backups backups;
    private final Cycles cycles;
    private final FirstLook firstLook;
    private final Pause pause;
    private final ExecutorService writers;
    private final List<CloseableHttpClient> clients;

    /**
     * Wires the beans.
     *
     * @param settings checked before
     * @param environment for proxy variables
     * @param store open
     * @param listener hears of every request
     * @param clock ours
     * @param pause for waits, which end when the daemon stops
     */
    public Beans(
            Settings settings,
            Map<String, String> environment,
            StateStore store,
            ServiceLink.RequestListener listener,
            Clock clock,
            Pause pause) {
        SyncSettings sync = settings.sync();
        AudibleSettings onAudible = settings.audible();
        SyncPolicy policy = sync.policy();
        Duration interval = sync.interval();
        boolean dryRun = sync.dryRun();

        ChangingSession session = new ChangingSession(onAudible);
        account = new AudibleAccount(session, marketplaces(onAudible), clock);
        signIn = new ServiceLink(Side.AUDIBLE, account.signIn(), false, interval, listener, clock);
        audible =
                new ServiceLink(Side.AUDIBLE, account, dryRun, interval, listener, clock)
                        .withSignIn(signIn);
        AudiobookshelfServer server =
                settings.missing().isEmpty()
                        ? new AudiobookshelfServer(address(settings.audiobookshelf()))
                        : AudiobookshelfServer.notSetYet();
        audiobookshelf =
                new ServiceLink(Side.AUDIOBOOKSHELF, server, dryRun, interval, listener, clock);
        credentials =
                new Credentials(
                        settings,
                        session,
                        account,
                        server,
                        audible,
                        audiobookshelf,
                        extraCa ->
                                new DirectCalls(
                                        settings.daemon().requestTimeout(),
                                        extraCa,
                                        environment,
                                        clock));
        books = new Books(store, settings.audiobookshelf().allowDuplicateAsin());
        watchlist =
                new Watchlist(
                        onAudible.batchSize(),
                        onAudible.requestsPerCycle(),
                        sync.watchlistMaxSize(),
                        onAudible.deepScanInterval());
        this.pause = pause;
        Settlement settlement =
                new Settlement(
                        books,
                        store,
                        side -> side == Side.AUDIBLE ? audible : audiobookshelf,
                        policy.tolerance(),
                        interval,
                        clock);
        BookFinder.Schedule schedule =
                new BookFinder.Schedule(
                        settings.audiobookshelf().libraryId(),
                        interval,
                        onAudible.discoveryInterval(),
                        onAudible.deepScanInterval(),
                        onAudible.finishedInterval());
        OutageLog outages = new OutageLog(clock);
        PlaceReader reader = new PlaceReader(books, store, watchlist, settlement, outages);
        writers =
                Executors.newFixedThreadPool(
                        WRITERS, Thread.ofPlatform().name("writer-", 1).daemon().factory());
        EnvironmentProxies proxies = new EnvironmentProxies(environment);
        Duration timeout = settings.daemon().requestTimeout();

        named.put("audibleAccount", account);
        named.put("audible", audible);
        named.put("audibleSignIn", signIn);
        named.put("audiobookshelf", audiobookshelf);
        CloseableHttpClient audibleHttp =
                HttpClients.outliving(HttpClients.client(timeout, Optional.empty(), proxies));
        CloseableHttpClient audiobookshelfHttp =
                HttpClients.outliving(
                        HttpClients.client(
                                timeout, settings.audiobookshelf().extraCaFile(), proxies));
        clients = List.of(audibleHttp, audiobookshelfHttp);
        named.put("audibleHttp", audibleHttp);
        named.put("audiobookshelfHttp", audiobookshelfHttp);
        named.put("books", books);
        cycles = new Cycles(ACCOUNT, account, credentials, books, dryRun, outages, pause, clock);
        named.put("cycles", cycles);
        firstLook = new FirstLook(books, policy, dryRun);
        named.put("firstLook", firstLook);
        named.put("bookFinder", new BookFinder(books, store, schedule, outages, clock));
        named.put("placeReader", reader);
        named.put(
                "bookDecider",
                new BookDecider(
                        books, store, settlement, audible, audiobookshelf, policy, dryRun, clock));
        named.put(
                "placeWriter",
                new PlaceWriter(
                        ACCOUNT,
                        books,
                        store,
                        settlement,
                        audiobookshelf,
                        policy.tolerance(),
                        clock));
        named.put("repeatedWrite", new RepeatedWrite());
        named.put("writeConfirmer", new WriteConfirmer(store, reader, settlement, pause, clock));
        named.put("memory", new Memory(books, store, settings.daemon().journalRetention(), dryRun));
        named.put(
                "commands",
                new Commands(books, store, new Orders(books, store, policy, dryRun, clock), clock));
        backups =
                new Backups(new StateBackups(settings.daemon().statePath(), store), dryRun, clock);
        named.put("backups", backups);
        named.put("claims", new ClaimRepository(store));
        named.put("writers", writers);
        named.put("allThenFail", new UseOriginalAggregationStrategy());
    }

    static AudibleAccount.Marketplaces marketplaces(AudibleSettings audible) {
        return new AudibleAccount.Marketplaces(
                audible.localeGiven() ? Marketplace.find(audible.locale()) : Optional.empty(),
                audible.apiUrl().map(URI::toString),
                audible.authUrl().map(URI::toString));
    }

    static AudiobookshelfAccess address(AudiobookshelfSettings settings) {
        String headers =
                settings.extraHeaders().stream()
                        .map(header -> header.name() + ": " + header.value().reveal())
                        .collect(Collectors.joining("\n"));
        return AudiobookshelfAccess.of(
                settings.baseUrl().toString(), settings.token().reveal(), headers);
    }

    /** Hands every bean to a registry, under the name that the routes use. */
    public void bind(BiConsumer<String, Object> registry) {
        named.forEach(registry);
    }

    /** Closes the connections and ends the writers. */
    @Override
    public void close() {
        writers.shutdownNow();
        clients.forEach(client -> client.close(CloseMode.IMMEDIATE));
    }

    /** The Audible session. */
    public AudibleAccount account() {
        return account;
    }

    /** The link to one of the services. */
    public ServiceLink link(Side side) {
        return side == Side.AUDIBLE ? audible : audiobookshelf;
    }

    /** Whether both sides let us in. */
    public Credentials credentials() {
        return credentials;
    }

    /** The link to Audible's sign-in. */
    public ServiceLink signIn() {
        return signIn;
    }

    /** Both libraries and what is remembered of their pairs. */
    public Books books() {
        return books;
    }

    /** Which books are asked when. */
    public Watchlist watchlist() {
        return watchlist;
    }

    /** What the first look found. */
    public FirstLook firstLook() {
        return firstLook;
    }

    /** The daily copies of the state. */
    public Backups backups() {
        return backups;
    }

    /** Who says when a cycle may begin. */
    public Cycles cycles() {
        return cycles;
    }

    /** Ends waits when the daemon stops: a lifecycle strategy for the Camel context. */
    public Pause pause() {
        return pause;
    }
}
