package io.github.audibleabssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be known of the container without an engine: its files name real settings and real scripts. */
class ComposeFileTest {

    private static final Path SCRIPTS = Path.of("src/main/dist/bin");

    @Test
    void composeSetsOnlyKnownSettingsToValuesTheyTake(@TempDir Path folder) throws IOException {
        Map<String, String> environment = new HashMap<>();
        map(service().get("environment"))
                .forEach((name, value) -> environment.put(name, String.valueOf(value)));

        assertThat(environment.keySet()).isNotEmpty().isSubsetOf(Set.copyOf(SettingsTable.names()));

        environment.put("ABS_BASE_URL", "http://audiobookshelf");
        environment.put("ABS_TOKEN", "any");
        assertThat(SettingsLoader.load(environment, folder).httpServer().enabled()).isTrue();
    }

    @Test
    void composePublishesThePortOfTheServerOnThisMachineOnly() throws IOException {
        String port = defaultOf("HTTP_SERVER_PORT");

        assertThat(service().get("ports")).isEqualTo(List.of("127.0.0.1:" + port + ":" + port));
        assertThat(dockerfile()).contains("EXPOSE " + port);
    }

    @Test
    void composeKeepsTheStateAndTakesAwayEverythingElse() throws IOException {
        Map<String, Object> service = service();

        assertThat(service)
                .containsEntry("volumes", List.of("./data:/data"))
                .containsEntry("read_only", true)
                .containsEntry("tmpfs", List.of("/tmp"))
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("stop_grace_period", "15s")
                .containsEntry("env_file", List.of(Map.of("path", ".env", "required", false)));
        assertThat(List.of("STATE_PATH", "AUDIBLE_AUTH_JSON_PATH"))
                .allSatisfy(name -> assertThat(defaultOf(name)).startsWith("/data/"));
    }

    @Test
    void composeBringsTheContainerBackAfterARebootOfTheHost() throws IOException {
        assertThat(service()).containsEntry("restart", "unless-stopped");
    }

    @Test
    void theImageIsMadeOfCopiesAndOfCommandsThatRunOutsideToo() throws IOException {
        List<String> instructions = dockerfile();

        assertThat(instructions)
                .allMatch(
                        line ->
                                line.matches(
                                        "(FROM|ARG|LABEL|WORKDIR|COPY|RUN|USER|VOLUME|EXPOSE|HEALTHCHECK|ENTRYPOINT|CMD)"
                                            + " .*"));
        assertThat(instructions)
                .filteredOn(line -> line.startsWith("RUN "))
                .containsExactly(
                        "RUN mvn -B -q -DskipTests package",
                        "RUN target/audible-abs-sync/bin/unpack-sqlite-native $TARGETARCH",
                        "RUN /opt/audible-abs-sync/bin/train-aot-cache",
                        "RUN install -d -m 1777 /data");
        assertThat(List.of("audible-abs-sync", "unpack-sqlite-native", "train-aot-cache"))
                .allSatisfy(name -> assertThat(SCRIPTS.resolve(name)).isExecutable());
    }

    @Test
    void theImageRunsTheCommandLineAsAnOrdinaryUserAndChecksItsOwnHealth() throws IOException {
        assertThat(dockerfile())
                .contains(
                        "USER 1000:1000",
                        "VOLUME /data",
                        "ENTRYPOINT [\"/opt/audible-abs-sync/bin/audible-abs-sync\"]",
                        "CMD [\"run\"]")
                .anyMatch(
                        line ->
                                line.startsWith("HEALTHCHECK ")
                                        && line.endsWith(
                                                "CMD [\"/opt/audible-abs-sync/bin/audible-abs-sync\","
                                                    + " \"healthcheck\"]"));
    }

    @Test
    void theImageSaysWhatItIs() throws IOException {
        String label =
                dockerfile().stream()
                        .filter(line -> line.startsWith("LABEL "))
                        .findFirst()
                        .orElseThrow();
        Map<String, String> labels = new HashMap<>();
        Pattern.compile("org\\.opencontainers\\.image\\.([a-z.]+)=\"([^\"]*)\"")
                .matcher(label)
                .results()
                .forEach(match -> labels.put(match.group(1), match.group(2)));
        List<String> bases =
                dockerfile().stream().filter(line -> line.startsWith("FROM ")).toList();

        assertThat(labels)
                .containsOnlyKeys(
                        "title",
                        "description",
                        "version",
                        "revision",
                        "created",
                        "source",
                        "documentation",
                        "licenses",
                        "base.name")
                .containsEntry("version", ofPom("version"))
                .containsEntry("title", ofPom("name"))
                .containsEntry("description", ofPom("description"))
                .containsEntry("revision", "${REVISION}")
                .containsEntry("created", "${CREATED}")
                .containsEntry("source", "${SOURCE}");
        assertThat(bases.getLast()).isEqualTo("FROM " + labels.get("base.name"));
        assertThat(service()).containsEntry("image", "audible-abs-sync:" + ofPom("version"));
    }

    /** Only the last stage is made for each platform, so nothing before it may depend on one. */
    @Test
    void theJarsAreBuiltOnceForAllPlatforms() throws IOException {
        List<String> lines = dockerfile();

        assertThat(lines.getFirst()).startsWith("FROM --platform=$BUILDPLATFORM maven:");
        assertThat(lines)
                .containsSubsequence(
                        "RUN mvn -B -q -DskipTests package",
                        "ARG TARGETARCH",
                        "RUN target/audible-abs-sync/bin/unpack-sqlite-native $TARGETARCH",
                        "FROM eclipse-temurin:25-jre",
                        "RUN /opt/audible-abs-sync/bin/train-aot-cache");
    }

    @Test
    void composeNeedsNoNumbersOfUsers() throws IOException {
        assertThat(service()).doesNotContainKey("user");
        assertThat(Files.readString(Path.of("docker-compose.yml"))).doesNotContain("PUID");
    }

    private static String ofPom(String element) throws IOException {
        Matcher found =
                Pattern.compile("(?m)^  <%1$s>(.*)</%1$s>$".formatted(element))
                        .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void theBuildContextHasEverythingThatIsCopied() throws IOException {
        List<String> kept = Files.readAllLines(Path.of(".dockerignore"));

        assertThat(dockerfile())
                .filteredOn(line -> line.startsWith("COPY ") && !line.startsWith("COPY --from"))
                .flatExtracting(
                        line -> List.of(line.split(" ")).subList(1, line.split(" ").length - 1))
                .isNotEmpty()
                .allMatch(source -> kept.stream().anyMatch(line -> line.startsWith("!" + source)));
    }

    private static String defaultOf(String name) {
        return SettingsTable.settings().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .flatMap(Setting::defaultValue)
                .orElseThrow();
    }

    private static List<String> dockerfile() throws IOException {
        return Files.readString(Path.of("Dockerfile"))
                .replaceAll("\\\\\\n\\s*", "")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static Map<String, Object> service() throws IOException {
        Object document =
                new Load(LoadSettings.builder().build())
                        .loadFromString(Files.readString(Path.of("docker-compose.yml")));
        Map<String, Object> services = map(map(document).get("services"));
        assertThat(services).containsOnlyKeys("audible-abs-sync");
        return map(services.get("audible-abs-sync"));
    }

    private static Map<String, Object> map(@Nullable Object value) {
        return assertThat(value)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .actual();
    }
}
