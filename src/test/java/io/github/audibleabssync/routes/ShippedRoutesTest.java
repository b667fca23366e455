package io.github.audibleabssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.camel.EditedRoutes;
import io.github.audibleabssync.routes.ShippedRoutes.Shipped;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each shipped route file has a version of its own, which is raised with every change; and users hear when theirs is behind. */
class ShippedRoutesTest {

    private static final Path FOLDER = Path.of("routes");
    private static final Path LIST =
            Path.of("src/main/resources/io/github/audibleabssync/routes/shipped-routes.txt");
    private static final String COMMAND =
            "mvn -q test -Dtest=ShippedRoutesTest -Droutes.write=true";

    @TempDir Path folder;
    private EditedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = EditedRoutes.copyTo(folder.resolve("routes"));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** With {@code routes.write} writes the list anew; a changed file without a new version is refused all the same. */
    @Test
    void aChangedFileHasANewVersion() throws Exception {
        Map<String, Shipped> listed =
                ShippedRoutes.list().stream()
                        .collect(Collectors.toMap(Shipped::name, Function.identity()));
        List<String> lines = new ArrayList<>();
        List<String> todo = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                String text = Files.readString(file);
                int version = ShippedRoutes.versionOf(text).orElse(0);
                Optional<Shipped> known = Optional.ofNullable(listed.get(name));
                boolean changed = known.isPresent() && !known.get().sha256().equals(sha256(text));
                if (version == 0) {
                    todo.add(file + " has no line '# Version 1': add one");
                } else if (changed && version <= known.get().version()) {
                    todo.add(
                            "%s changed: raise '# Version' in it to %d"
                                    .formatted(file, known.get().version() + 1));
                }
                lines.add("%s %d %s".formatted(name, version, sha256(text)));
            }
        }
        assertThat(todo).as("do this, then run: " + COMMAND).isEmpty();
        if (Boolean.getBoolean("routes.write")) {
            Files.write(LIST, lines);
        }

        assertThat(Files.readAllLines(LIST)).as("run: " + COMMAND).isEqualTo(lines);
    }

    @Test
    void theProgramHasACopyOfEachShippedFile() throws IOException {
        for (Shipped shipped : ShippedRoutes.list()) {
            assertThat(shipped.text()).isEqualTo(Files.readString(FOLDER.resolve(shipped.name())));
        }
    }

    private Optional<String> warning() {
        return RouteVersions.warning(RouteTexts.read(routes.folder()));
    }

    @Test
    void theShippedFilesAreOfThisRelease() {
        assertThat(warning()).isEmpty();
    }

    @Test
    void anEditWithoutAnotherVersionIsNobodysBusiness() throws IOException {
        routes.edit("10-", "delay: 0", "delay: 5s");
        routes.add("99-mine.camel.yaml", "- from: {uri: direct:mine, steps: [{log: x}]}\n");

        assertThat(warning()).isEmpty();
    }

    @Test
    void filesThatAreBehindOrSayNothingOrAreNotThereAreNamedInOneLine() throws IOException {
        int now = ShippedRoutes.find("10-sync-cycle.camel.yaml").orElseThrow().version();
        routes.edit("10-", "# Version " + now, "# Version 0");
        routes.edit("20-", "# Version", "# Edition");
        Files.delete(routes.file("30-"));

        assertThat(warning())
                .contains(
                        "The route files of ROUTES_PATH are not those of this release: of another"
                                + " version: 10-sync-cycle.camel.yaml (version 0, now "
                                + now
                                + "); without a line '# Version': 20-find-books.camel.yaml; not"
                                + " there: 30-read-places.camel.yaml. 'audible-abs-sync routes"
                                + " diff' shows what to carry over");
    }
}
