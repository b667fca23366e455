package io.github.audibleabssync.simulator;

import io.github.audibleabssync.camel.FastDaemon;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.Secrets;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.InMemoryStateStore;
import io.github.audibleabssync.state.StateStore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link FastDaemon} with a state in memory; the servers are asked without a socket. */
final class FastStage extends Stage {

    private final InMemoryStateStore store = new InMemoryStateStore();
    private final Services services;
    private final Settings settings;
    private final Secrets secrets;
    private Optional<FastDaemon> daemon = Optional.empty();

    FastStage(History history) {
        this(history, new SimulatedTime());
    }

    private FastStage(History history, SimulatedTime time) {
        super(time, new World(history.setup(), time));
        String session = world.audible.tokenOnlySession();
        secrets = Secrets.of(session);
        services = new Services(world, time, troubles, traffic, notes, secrets, history);
        settings = settings(session, history.setup().interval());
    }

    private static Settings settings(String session, Duration interval) {
        Map<String, String> environment = new HashMap<>();
        environment.put("ABS_BASE_URL", "http://127.0.0.1:1");
        environment.put("ABS_TOKEN", PracticeAudiobookshelf.TOKEN);
        environment.put("AUDIBLE_API_URL", "http://127.0.0.1:2");
        environment.put("AUDIBLE_AUTH_URL", "http://127.0.0.1:2");
        environment.put("SYNC_INTERVAL_SECONDS", Long.toString(interval.toSeconds()));
        environment.put("SYNC_COOLDOWN_SECONDS", Long.toString(COOLDOWN.toSeconds()));
        environment.put(
                "AUDIBLE_AUTH_JSON_B64",
                Base64.getEncoder().encodeToString(session.getBytes(StandardCharsets.UTF_8)));
        return SettingsLoader.load(environment, Path.of(""));
    }

    @Override
    StateStore store() {
        return store;
    }

    @Override
    List<Resolved> cycle() throws InterruptedException {
        if (daemon.isEmpty()) {
            daemon = Optional.of(new FastDaemon(settings, troubles.around(store), time, services));
        }
        return daemon.orElseThrow().cycle();
    }

    @Override
    void kill() {
        daemon.ifPresent(FastDaemon::close);
        daemon = Optional.empty();
    }

    @Override
    Secrets secrets() {
        return secrets;
    }

    @Override
    public void close() {
        kill();
    }
}
