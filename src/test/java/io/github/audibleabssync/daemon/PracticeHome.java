package io.github.audibleabssync.daemon;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeAccount;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeLibrary;
import io.github.audibleabssync.practice.PracticeListener;
import io.github.audibleabssync.practice.PracticeRequest;
import io.github.audibleabssync.state.StateFile;
import io.github.audibleabssync.state.StateStore;

import org.awaitility.Awaitility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Both practice servers and a listener in this process, and one daemon at a time in another. */
final class PracticeHome implements AutoCloseable {

    /** Where every book stands at first, on both sides. */
    static final Place FIRST = new Place(Duration.ofHours(1));

    /** For what has to happen, however busy the machine is; where time itself is the matter, tests say so. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration RUNTIME = Duration.ofHours(10);

    final PracticeAudible audible = new PracticeAudible();
    final PracticeAudiobookshelf audiobookshelf = new PracticeAudiobookshelf();
    final PracticeLibrary library = new PracticeLibrary(audible, audiobookshelf);
    final PracticeListener listener = new PracticeListener(audible, audiobookshelf);
    final Map<String, String> environment = new HashMap<>();
    final Path folder;
    private Optional<DaemonProcess> daemon = Optional.empty();

    /** Servers that listen, with empty libraries. */
    PracticeHome(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        audible.start();
        audiobookshelf.start();
        Path session =
                PracticeAccount.write(folder.resolve("audible_session.json"), audible.session());
        environment.putAll(
                Map.of(
                        "ABS_BASE_URL", audiobookshelf.url(),
                        "ABS_TOKEN", PracticeAudiobookshelf.TOKEN,
                        "AUDIBLE_API_URL", audible.url(),
                        "AUDIBLE_AUTH_URL", audible.url(),
                        "AUDIBLE_AUTH_JSON_PATH", session.toString(),
                        "STATE_PATH", state().toString(),
                        "ROUTES_PATH", HaltingRoutes.SHIPPED.resolve("*.camel.yaml").toString(),
                        "SYNC_INTERVAL_SECONDS", "1",
                        "SYNC_COOLDOWN_SECONDS", "1"));
    }

    Path state() {
        return folder.resolve("state.db");
    }

    /** A setting for the next start. */
    PracticeHome with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** The daemon's own HTTP server, on a port that is free now. */
    PracticeHome withHttpServer() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return with("HTTP_SERVER_ENABLED", "true")
                    .with("HTTP_SERVER_HOST", "127.0.0.1")
                    .with("HTTP_SERVER_PORT", Integer.toString(free.getLocalPort()));
        }
    }

    /** Routes that can be halted at each named step, from the next start on. */
    PracticeHome withHaltingRoutes() throws IOException {
        return with("ROUTES_PATH", HaltingRoutes.copyTo(folder.resolve("routes")));
    }

    /** Books that stand at {@link #FIRST} on both sides, since long ago. */
    List<PracticeBook> books(int count) {
        Instant then = Instant.now().minus(Duration.ofDays(3));
        return Stream.generate(() -> library.book(RUNTIME))
                .limit(count)
                .peek(book -> audible.prepare(book.asin(), FIRST, then))
                .peek(book -> audiobookshelf.prepare(book.itemId(), FIRST, then))
                .toList();
    }

    DaemonProcess start() {
        DaemonProcess started = DaemonProcess.start(folder, environment);
        daemon = Optional.of(started);
        return started;
    }

    /** Starts the daemon with these options for Java instead of those that start quickly. */
    DaemonProcess startWith(List<String> options) {
        DaemonProcess started = DaemonProcess.start(folder, environment, options);
        daemon = Optional.of(started);
        return started;
    }

    DaemonProcess daemon() {
        return daemon.orElseThrow();
    }

    /** Orders the end of the process at a named step. */
    void haltAt(String step) {
        try {
            Path draft = Files.writeString(folder.resolve("halt.draft"), step);
            Files.move(draft, DaemonProcess.order(folder), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the daemon in good order. */
    int stop() {
        daemon().terminate();
        return daemon().awaitEnd(Duration.ofSeconds(10));
    }

    /** Looks into the state, beside a running daemon or without one. */
    <T> T inState(Function<StateStore, T> look) {
        try (StateFile file = StateFile.openReadOnly(state())) {
            return look.apply(file.store());
        }
    }

    /** How many writes the journal of the state holds. */
    long journalRows() {
        return inState(StateStore::countJournal);
    }

    /** The writes of which nobody knows yet whether they arrived. */
    List<Claim> openClaims() {
        return inState(StateStore::listOpenClaims);
    }

    /** Waits for something of the state to become true; a state that is just being made is not true yet. */
    void awaitState(String what, Duration patience, Predicate<StateStore> condition) {
        await(
                what,
                patience,
                () -> {
                    try {
                        return inState(condition::test);
                    } catch (RuntimeException beingMade) {
                        return false;
                    }
                });
    }

    /** Waits; what the daemon said is part of the failure. */
    void await(String what, Duration patience, Callable<Boolean> condition) {
        try {
            Awaitility.await(what)
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(250))
                    .until(condition);
        } catch (RuntimeException late) {
            throw new IllegalStateException(
                    what + ": did not happen; the daemon said:\n" + daemon().output(), late);
        }
    }

    /** Waits until all these books have an agreement. */
    void awaitAgreements(Collection<PracticeBook> books) {
        awaitState(
                "agreements",
                PATIENCE,
                store ->
                        books.stream()
                                .allMatch(
                                        book ->
                                                Optional.ofNullable(
                                                                store.listBooks().get(key(book)))
                                                        .flatMap(state -> state.agreement())
                                                        .isPresent()));
    }

    /** Waits for so many cycles to begin from now on. */
    void awaitCycles(int count) {
        long before = cycles();
        await("cycles", PATIENCE, () -> cycles() >= before + count);
    }

    private long cycles() {
        return audiobookshelf.log().count("GET", "/api/me");
    }

    static BookKey key(PracticeBook book) {
        return BookKey.of(book.asin());
    }

    /** Every request that was meant to change something of this book and was applied. */
    List<LoggedRequest> applied(PracticeBook book) {
        return written(book).stream().filter(request -> request.status() == 200).toList();
    }

    /** Every request that was meant to change something of this book. */
    List<LoggedRequest> written(PracticeBook book) {
        return Stream.concat(audible.log().all().stream(), audiobookshelf.log().all().stream())
                .filter(LoggedRequest::writes)
                .filter(request -> isOf(book, request.path(), request.body()))
                .toList();
    }

    /** Fits the requests that write to this book. */
    static Predicate<PracticeRequest> writeTo(PracticeBook book) {
        return request ->
                !request.method().equals("GET") && isOf(book, request.path(), request.text());
    }

    private static boolean isOf(PracticeBook book, String path, String body) {
        return Stream.of(path, body)
                .anyMatch(
                        text -> text.contains(book.asin().value()) || text.contains(book.itemId()));
    }

    @Override
    public void close() {
        daemon.ifPresent(DaemonProcess::close);
        audible.close();
        audiobookshelf.close();
    }
}
