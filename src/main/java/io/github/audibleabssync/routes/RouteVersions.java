package io.github.audibleabssync.routes;

import io.github.audibleabssync.routes.ShippedRoutes.Shipped;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Which of a user's route files are not of this release. */
public final class RouteVersions {

    private RouteVersions() {}

    /** One sentence for the log; empty when all shipped files are there, in this release's version. */
    public static Optional<String> warning(RouteTexts texts) {
        Map<String, String> mine =
                texts.files().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        file -> String.valueOf(file.getKey().getFileName()),
                                        Map.Entry::getValue));
        List<String> behind = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Shipped shipped : ShippedRoutes.list()) {
            String text = mine.get(shipped.name());
            if (text == null) {
                missing.add(shipped.name());
                continue;
            }
            OptionalInt version = ShippedRoutes.versionOf(text);
            if (version.isEmpty()) {
                unknown.add(shipped.name());
            } else if (version.getAsInt() != shipped.version()) {
                behind.add(
                        RouteWords.OTHER_VERSION.with(
                                shipped.name(), version.getAsInt(), shipped.version()));
            }
        }
        List<String> parts = new ArrayList<>();
        part(RouteWords.BEHIND, behind, parts);
        part(RouteWords.UNKNOWN_VERSION, unknown, parts);
        part(RouteWords.NOT_THERE, missing, parts);
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(RouteWords.NOT_THIS_RELEASE.with(String.join("; ", parts)));
    }

    private static void part(RouteWords words, List<String> names, List<String> parts) {
        if (!names.isEmpty()) {
            parts.add(words.with(String.join(", ", names)));
        }
    }
}
