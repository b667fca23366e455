package io.github.audibleabssync;

import io.github.audibleabssync.camel.Daemon;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.StateFile;

import java.nio.file.Path;
import java.time.Clock;

/** The process. */
public final class App {
    private App() {}

    /** Starts. */
    public static void main(String[] args) throws Exception {
        Settings settings = SettingsLoader.load(System.getenv(), Path.of(""));
        Clock clock = Clock.systemUTC();
        try (StateFile state = StateFile.open(settings.daemon().statePath(), clock, "0.1.0")) {
            new Daemon(settings, System.getenv(), clock).run(state);
        }
    }
}
