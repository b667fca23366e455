package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.audibleabssync.ReadmeCommands;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.state.StateCopies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every command of the README: executed here, executed by another test or by CI, or listed as not run. Whoever adds a command to
 * the README puts it into one of the three lists.
 */
final class ReadmeCommandsTest {

    /** For the program itself: what stands in the README, and what is executed here for it, in this order, beside a daemon. */
    private static final Map<String, String> RUN_HERE = new LinkedHashMap<>();

    static {
        RUN_HERE.put("audible-abs-sync --help", "--help");
        RUN_HERE.put("audible-abs-sync holds", "holds");
        RUN_HERE.put("docker compose run --rm audible-abs-sync holds", "holds");
        RUN_HERE.put("audible-abs-sync why BOOK", "why BOOK");
        RUN_HERE.put("audible-abs-sync plan", "plan");
        RUN_HERE.put("audible-abs-sync confirm BOOK", "confirm BOOK");
        RUN_HERE.put("audible-abs-sync history BOOK", "history BOOK");
        RUN_HERE.put("audible-abs-sync undo BOOK", "undo BOOK");
        RUN_HERE.put("audible-abs-sync undo BOOK [--to TIME]", "undo BOOK --to 2h");
        RUN_HERE.put("audible-abs-sync keep audible BOOK", "keep audible BOOK");
        RUN_HERE.put("audible-abs-sync keep abs BOOK", "keep abs BOOK");
        RUN_HERE.put("audible-abs-sync keep audible copper signal", "keep audible BOOK");
        RUN_HERE.put(
                "audible-abs-sync policy BOOK [--conflict WHO] [--edition HOW]",
                "policy BOOK --conflict abs --edition same");
        RUN_HERE.put("audible-abs-sync pause [BOOK]", "pause BOOK");
        RUN_HERE.put("audible-abs-sync resume [BOOK]", "resume BOOK");
        RUN_HERE.put("audible-abs-sync resume BOOK", "resume BOOK");
        RUN_HERE.put("audible-abs-sync apply", "apply");
        RUN_HERE.put("audible-abs-sync sync --now", "sync --now");
        RUN_HERE.put("audible-abs-sync healthcheck", "healthcheck");
        RUN_HERE.put("docker compose run --rm audible-abs-sync restore", "restore");
    }

    /** Lines for the shell that need nothing but a folder, or the daemon's port. */
    private static final List<String> RUN_BY_A_SHELL =
            List.of(
                    "mkdir data",
                    "cp .env.example .env",
                    "export AUDIBLE_AUTH_JSON_PATH=audible_session.json",
                    "curl -s -H \"X-Token: $HTTP_SERVER_TOKEN\" http://127.0.0.1:8080/status",
                    "curl -s http://127.0.0.1:8080/healthz",
                    "curl -s http://127.0.0.1:8080/metrics | grep ^sync_");

    /** What another test, or CI, executes. */
    private static final Map<String, String> RUN_ELSEWHERE =
            Map.ofEntries(
                    Map.entry(
                            "mvn -q compile exec:exec@demo",
                            "io.github.audibleabssync.cli.DemoTest#tellsItsStoryAndEndsWithEveryPlaceAccountedFor"),
                    Map.entry("mvn -B verify", ".ci/run"),
                    Map.entry("mvn -q -DskipTests package", "Dockerfile"),
                    Map.entry(
                            "audible-abs-sync login",
                            "io.github.audibleabssync.cli.account.LoginTest#aNewUserIsSignedInAndToldWhatComesNext"),
                    Map.entry(
                            "docker compose run --rm audible-abs-sync login --locale us",
                            "io.github.audibleabssync.cli.account.LoginTest#theShopIsThatOfTheOptionThenThatOfTheSettings"),
                    Map.entry(
                            "target/audible-abs-sync/bin/audible-abs-sync login",
                            "io.github.audibleabssync.daemon.DistributionIT#anyUserWillDoWhereTheFolderIsWritableAndElseIsToldWhichChownMendsIt"),
                    Map.entry(
                            "ABS_BASE_URL=https://abs.example.org ABS_TOKEN=… STATE_PATH=state.db"
                                    + " target/audible-abs-sync/bin/audible-abs-sync",
                            "io.github.audibleabssync.daemon.DistributionIT#theEndpointsAnswerFromTheEntryPoint"),
                    Map.entry(
                            "docker compose run --rm audible-abs-sync restore 2026-11-21",
                            "io.github.audibleabssync.daemon.DamagedStateTest#theCommandThatTheRefusalNamesPutsTheCopyBackAndNoPlaceIsLost"),
                    Map.entry(
                            "docker compose run --rm audible-abs-sync check",
                            "io.github.audibleabssync.daemon.FirstSignInTest#aNewUserSignsInChecksRunsAndSeesAMoveArriveAndSignsOut"),
                    Map.entry(
                            "audible-abs-sync check --routes",
                            "io.github.audibleabssync.cli.routes.RouteCommandsTest#checkSaysThatTheRoutesCanBeRunAndLeavesNothing"),
                    Map.entry(
                            "audible-abs-sync routes diff",
                            "io.github.audibleabssync.cli.routes.RouteCommandsTest#diffShowsLinesVersionsAndFilesThatOnlyOneSideHas"),
                    Map.entry(
                            "audible-abs-sync routes diff [FILE]",
                            "io.github.audibleabssync.cli.routes.RouteCommandsTest#diffOfOneFileShowsOnlyThat"));

    /** Not run: they need a container engine. What follows the name of the service is executed as above. */
    private static final Set<String> NOT_RUN =
            Set.of(
                    "docker compose build",
                    "docker compose up -d",
                    "docker compose logs -f audible-abs-sync",
                    "docker compose logs audible-abs-sync",
                    "docker compose stop audible-abs-sync",
                    "docker compose start audible-abs-sync");

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir Path folder;

    @Test
    void everyCommandOfTheReadmeIsExecutedSomewhereOrListedAsNotRun() throws IOException {
        Set<String> accounted = new LinkedHashSet<>(RUN_HERE.keySet());
        accounted.addAll(RUN_BY_A_SHELL);
        accounted.addAll(RUN_ELSEWHERE.keySet());
        accounted.addAll(NOT_RUN);

        assertThat(ReadmeCommands.list())
                .as("put a new command of the README into one of the lists of this test")
                .containsExactlyInAnyOrderElementsOf(accounted);
        assertThat(NOT_RUN).allMatch(command -> command.startsWith("docker compose "));
    }

    @Test
    void whatIsExecutedElsewhereIsThere() throws Exception {
        for (Map.Entry<String, String> command : RUN_ELSEWHERE.entrySet()) {
            assertThat(isThere(command.getKey(), command.getValue())).as("%s", command).isTrue();
        }
    }

    private static boolean isThere(String command, String where)
            throws IOException, ClassNotFoundException {
        int method = where.indexOf('#');
        if (method < 0) {
            return Files.readString(Path.of(where)).replace(" -B -q ", " -q ").contains(command);
        }
        return Arrays.stream(Class.forName(where.substring(0, method)).getDeclaredMethods())
                .filter(one -> one.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .anyMatch(where.substring(method + 1)::equals);
    }

    @Test
    void theCommandsOfTheProgramDoWhatTheySayBesideADaemon() throws IOException {
        try (PracticeHome home = new PracticeHome(folder)) {
            // given: a book that jumped back and waits, and a copy of the state
            PracticeBook book = home.books(2).getFirst();
            home.start();
            home.awaitAgreements(List.of(book));
            home.await("a copy", SOON, () -> !StateCopies.list(home.state()).isEmpty());
            home.audible.prepare(book.asin(), new Place(Duration.ofMinutes(10)), Instant.now());
            home.awaitState(
                    "a hold",
                    SOON,
                    store ->
                            Optional.ofNullable(store.listBooks().get(BookKey.of(book.asin())))
                                    .flatMap(state -> state.last())
                                    .filter(last -> last.outcome() == Outcome.HOLD)
                                    .isPresent());

            for (Map.Entry<String, String> command : RUN_HERE.entrySet()) {
                // when
                List<String> arguments = new ArrayList<>();
                for (String word : command.getValue().split(" ", -1)) {
                    arguments.add(word.equals("BOOK") ? book.asin().value() : word);
                }
                Path place = Files.createTempDirectory(folder, "command-");
                try (DaemonProcess process =
                        DaemonProcess.command(place, home.environment, arguments)) {
                    int code = process.awaitEnd(SOON);

                    // then: done, noted, or refused for a reason; never misunderstood
                    assertThat(code).as("%s: %s", command.getKey(), process.output()).isIn(0, 3, 4);
                    assertThat(process.output())
                            .as(command.getKey())
                            .isNotBlank()
                            .doesNotContain("Exception", "\tat ");
                }
            }
        }
    }

    @Test
    void theLinesForTheShellWorkAsTheyStandThere() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl");
        try (PracticeHome home = new PracticeHome(folder)) {
            Files.copy(Path.of(".env.example"), folder.resolve(".env.example"));
            home.withHttpServer().with("HTTP_SERVER_TOKEN", "a-token-of-the-test");
            List<PracticeBook> books = home.books(1);
            home.start();
            home.awaitAgreements(books);
            home.awaitCycles(2);

            for (String line : RUN_BY_A_SHELL) {
                String here =
                        line.replace(
                                "8080", String.valueOf(home.environment.get("HTTP_SERVER_PORT")));
                ProcessBuilder shell =
                        new ProcessBuilder("sh", "-ec", here)
                                .directory(folder.toFile())
                                .redirectErrorStream(true);
                shell.environment().put("HTTP_SERVER_TOKEN", "a-token-of-the-test");
                Process process = shell.start();
                String said =
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(process.waitFor()).as("%s: %s", line, said).isZero();
                if (line.startsWith("curl ")) {
                    assertThat(said).as(line).isNotBlank().doesNotContain("401", "403", "error");
                }
            }

            assertThat(folder.resolve("data")).isDirectory();
            assertThat(folder.resolve(".env")).hasSameTextualContentAs(Path.of(".env.example"));
        }
    }
}
