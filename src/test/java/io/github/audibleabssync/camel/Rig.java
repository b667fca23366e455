package io.github.audibleabssync.camel;

import io.github.audibleabssync.Daemon;
import io.github.audibleabssync.practice.PracticeAccount;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeLibrary;
import io.github.audibleabssync.practice.PracticeListener;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.StateFile;
import io.github.audibleabssync.state.StateStore;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Both practice servers and the daemon in one process; cycles are run one by one, by hand. */
final class Rig implements AutoCloseable {

    final PracticeAudible audible = new PracticeAudible();
    final PracticeAudiobookshelf audiobookshelf = new PracticeAudiobookshelf();
    final PracticeLibrary library = new PracticeLibrary(audible, audiobookshelf);
    final PracticeListener listener = new PracticeListener(audible, audiobookshelf);
    final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private Optional<Running> running = Optional.empty();

    /** The started daemon and its state. */
    private record Running(Main main, StateFile state) {}

    Rig(Path folder) throws Exception {
        this.folder = folder;
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
                        "STATE_PATH", folder.resolve("state.db").toString(),
                        "ROUTES_PATH", Path.of("routes/*.camel.yaml").toAbsolutePath().toString(),
                        "SYNC_INTERVAL_SECONDS", "3600",
                        "SYNC_COOLDOWN_SECONDS", "1"));
    }

    Rig start() throws Exception {
        Settings settings = SettingsLoader.load(environment, folder);
        StateFile state = StateFile.open(settings.daemon().statePath(), Clock.systemUTC(), "test");
        Main main = new Daemon(settings, environment, Clock.systemUTC()).main(state);
        running = Optional.of(new Running(main, state));
        main.start();
        return this;
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

    StateStore store() {
        return running.orElseThrow().state().store();
    }

    Cycle cycle() {
        try (var template = context().createProducerTemplate()) {
            Exchange exchange =
                    template.send("direct:sync-cycle", ex -> ex.setVariable("sweepOnly", false));
            if (exchange.getException() != null) {
                throw new IllegalStateException(exchange.getException());
            }
            return exchange.getVariable("cycle", Cycle.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    CamelContext context() {
        return running.orElseThrow().main().getCamelContext();
    }

    @Override
    public void close() {
        stop();
        audible.close();
        audiobookshelf.close();
    }
}
