package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.audibleabssync.practice.LoggedRequest;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged folder, which is what the image contains: the scripts that the Dockerfile runs, the entry point and the
 * health check, with the flags that are shipped.
 */
final class DistributionIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration QUICK = Duration.ofMillis(1500);
    private static final long MOST_KILOBYTES = 160 * 1024;

    @TempDir static Path folder;
    private static Path home = Path.of("");

    @BeforeAll
    static void makeWhatTheImageMakes() throws Exception {
        home = folder.resolve("audible-abs-sync");
        copy(Path.of(System.getProperty("distribution")), home);
        run(Map.of(), "bin/unpack-sqlite-native");
        run(Map.of(), "bin/train-aot-cache");
    }

    @Test
    void theLauncherKnowsItsVersion() throws Exception {
        assertThat(run(Map.of(), "bin/audible-abs-sync", "--version"))
                .contains("audible-abs-sync 0.1.0");
    }

    @Test
    void itHasTheRoutesOfTheRepository() throws IOException {
        assertThat(names(home.resolve("routes"))).isEqualTo(names(Path.of("routes")));
    }

    @Test
    void theFirstRequestLeavesInTimeAndTheProcessStaysSmall() throws Exception {
        List<Duration> starts = new ArrayList<>();
        long kilobytes = Long.MAX_VALUE;
        for (int attempt = 1; attempt <= 3; attempt++) {
            try (PracticeHome practice = new PracticeHome(folder.resolve("start-" + attempt))) {
                practice.withHttpServer().books(3);
                Instant begin = Instant.now();
                try (DaemonProcess daemon =
                        start(practice, Map.of("JAVA_OPTS", "-XX:AOTMode=on"))) {
                    practice.await(
                            "the first request",
                            PATIENCE,
                            () -> practice.audiobookshelf.log().total() > 0);
                    LoggedRequest first = practice.audiobookshelf.log().all().getFirst();
                    starts.add(Duration.between(begin, first.time()));
                    practice.awaitCycles(5);
                    kilobytes = Math.min(kilobytes, daemon.memory("VmRSS"));
                }
            }
        }
        System.out.printf(
                "start to first request with the AOT cache: %s; resident memory idle: %d MB%n",
                starts, kilobytes / 1024);

        assertThat(starts).anyMatch(start -> start.compareTo(QUICK) < 0);
        assertThat(kilobytes).isLessThan(MOST_KILOBYTES);
    }

    @Test
    void theHealthCheckWorksWithTheHttpServerOff() throws Exception {
        try (PracticeHome practice = new PracticeHome(folder.resolve("health"))) {
            practice.books(1);
            String state = practice.state().toString();
            assertThat(exitCode(Map.of("STATE_PATH", state), "healthcheck")).isEqualTo(1);

            try (DaemonProcess daemon = start(practice, Map.of())) {
                practice.awaitCycles(2);
                practice.await(
                        "a heartbeat",
                        PATIENCE,
                        () -> exitCode(Map.of("STATE_PATH", state), "healthcheck") == 0);
                daemon.terminate();

                assertThat(daemon.awaitEnd(Duration.ofSeconds(8))).isIn(0, 143);
            }
        }
    }

    @Test
    void itListsItsParts() throws IOException {
        assumeTrue(Files.exists(home.resolve("sbom.cdx.json")), "built without a network");
        String parts = Files.readString(home.resolve("sbom.cdx.json"));

        assertThat(names(home.resolve("lib")))
                .filteredOn(name -> name.endsWith(".jar") && !name.startsWith("audible-abs-sync"))
                .hasSizeGreaterThan(20)
                .allMatch(
                        name ->
                                parts.contains(
                                        name.replaceAll("-(\\d.*)\\.jar", "@$1?type=jar\"")));
    }

    @Test
    void anyUserWillDoWhereTheFolderIsWritableAndElseIsToldWhichChownMendsIt() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "becomes another user");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = Files.createDirectory(folder.resolve("data"));
        Map<String, String> environment =
                Map.of(
                        "STATE_PATH", data.resolve("state.db").toString(),
                        "AUDIBLE_AUTH_JSON_PATH", data.resolve("audible_session.json").toString(),
                        "ABS_BASE_URL", "http://127.0.0.1:9",
                        "ABS_TOKEN", "any",
                        "HTTP_SERVER_ENABLED", "true",
                        "HTTP_SERVER_HOST", "127.0.0.1",
                        "HTTP_SERVER_PORT", "0");
        String remedy = "Run 'sudo chown -R 12345:12346 %s'".formatted(data);

        for (String command : List.of("login", "run")) {
            Process refused = asNobody(environment, command);
            assertThat(output(refused))
                    .contains("This process is user 12345:12346, and " + data + " belongs to 0:0")
                    .containsOnlyOnce(remedy)
                    .doesNotContain("Exception");
            assertThat(refused.waitFor()).isEqualTo(command.equals("run") ? 74 : 78);
        }

        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(output(asNobody(environment, "login")))
                .contains("Open this address in a browser")
                .doesNotContain("chown");
    }

    private static Process asNobody(Map<String, String> environment, String command)
            throws IOException {
        Process process =
                process(
                        environment,
                        List.of(
                                "setpriv",
                                "--reuid=12345",
                                "--regid=12346",
                                "--clear-groups",
                                launcher().toString(),
                                command));
        process.getOutputStream().close();
        return process;
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theEndpointsAnswerFromTheEntryPoint() throws Exception {
        try (PracticeHome practice = new PracticeHome(folder.resolve("endpoints"))) {
            practice.withHttpServer().with("HTTP_SERVER_TOKEN", "a-token-of-the-test").books(1);
            try (DaemonProcess daemon = start(practice, Map.of())) {
                practice.awaitCycles(2);

                assertThat(get(practice, "/healthz", "")).startsWith("200 ").contains("\"UP\"");
                assertThat(get(practice, "/metrics", "")).contains("sync_cycle_seconds_count");
                assertThat(get(practice, "/status", "")).startsWith("401 ");
                assertThat(get(practice, "/status", "a-token-of-the-test")).contains("\"books\"");
                assertThat(daemon.isAlive()).isTrue();
            }
        }
    }

    private static String get(PracticeHome practice, String path, String token)
            throws IOException, InterruptedException {
        URI uri =
                URI.create(
                        "http://127.0.0.1:" + practice.environment.get("HTTP_SERVER_PORT") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!token.isEmpty()) {
            request.header("X-Token", token);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    private static DaemonProcess start(PracticeHome practice, Map<String, String> more) {
        Map<String, String> environment = surroundings();
        environment.putAll(practice.environment);
        environment.put("ROUTES_PATH", home.resolve("routes/*.camel.yaml").toString());
        environment.putAll(more);
        return DaemonProcess.launch(
                practice.folder, environment, List.of(launcher().toString(), "run"));
    }

    private static Path launcher() {
        return home.resolve("bin/audible-abs-sync");
    }

    private static Map<String, String> surroundings() {
        return new HashMap<>(
                Map.of(
                        "PATH", System.getenv("PATH"),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "HOME", folder.toString()));
    }

    private static int exitCode(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(List.of(arguments));
        return process(environment, command).waitFor();
    }

    private static String run(Map<String, String> environment, String script, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve(script).toString()));
        command.addAll(List.of(arguments));
        Process process = process(environment, command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).describedAs(output).isZero();
        return output;
    }

    private static Process process(Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(surroundings());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Set<String> names(Path routes) throws IOException {
        try (Stream<Path> files = Files.list(routes)) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
            return names;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        CopyOption[] asItIs = {StandardCopyOption.COPY_ATTRIBUTES};
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), asItIs);
            }
        }
    }
}
