package io.github.audibleabssync.routes;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;

import io.github.audibleabssync.routes.ShippedRoutes.Shipped;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a user's route files differ from the shipped ones, as a unified diff. */
public final class RouteDifferences {

    private static final int CONTEXT = 3;
    private static final String ENDING = ".camel.yaml";

    private RouteDifferences() {}

    /**
     * All differences, or those of one file.
     *
     * @param texts the user's files
     * @param only the name of one file, with or without its ending; empty for all
     * @return lines; none when nothing differs
     */
    public static List<String> list(RouteTexts texts, Optional<String> only) {
        Map<String, Path> mine = mine(texts);
        List<String> lines = new ArrayList<>();
        for (String name : names(texts)) {
            if (only.isPresent() && !name.equals(only.map(RouteDifferences::whole).get())) {
                continue;
            }
            Path file = mine.get(name);
            Optional<Shipped> shipped = ShippedRoutes.find(name);
            if (file == null) {
                shipped.ifPresent(
                        lost ->
                                lines.add(
                                        RouteWords.ONLY_SHIPPED.with(lost.name(), lost.version())));
            } else if (shipped.isEmpty()) {
                lines.add(RouteWords.ONLY_YOURS.with(file));
            } else {
                lines.addAll(of(shipped.get(), file, texts.files().getOrDefault(file, "")));
            }
        }
        return lines;
    }

    /** The names of all files, the user's and the shipped ones. */
    public static SortedSet<String> names(RouteTexts texts) {
        SortedSet<String> names = new TreeSet<>(mine(texts).keySet());
        ShippedRoutes.list().forEach(shipped -> names.add(shipped.name()));
        return names;
    }

    /** Whether there is a file of a name, with or without its ending. */
    public static boolean knows(RouteTexts texts, String name) {
        return names(texts).contains(whole(name));
    }

    private static String whole(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.endsWith(ENDING) ? last : last + ENDING;
    }

    private static Map<String, Path> mine(RouteTexts texts) {
        Map<String, Path> mine = new TreeMap<>();
        texts.files().keySet().forEach(file -> mine.put(String.valueOf(file.getFileName()), file));
        return mine;
    }

    private static List<String> of(Shipped shipped, Path file, String text) {
        List<String> before = shipped.text().lines().toList();
        List<String> after = text.lines().toList();
        OptionalInt version = ShippedRoutes.versionOf(text);
        return UnifiedDiffUtils.generateUnifiedDiff(
                RouteWords.SHIPPED_NAME.with(shipped.name(), shipped.version()),
                RouteWords.YOUR_NAME.with(
                        file,
                        version.isPresent()
                                ? "version " + version.getAsInt()
                                : "without a version"),
                before,
                DiffUtils.diff(before, after),
                CONTEXT);
    }
}
