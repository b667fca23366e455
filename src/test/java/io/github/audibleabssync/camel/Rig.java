package io.github.audibleabssync.camel;

import io.github.audibleabssync.Daemon;
import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.RulesSeen;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeAccount;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeLibrary;
import io.github.audibleabssync.practice.PracticeListener;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.StateFile;
import io.github.audibleabssync.state.StateStore;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.awaitility.Awaitility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * Both practice servers and the daemon in one process, with one clock that can be put forward. The timers stand still: cycles
 * are run one by one, by hand. Waits for a read-back put the clock forward instead of waiting.
 */
final class Rig implements AutoCloseable {

    /** Between two cycles, by the rig's clock. */
    static final Duration INTERVAL = Duration.ofMinutes(2);

    /** How long ago the listener was at a place that is prepared. */
    static final Duration LONG_AGO = Duration.ofDays(3);

    private static final PracticeAccount ACCOUNT = PracticeAccount.create();

    final SteppingClock clock;
    final PracticeAudible audible;
    final PracticeAudiobookshelf audiobookshelf;
    final PracticeLibrary library;
    final PracticeListener listener;
    final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private boolean timers;
    private boolean realWaits;
    private UnaryOperator<StateStore> around = store -> store;
    private Optional<Running> running = Optional.empty();

    /** The started daemon and its state. */
    private record Running(Main main, StateFile state, StateStore store) {}

    Rig(Path folder) throws Exception {
        this(folder, new SteppingClock());
    }

    Rig(Path folder, SteppingClock clock) throws Exception {
        this.folder = folder;
        this.clock = clock;
        audible = new PracticeAudible(ACCOUNT, clock);
        audiobookshelf = new PracticeAudiobookshelf(clock);
        library = new PracticeLibrary(audible, audiobookshelf);
        listener = new PracticeListener(audible, audiobookshelf);
        audible.start();
        audiobookshelf.start();
        environment.putAll(
                Map.of(
                        "ABS_BASE_URL", audiobookshelf.url(),
                        "ABS_TOKEN", PracticeAudiobookshelf.TOKEN,
                        "AUDIBLE_API_URL", audible.url(),
                        "AUDIBLE_AUTH_URL", audible.url(),
                        "STATE_PATH", folder.resolve("state.db").toString(),
                        "ROUTES_PATH", Path.of("routes/*.camel.yaml").toAbsolutePath().toString(),
                        "SYNC_INTERVAL_SECONDS", Long.toString(INTERVAL.toSeconds()),
                        "SYNC_COOLDOWN_SECONDS", "1",
                        "REQUEST_TIMEOUT_SECONDS", "10"));
        session(audible.session());
    }

    /** Puts another session file in place. */
    Rig session(String content) throws IOException {
        Path file = PracticeAccount.write(folder.resolve("audible_session.json"), content);
        environment.put("AUDIBLE_AUTH_JSON_PATH", file.toString());
        return this;
    }

    /** Another setting. */
    Rig with(String setting, String value) {
        environment.put(setting, value);
        return this;
    }

    /** Lets the timers run, the cycle's and that of the first sweep. */
    Rig withTimers() {
        timers = true;
        return this;
    }

    /** Lets waits for a read-back take their time. */
    Rig withRealWaits() {
        realWaits = true;
        return this;
    }

    /** Puts something between the daemon and its state, such as a full disk. */
    Rig withStore(UnaryOperator<StateStore> wrapping) {
        around = wrapping;
        return this;
    }

    Rig start() throws Exception {
        Settings settings = SettingsLoader.load(environment, folder);
        StateFile state = StateFile.open(settings.daemon().statePath(), clock, "test");
        StateStore store = around.apply(state.store());
        Pause pause = realWaits ? new Pause(clock) : new PutForward(clock);
        Main main = new Daemon(settings, environment, clock).main(store, pause);
        if (!timers) {
            main.addMainListener(new NoTimers());
        }
        running = Optional.of(new Running(main, state, store));
        main.start();
        return this;
    }

    private static final class PutForward extends Pause {
        private final SteppingClock clock;

        private PutForward(SteppingClock clock) {
            super(clock);
            this.clock = clock;
        }

        @Override
        boolean until(Instant time) {
            clock.stepTo(time);
            return super.until(time);
        }
    }

    private static final class NoTimers extends MainListenerSupport {
        @Override
        public void afterConfigure(BaseMainSupport main) {
            ((ModelCamelContext) main.getCamelContext())
                    .getRouteDefinitions().stream()
                            .filter(route -> route.getInput().getEndpointUri().startsWith("timer:"))
                            .forEach(route -> route.autoStartup(false));
        }
    }

    /** Stops the daemon in good order; the servers go on. */
    void stop() {
        running.ifPresent(
                now -> {
                    now.main().stop();
                    now.state().close();
                });
        running = Optional.empty();
    }

    /** Stops the daemon and starts it again on the same state. */
    Rig restart() throws Exception {
        stop();
        return start();
    }

    StateStore store() {
        return running.orElseThrow().store();
    }

    /** One cycle, an interval after what was before. */
    Cycle nextCycle() {
        clock.step(INTERVAL);
        return cycle();
    }

    /** So many cycles, an interval apart. Returns the last. */
    Cycle nextCycles(int count) {
        Cycle last = nextCycle();
        for (int i = 1; i < count; i++) {
            last = nextCycle();
        }
        return last;
    }

    /** Cycles an interval apart until something holds: a write may have to wait for its cooldown. */
    void cycleUntil(Callable<Boolean> holds) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(250))
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            nextCycle();
                            return holds.call();
                        });
    }

    /** One cycle, now. */
    Cycle cycle() {
        return cycle(false);
    }

    Cycle cycle(boolean sweepOnly) {
        try (var template = context().createProducerTemplate()) {
            Exchange exchange =
                    template.send(
                            "direct:sync-cycle", ex -> ex.setVariable("sweepOnly", sweepOnly));
            if (exchange.getException() != null) {
                throw new IllegalStateException(exchange.getException());
            }
            Cycle cycle = exchange.getVariable("cycle", Cycle.class);
            RulesSeen.saw(cycle.resolved());
            return cycle;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for something as the command line does, and lets cycles pass until it is answered. */
    Command.Answer ask(UnaryOperator<Command> details, Command.Kind kind) {
        long id = store().ask(details.apply(Command.of(kind, "cli", clock.instant())));
        for (int cycles = 0; cycles < 8; cycles++) {
            clock.step(Duration.ofSeconds(1));
            cycle();
            Optional<Command.Answer> answer = store().findAnswer(id);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new IllegalStateException("no answer to " + kind);
    }

    /** Asks for something about a book. */
    Command.Answer ask(Command.Kind kind, PracticeBook book) {
        return ask(command -> command.about(key(book)), kind);
    }

    CamelContext context() {
        return running.orElseThrow().main().getCamelContext();
    }

    <T> T bean(String name, Class<T> type) {
        return context().getRegistry().lookupByNameAndType(name, type);
    }

    // --- books

    /** A book of ten hours that both sides have at this place, long ago: agreed with the first cycle. */
    PracticeBook bookAt(Duration place) {
        PracticeBook book = library.book(Duration.ofHours(10));
        place(book, place, place);
        return book;
    }

    /** Both sides' places of a book, long ago. */
    void place(PracticeBook book, Duration onAudible, Duration onAudiobookshelf) {
        Instant then = clock.instant().minus(LONG_AGO);
        audible.prepare(book.asin(), new Place(onAudible), then);
        audiobookshelf.prepare(book.itemId(), new Place(onAudiobookshelf), then);
    }

    Duration onAudible(PracticeBook book) {
        return listener.placeOnPhone(book.asin()).orElseThrow().fromStart();
    }

    Duration onAudiobookshelf(PracticeBook book) {
        return listener.placeOnAudiobookshelf(book.itemId()).orElseThrow().fromStart();
    }

    static BookKey key(PracticeBook book) {
        return BookKey.of(book.asin());
    }

    BookState state(PracticeBook book) {
        return store().listBooks().getOrDefault(key(book), BookState.NEW);
    }

    Agreement agreement(PracticeBook book) {
        return state(book).agreement().orElseThrow();
    }

    static Decision decision(Cycle cycle, PracticeBook book) {
        return cycle.resolved().stream()
                .filter(one -> one.key().equals(key(book)))
                .map(Resolved::decision)
                .findFirst()
                .orElseThrow();
    }

    static Reason reason(Cycle cycle, PracticeBook book) {
        return decision(cycle, book).reason();
    }

    int journal(PracticeBook book) {
        return store().listJournal(key(book)).size();
    }

    // --- what left the house

    List<LoggedRequest> placeWritesToAudible() {
        return audible.log().all(request -> request.is("PUT", "/1.0/lastpositions"));
    }

    List<LoggedRequest> writesToAudible() {
        return audible.log().all(LoggedRequest::writes);
    }

    List<LoggedRequest> writesToAudiobookshelf() {
        return audiobookshelf.log().all(LoggedRequest::writes);
    }

    long requests() {
        return audible.log().total() + audiobookshelf.log().total();
    }

    void clearLogs() {
        audible.log().clear();
        audiobookshelf.log().clear();
    }

    @Override
    public void close() {
        stop();
        audible.close();
        audiobookshelf.close();
    }
}
