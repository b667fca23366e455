package io.github.audibleabssync.routes;

import io.github.audibleabssync.camel.RouteFiles;
import io.github.audibleabssync.camel.RoutesProblem;

import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the route files said at one moment: what was looked through is then what runs, whatever happens to the files.
 *
 * @param files text by path
 */
public record RouteTexts(SortedMap<Path, String> files) {

    /** No file at all. */
    static final RouteTexts NONE = new RouteTexts(new TreeMap<>());

    private static final Pattern HTTP =
            Pattern.compile("uri: *.?platform-http:|^- rest:", Pattern.MULTILINE);

    /** Unchangeable. */
    public RouteTexts {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Reads the files of a pattern.
     *
     * @param routes a folder, or a path whose last part may have wildcards
     * @throws RoutesProblem if there is none, or one cannot be read
     */
    public static RouteTexts read(Path routes) {
        SortedMap<Path, String> files = new TreeMap<>();
        for (Path file : RouteFiles.list(routes)) {
            try {
                files.put(file, Files.readString(file));
            } catch (IOException unreadable) {
                throw new RoutesProblem(RouteWords.UNREADABLE.with(file), unreadable);
            }
        }
        return new RouteTexts(files);
    }

    /** For Camel's loader, which then names the file in what it finds. */
    List<Resource> resources() {
        return files.entrySet().stream()
                .map(
                        file ->
                                ResourceHelper.fromBytes(
                                        "file:" + file.getKey(),
                                        file.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** The lines of a file; none when there is no such file. */
    List<String> lines(Path file) {
        return files.getOrDefault(file, "").lines().toList();
    }

    /** What became of the files since then, for people. */
    String changesSince(RouteTexts before) {
        List<String> changes = new ArrayList<>();
        files.forEach(
                (file, text) -> {
                    String old = before.files().get(file);
                    if (old == null) {
                        changes.add(file.getFileName() + " (new)");
                    } else if (!old.equals(text)) {
                        changes.add(String.valueOf(file.getFileName()));
                    }
                });
        before.files().keySet().stream()
                .filter(file -> !files.containsKey(file))
                .forEach(file -> changes.add(file.getFileName() + " (gone)"));
        return String.join(", ", changes);
    }

    /** The names of the files in which something is entered over HTTP, and that differ. */
    List<String> changedHttp(RouteTexts before) {
        return Stream.concat(files.keySet().stream(), before.files().keySet().stream())
                .distinct()
                .filter(file -> !Objects.equals(files.get(file), before.files().get(file)))
                .filter(
                        file ->
                                HTTP.matcher(files.getOrDefault(file, "")).find()
                                        || HTTP.matcher(before.files().getOrDefault(file, ""))
                                                .find())
                .map(file -> String.valueOf(file.getFileName()))
                .toList();
    }
}
