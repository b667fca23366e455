package io.github.audibleabssync.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Values that have passed every check, turned into the types of the domain. */
final class CheckedValues {

    private final Map<String, String> values;
    private final Path workingDirectory;

    CheckedValues(Map<String, String> values, Path workingDirectory) {
        this.values = values;
        this.workingDirectory = workingDirectory;
    }

    Optional<String> findText(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String text(String name) {
        return findText(name).orElseThrow();
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    Duration days(String name) {
        return Duration.ofDays(number(name));
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    URI url(String name) {
        return URI.create(text(name));
    }

    Optional<URI> findUrl(String name) {
        return findText(name).map(URI::create);
    }

    Path path(String name) {
        return workingDirectory.resolve(text(name));
    }

    Optional<Path> findPath(String name) {
        return findText(name).map(workingDirectory::resolve);
    }

    Optional<Secret> findSecret(String name) {
        return findText(name).map(Secret::of);
    }
}
