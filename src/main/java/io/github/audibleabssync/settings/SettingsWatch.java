package io.github.audibleabssync.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks whether the files that settings came from have changed, so that new credentials need no restart. */
public final class SettingsWatch {

    private final Map<String, String> environment;
    private final Path workingDirectory;

    SettingsWatch(Map<String, String> environment, Path workingDirectory) {
        this.environment = Map.copyOf(environment);
        this.workingDirectory = workingDirectory;
    }

    /** Changes when the content of one of the files did; shows nothing of it. */
    public String fingerprint() {
        Path own = SettingsFile.beside(SettingsLoader.statePath(environment, workingDirectory));
        SettingSource source = new SettingSource(environment, workingDirectory, new ArrayList<>());
        List<Path> files = new ArrayList<>(List.of(own));
        SettingsTable.settings().stream()
                .filter(Setting::secret)
                .flatMap(setting -> source.findFile(setting).stream())
                .forEach(files::add);
        StringBuilder prints = new StringBuilder();
        files.forEach(file -> prints.append(fingerprint(file)).append(' '));
        return prints.toString();
    }

    /** Of one file: by its content, since times and sizes can be the same after a change. */
    public static String fingerprint(Path file) {
        if (!Files.exists(file)) {
            return "missing";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash);
        } catch (IOException unreadable) {
            return unreadable.getClass().getSimpleName();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether the environment gives this setting, or names the file of this secret: then nothing else counts. */
    public boolean isInEnvironment(String name) {
        return Stream.of(name, name + "_FILE")
                .anyMatch(given -> !environment.getOrDefault(given, "").isBlank());
    }

    /**
     * Reads all settings again.
     *
     * @throws InvalidSettings if something is missing or wrong now
     */
    public Settings load() {
        return SettingsLoader.load(environment, workingDirectory);
    }

    /**
     * Reads all settings again, of which those may still be missing that somebody can enter.
     *
     * @throws InvalidSettings if something is wrong now, or missing and not to be asked for
     */
    public Settings loadForDaemon() {
        return SettingsLoader.loadForDaemon(environment, workingDirectory);
    }

    /** Without the environment, which has secrets. */
    @Override
    public String toString() {
        return "SettingsWatch";
    }
}
