package io.github.audibleabssync.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the launcher makes of its surroundings, seen by a stand-in for Java that prints how it was called. */
class LauncherTest {

    @TempDir private Path folder;
    private Path home;
    private Path java;

    @BeforeEach
    void makeADistributionAndAJava() throws IOException {
        folder = folder.toRealPath();
        home = Files.createDirectories(folder.resolve("the distribution"));
        for (String name : List.of("bin/audible-abs-sync", "lib/jvm.options")) {
            Files.createDirectories(home.resolve(name).getParent());
            Files.copy(Path.of("src/main/dist").resolve(name), home.resolve(name));
        }
        for (String jar : List.of("b.jar", "B.jar", "a.jar")) {
            Files.createFile(home.resolve("lib").resolve(jar));
        }
        java = makeJava("java-25", "25.0.3");
    }

    @Test
    void runsTheDaemonWithTheFlagsOfTheFileAndTheJarsInAFixedOrder() throws Exception {
        assertThat(launch(Map.of()))
                .containsExactly(
                        "from java-25",
                        "routes " + home + "/routes/*.camel.yaml",
                        "@" + home + "/lib/jvm.options",
                        "-cp",
                        home + "/lib/B.jar:" + home + "/lib/a.jar:" + home + "/lib/b.jar",
                        "io.github.audibleabssync.App",
                        "run");
    }

    @Test
    void handsArgumentsOnAsTheyAre() throws Exception {
        assertThat(launch(Map.of(), "why", "a title", "*")).endsWith("why", "a title", "*");
    }

    @Test
    void usesTheCacheAndTheNativeLibraryWhenTheyAreThere() throws Exception {
        Files.createFile(home.resolve("lib/app.aot"));
        Files.createDirectory(home.resolve("lib/native"));

        assertThat(launch(Map.of("TMPDIR", "/scratch", "JAVA_OPTS", "-Xmx99m -Da=b")))
                .containsSubsequence(
                        "@" + home + "/lib/jvm.options",
                        "-Djava.io.tmpdir=/scratch",
                        "-Dorg.sqlite.lib.path=" + home + "/lib/native",
                        "-XX:AOTCache=" + home + "/lib/app.aot",
                        "-Xmx99m",
                        "-Da=b",
                        "-cp");
    }

    @Test
    void trainingWritesTheCacheInsteadOfUsingIt() throws Exception {
        Files.createFile(home.resolve("lib/app.aot"));

        assertThat(launch(Map.of("AOT_CACHE_OUTPUT", "/new.aot")))
                .contains("-XX:AOTCacheOutput=/new.aot")
                .noneMatch(argument -> argument.startsWith("-XX:AOTCache="));
    }

    @Test
    void keepsTheUsersRoutes() throws Exception {
        assertThat(launch(Map.of("ROUTES_PATH", "/mine/*.yaml"))).contains("routes /mine/*.yaml");
    }

    @Test
    void passesOverAJavaThatIsTooOld() throws Exception {
        Path old = makeJava("java-17", "17.0.15");
        String path = java.resolve("bin") + ":" + System.getenv("PATH");

        assertThat(launch(Map.of("JAVA_HOME", old.toString(), "PATH", path)))
                .startsWith("from java-25");
    }

    @Test
    void followsSymbolicLinksToItselfAndToJava() throws Exception {
        Path links = Files.createDirectory(folder.resolve("links"));
        Path inner =
                Files.createSymbolicLink(
                        links.resolve("inner"), home.resolve("bin/audible-abs-sync"));
        Files.createSymbolicLink(links.resolve("outer"), inner.getFileName());
        Files.createSymbolicLink(links.resolve("java"), java.resolve("bin/java"));
        String path = links + ":" + System.getenv("PATH");

        assertThat(call(links.resolve("outer"), Map.of("JAVA_HOME", "", "PATH", path)))
                .startsWith("from java-25", "routes " + home + "/routes/*.camel.yaml");
    }

    private Path makeJava(String name, String version) throws IOException {
        Path root = folder.resolve(name);
        Path program = root.resolve("bin/java");
        Files.createDirectories(program.getParent());
        Files.writeString(root.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(
                program,
                """
                #!/bin/sh
                echo "from %s"
                echo "routes $ROUTES_PATH"
                printf '%%s\\n' "$@"
                """
                        .formatted(name));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return root;
    }

    private List<String> launch(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return call(home.resolve("bin/audible-abs-sync"), environment, arguments);
    }

    private List<String> call(Path program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", program.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("TMPDIR", "JAVA_OPTS", "ROUTES_PATH"));
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
