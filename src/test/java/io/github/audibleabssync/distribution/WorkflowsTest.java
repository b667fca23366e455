package io.github.audibleabssync.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the workflow files would do: they are read, and the script that chooses the names of an image is run. */
class WorkflowsTest {

    private static final String VERSION = "0.1.0";

    @TempDir private Path folder;

    @Test
    void everyPushGoesThroughTheOneGateOnTheOldJavaThatMavenMayHave() throws IOException {
        Map<String, Object> workflow = read("verify.yml");

        assertThat(map(workflow.get("on"))).containsOnlyKeys("push", "pull_request");
        List<Map<String, Object>> steps = steps(workflow, "verify");
        assertThat(steps).extracting(step -> step.get("run")).contains(".ci/run");
        assertThat(map(step(steps, "Install the JDKs").get("with")))
                .containsEntry("java-version", "25\n17\n");
    }

    @Test
    void aTagIsReleasedOnlyAfterTheGate() throws IOException {
        Map<String, Object> workflow = read("release.yml");

        assertThat(workflow.get("on")).isEqualTo(Map.of("push", Map.of("tags", List.of("v*"))));
        assertThat(steps(workflow, "verify"))
                .extracting(step -> step.get("run"))
                .contains("mvn -B verify");
        assertThat(job(workflow, "image")).containsEntry("needs", "verify");
    }

    @Test
    void theImageIsForBothPlatformsAndTellsItsPartsAndItsOrigin() throws IOException {
        Map<String, Object> with =
                map(
                        step(steps(read("release.yml"), "image"), "Build and push the image")
                                .get("with"));

        assertThat(with)
                .containsEntry("platforms", "linux/amd64,linux/arm64")
                .containsEntry("push", true)
                .containsEntry("sbom", true)
                .containsEntry("provenance", "mode=max");
        List<String> given =
                String.valueOf(with.get("build-args"))
                        .lines()
                        .map(line -> "ARG " + line.substring(0, line.indexOf('=')))
                        .toList();
        assertThat(Files.readAllLines(Path.of("Dockerfile"))).containsAll(given);
        assertThat(given).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify.yml", "release.yml"})
    void nothingNamesARegistryAndEveryActionHasAVersion(String file) throws IOException {
        String text = Files.readString(Path.of(".github/workflows", file));

        assertThat(text).doesNotContain("ghcr", "docker.io", "quay");
        assertThat(text.lines().filter(line -> line.contains("uses:")))
                .isNotEmpty()
                .allMatch(line -> line.strip().matches("uses: (actions|docker)/[a-z-]+@v\\d+"));
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.org/me/sync, registry=registry.example.org",
        "localhost:5000/sync, registry=localhost:5000",
        "me/sync, ''",
    })
    void theNamesFollowFromTheVariableAndTheVersion(String repository, String registry)
            throws Exception {
        Result result = chooseNames(repository, "v" + VERSION);

        assertThat(result.code()).as(result.said()).isZero();
        assertThat(result.outputs())
                .isEqualTo(
                        (registry.isEmpty() ? "" : registry + "\n")
                                + "tags<<END\n%1$s:0.1.0\n%1$s:latest\nEND\n"
                                        .formatted(repository));
    }

    @Test
    void aReleaseWithoutARegistryFailsAndSaysWhichVariableToSet() throws Exception {
        Result result = chooseNames("", "v" + VERSION);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.said()).startsWith("::error::The variable IMAGE_REPOSITORY is not set");
    }

    @Test
    void aTagThatIsNotTheVersionFailsBeforeAnythingIsBuilt() throws Exception {
        Result result = chooseNames("registry.example.org/me/sync", "v9.9.9");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.said())
                .contains("The tag is v9.9.9, and pom.xml says version " + VERSION);
    }

    private record Result(int code, String said, String outputs) {}

    private Result chooseNames(String repository, String tag) throws Exception {
        Map<String, Object> step = step(steps(read("release.yml"), "verify"), "Choose the names");
        assertThat(map(step.get("env"))).containsOnlyKeys("IMAGE_REPOSITORY", "TAG");
        Path outputs = Files.createFile(folder.resolve("outputs"));
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-e", "-c", String.valueOf(step.get("run")))
                        .redirectErrorStream(true);
        builder.environment().put("IMAGE_REPOSITORY", repository);
        builder.environment().put("TAG", tag);
        builder.environment().put("GITHUB_OUTPUT", outputs.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), said, Files.readString(outputs));
    }

    private static List<Map<String, Object>> steps(Map<String, Object> workflow, String job) {
        return assertThat(job(workflow, job).get("steps"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .actual()
                .stream()
                .map(WorkflowsTest::map)
                .toList();
    }

    private static Map<String, Object> job(Map<String, Object> workflow, String job) {
        return map(map(workflow.get("jobs")).get(job));
    }

    private static Map<String, Object> step(List<Map<String, Object>> steps, String name) {
        return steps.stream()
                .filter(step -> name.equals(step.get("name")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> read(String file) throws IOException {
        return map(
                new Load(LoadSettings.builder().build())
                        .loadFromString(Files.readString(Path.of(".github/workflows", file))));
    }

    private static Map<String, Object> map(@Nullable Object value) {
        return assertThat(value)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .actual();
    }
}
