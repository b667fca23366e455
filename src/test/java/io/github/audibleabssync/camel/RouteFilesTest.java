package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.audibleabssync.Daemon;
import io.github.audibleabssync.practice.PracticeAccount;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.StateFile;

import org.apache.camel.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Routes that cannot be run stop the start with a message that says which file or route, and what to do. */
@Timeout(60)
class RouteFilesTest {

    private static final Path SHIPPED = Path.of("routes").toAbsolutePath();

    @TempDir Path folder;
    private Path routes;

    @BeforeEach
    void copyTheShippedRoutes() throws IOException {
        routes = Files.createDirectory(folder.resolve("routes"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SHIPPED, "*.camel.yaml")) {
            for (Path file : files) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
    }

    private void start() throws Exception {
        try (PracticeAudible audible = new PracticeAudible()) {
            Path session = PracticeAccount.write(folder.resolve("session.json"), audible.session());
            Map<String, String> environment =
                    Map.of(
                            "ABS_BASE_URL",
                            "http://127.0.0.1:9",
                            "ABS_TOKEN",
                            "none",
                            "AUDIBLE_API_URL",
                            "http://127.0.0.1:9",
                            "AUDIBLE_AUTH_JSON_PATH",
                            session.toString(),
                            "STATE_PATH",
                            folder.resolve("state.db").toString(),
                            "ROUTES_PATH",
                            routes.resolve("*.camel.yaml").toString());
            Settings settings = SettingsLoader.load(environment, folder);
            try (StateFile state =
                    StateFile.open(settings.daemon().statePath(), Clock.systemUTC(), "test")) {
                new Daemon(settings, environment, Clock.systemUTC()).run(state);
            }
        }
    }

    private void replace(String file, String what, String with) throws IOException {
        Path path = routes.resolve(file + ".camel.yaml");
        String before = Files.readString(path);
        assertThat(before).contains(what);
        Files.writeString(path, before.replace(what, with));
    }

    @Test
    void anEmptyFolderStopsTheStart() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(routes)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }

        assertThatThrownBy(this::start)
                .isInstanceOf(RoutesProblem.class)
                .hasMessageContaining("There are no routes at ROUTES_PATH")
                .hasMessageContaining(routes.toString())
                .hasMessageContaining("put the shipped ones back");
    }

    @Test
    void aFolderMeansTheRoutesInIt() {
        assertThat(RouteFiles.list(routes))
                .hasSameSizeAs(RouteFiles.list(routes.resolve("*.camel.yaml")));
    }

    @Test
    void aFolderThatIsNotThereStopsTheStart() {
        routes = folder.resolve("nowhere");

        assertThatThrownBy(this::start)
                .isInstanceOf(RoutesProblem.class)
                .hasMessageContaining("There are no routes at ROUTES_PATH");
    }

    @Test
    void aDirectThatLeadsNowhereStopsTheStartAndNamesRouteAndAddress() throws IOException {
        replace("40-sync-book", "to: direct:learn-chapters", "to: direct:learn-chapter");

        assertThatThrownBy(this::start)
                .isInstanceOf(RoutesProblem.class)
                .hasMessageContaining("route 'sync-book'")
                .hasMessageContaining("direct:learn-chapter'")
                .hasMessageContaining("put the shipped ones back");
    }

    @Test
    void aMissingRequiredRouteStopsTheStartAndIsNamed() throws IOException {
        Files.delete(routes.resolve("55-confirm-writes.camel.yaml"));

        assertThatThrownBy(this::start)
                .isInstanceOf(RoutesProblem.class)
                .hasMessageContaining("route 'confirm-writes' is missing");
    }

    @Test
    void allThatDoesNotFitIsSaidAtOnce() throws IOException {
        replace("40-sync-book", "to: direct:learn-chapters", "to: direct:learn-chapter");
        Files.delete(routes.resolve("55-confirm-writes.camel.yaml"));

        assertThatThrownBy(this::start)
                .isInstanceOf(RoutesProblem.class)
                .hasMessageContaining("direct:learn-chapter'")
                .hasMessageContaining("direct:confirm-writes'")
                .hasMessageContaining("route 'confirm-writes' is missing");
    }

    @Test
    void badYAMLStopsTheStartAndNamesFileAndLine() throws IOException {
        replace("60-remember", "      uri: direct:remember-write", "    uri: : direct");

        assertThatThrownBy(this::start)
                .isInstanceOf(RoutesProblem.class)
                .hasMessageContaining("60-remember.camel.yaml")
                .hasMessageContaining("line ")
                .hasMessageContaining("put the shipped one back");
    }

    @Test
    void anUnknownStepStopsTheStartAndIsNamed() throws IOException {
        replace("40-sync-book", "        - filter:\n", "        - philter:\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(RoutesProblem.class)
                .hasMessageContaining("philter")
                .hasMessageContaining("40-sync-book.camel.yaml");
    }

    @Test
    void aBeanThatIsNotThereStopsTheStartAndIsNamed() throws IOException {
        replace("60-remember", "ref: memory", "ref: memories");

        assertThatThrownBy(this::start)
                .isInstanceOf(RoutesProblem.class)
                .hasMessageContaining("memories")
                .hasMessageContaining("remember-cycle");
    }

    @Test
    void theShippedRoutesFitTogetherAndEveryRequiredOneIsAmongThem() throws Exception {
        try (Rig rig = new Rig(folder).start()) {
            assertThat(rig.context().getRoutes())
                    .extracting(Route::getRouteId)
                    .containsAll(RouteFiles.requiredRoutes());
        }
    }

    @Test
    void everyShippedRouteHasAnIdThatIsItsAddressAndADescription() throws Exception {
        try (Rig rig = new Rig(folder).start()) {
            assertThat(rig.context().getRoutes())
                    .filteredOn(route -> route.getEndpoint().getEndpointUri().startsWith("direct"))
                    .allSatisfy(
                            route ->
                                    assertThat(route.getEndpoint().getEndpointUri())
                                            .isEqualTo("direct://" + route.getRouteId()))
                    .filteredOn(route -> !route.getRouteId().equals("report-cycle"))
                    .allSatisfy(route -> assertThat(route.getDescription()).isNotBlank());
        }
    }
}
