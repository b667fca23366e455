package io.github.audibleabssync.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.audibleabssync.Daemon;
import io.github.audibleabssync.cli.Child;
import io.github.audibleabssync.cli.Console;
import io.github.audibleabssync.cli.DaemonThread;
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeLibrary;
import io.github.audibleabssync.practice.PracticeListener;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.StateFile;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The commands on running data, beside a daemon at work between the practice servers. */
class AskTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration START = Duration.ofHours(5);
    private static final Duration BACK = Duration.ofHours(1);

    @TempDir private Path folder;
    private final PracticeAudible audible = new PracticeAudible();
    private final PracticeAudiobookshelf audiobookshelf = new PracticeAudiobookshelf();
    private final PracticeLibrary library = new PracticeLibrary(audible, audiobookshelf);
    private final Map<String, String> environment = new HashMap<>();
    private Console console = new Console(Map.of(), Path.of(""), CLOCK);

    @BeforeEach
    void start() throws IOException {
        audible.start();
        audiobookshelf.start();
        environment.putAll(
                Map.of(
                        "ABS_BASE_URL", audiobookshelf.url(),
                        "ABS_TOKEN", PracticeAudiobookshelf.TOKEN,
                        "AUDIBLE_API_URL", audible.url(),
                        "AUDIBLE_AUTH_URL", audible.url(),
                        "AUDIBLE_AUTH_JSON_PATH",
                                Files.writeString(folder.resolve("session.json"), audible.session())
                                        .toString(),
                        "STATE_PATH", state().toString(),
                        "ROUTES_PATH", Path.of("routes/*.camel.yaml").toAbsolutePath().toString(),
                        "SYNC_INTERVAL_SECONDS", "1",
                        "SYNC_COOLDOWN_SECONDS", "1"));
    }

    @AfterEach
    void stop() {
        audible.close();
        audiobookshelf.close();
    }

    private Path state() {
        return folder.resolve("state.db");
    }

    /** A daemon in this process, until it is closed. */
    private final class Running implements AutoCloseable {
        private final StateFile file = StateFile.open(state(), CLOCK, "test");
        private final DaemonThread thread =
                new DaemonThread(
                        new Daemon(SettingsLoader.load(environment, folder), Map.of(), CLOCK),
                        file);

        private void await(PracticeBook book, Predicate<BookState> state) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(
                            () -> {
                                thread.throwProblem();
                                return Optional.ofNullable(
                                                file.store()
                                                        .listBooks()
                                                        .get(BookKey.of(book.asin())))
                                        .filter(state)
                                        .isPresent();
                            });
        }

        @Override
        public void close() {
            thread.close();
            file.close();
        }
    }

    /** A command line that knows nothing but where the state is. */
    private String run(ExitCode code, String... arguments) {
        return run(Map.of("STATE_PATH", state().toString()), code, arguments);
    }

    private String run(Map<String, String> settings, ExitCode code, String... arguments) {
        console = new Console(settings, folder, CLOCK);
        assertThat(console.execute(arguments)).as(console.err() + console.out()).isEqualTo(code);
        assertThat(console.err()).doesNotContain("\tat ", "Exception");
        return console.out();
    }

    private String refused(ExitCode code, String... arguments) {
        assertThat(run(code, arguments)).isEmpty();
        return console.err();
    }

    private JsonNode json(String... arguments) throws IOException {
        return new ObjectMapper().readTree(run(ExitCode.OK, arguments));
    }

    private PracticeBook bookAt(Duration place) {
        PracticeBook book = library.book(Duration.ofHours(10));
        var then = CLOCK.instant().minus(Duration.ofDays(3));
        audible.prepare(book.asin(), new Place(place), then);
        audiobookshelf.prepare(book.itemId(), new Place(place), then);
        return book;
    }

    /** Lets a book jump back on Audible, which nobody confirms. */
    private void jumpBack(Running daemon, PracticeBook book) {
        daemon.await(book, state -> state.agreement().isPresent());
        audible.prepare(book.asin(), new Place(BACK), CLOCK.instant());
        daemon.await(
                book,
                state ->
                        state.last()
                                .filter(last -> last.reason() == Reason.REWIND_UNCONFIRMED)
                                .isPresent());
    }

    private Duration onAudiobookshelf(PracticeBook book) {
        return new PracticeListener(audible, audiobookshelf)
                .placeOnAudiobookshelf(book.itemId())
                .orElseThrow()
                .fromStart();
    }

    @Test
    void aBookThatWaitsIsListedExplainedDecidedAndItsHistoryToldAndTakenBack() throws Exception {
        PracticeBook book = bookAt(START);
        try (Running daemon = new Running()) {
            jumpBack(daemon, book);
            String asin = book.asin().toString();

            assertThat(run(ExitCode.OK, "holds"))
                    .contains(book.title() + " (" + asin + ")")
                    .contains("a jump back; listening on there confirms it (rule 16)")
                    .contains("Audible 1:00:00, Audiobookshelf 5:00:00")
                    .contains("to decide it: audible-abs-sync confirm " + asin)
                    .contains("1 of 1 books wait");
            assertThat(json("holds", "--json").at("/held/0/reason").asText())
                    .isEqualTo("REWIND_UNCONFIRMED");
            assertThat(run(ExitCode.OK, "why", asin))
                    .contains("Audible: 1:00:00", "Audible since then: jumped back by 4:00:00")
                    .contains("rule 16: ")
                    .contains("you say: confirm\n    -> Audiobookshelf goes to 1:00:00")
                    .contains("To decide it: audible-abs-sync confirm " + asin);
            assertThat(json("why", asin, "--json").at("/whatWouldChangeIt")).isNotEmpty();

            assertThat(run(ExitCode.OK, "confirm", book.title()))
                    .contains(book.title() + " (" + asin + ")")
                    .contains("Audible: 1:00:00, Audiobookshelf: 1:00:00");
            assertThat(onAudiobookshelf(book)).isEqualTo(BACK);
            assertThat(run(ExitCode.OK, "holds")).contains("No book waits.");
            assertThat(run(ExitCode.OK, "history", asin))
                    .contains("Audiobookshelf  5:00:00 -> 1:00:00")
                    .contains("a person chose")
                    .contains("Audible was at 1:00:00 then")
                    .doesNotContain("overtaken");
            assertThat(json("history", asin, "--json").at("/writes/0/by").asText())
                    .isEqualTo("person");

            run(ExitCode.OK, "undo", "--to", "1h", asin);
            assertThat(onAudiobookshelf(book)).isEqualTo(START);
            assertThat(run(ExitCode.OK, "history", asin)).contains("a person took writes back");
        }
        assertThat(run(ExitCode.OK, "history", library(0)))
                .as("without a daemon")
                .contains("5:00:00 -> 1:00:00");
    }

    private static String library(int at) {
        return PracticeLibrary.asin(at + 1).toString();
    }

    @Test
    void aSideIsKeptABookIsPausedAndResumedAndHasAPolicyOfItsOwn() throws Exception {
        PracticeBook book = bookAt(START);
        try (Running daemon = new Running()) {
            jumpBack(daemon, book);
            String asin = book.asin().toString();

            assertThat(run(ExitCode.OK, "policy", asin))
                    .contains("conflict: default", "edition: apart");
            run(ExitCode.OK, "policy", asin, "--conflict", "furthest", "--edition", "scaled");
            assertThat(run(ExitCode.OK, "policy", asin))
                    .contains("conflict: furthest", "edition: scaled");
            run(ExitCode.OK, "policy", asin, "--conflict", "default");
            assertThat(run(ExitCode.OK, "policy", asin)).contains("conflict: default");

            assertThat(run(ExitCode.OK, "pause", asin)).contains("Paused.");
            assertThat(run(ExitCode.OK, "policy", asin)).contains("paused");
            assertThat(run(ExitCode.OK, "resume", asin)).contains("Resumed.");
            assertThat(run(ExitCode.OK, "pause")).contains("nothing is written");
            assertThat(run(ExitCode.OK, "holds")).contains("All books are paused");
            assertThat(run(ExitCode.OK, "resume")).contains("Resumed");

            assertThat(run(ExitCode.OK, "sync", "--now")).contains("Asked for 1 books");
            assertThat(run(ExitCode.OK, "keep", "abs", asin))
                    .contains("Audible: 5:00:00, Audiobookshelf: 5:00:00");
            assertThat(refused(ExitCode.REFUSED, "apply")).contains("holds no book back");
            assertThat(run(ExitCode.REFUSED, "confirm", asin)).contains(asin);
            assertThat(console.err()).contains("Nothing of this book waits");
        }
    }

    @Test
    void whatNeedsTheDaemonSaysAtOnceThatNoneRunsAndWhatLooksWorks() throws Exception {
        PracticeBook book = bookAt(START);
        try (Running daemon = new Running()) {
            daemon.await(book, state -> state.agreement().isPresent());
        }
        String asin = library(0);
        for (List<String> command :
                List.of(
                        List.of("confirm", asin),
                        List.of("keep", "audible", asin),
                        List.of("undo", asin),
                        List.of("policy", asin, "--conflict", "hold"),
                        List.of("pause"),
                        List.of("resume", asin),
                        List.of("apply"),
                        List.of("sync", "--now"))) {
            assertThat(refused(ExitCode.NO_DAEMON, command.toArray(String[]::new)))
                    .as(command.getFirst())
                    .startsWith("No daemon runs on this state: " + state())
                    .contains("audible-abs-sync run")
                    .hasLineCount(1);
        }
        try (StateFile file = StateFile.open(state(), CLOCK, "test")) {
            assertThat(file.store().listOpenCommands()).isEmpty();
        }
        audible.log().clear();
        audiobookshelf.log().clear();
        assertThat(run(ExitCode.OK, "holds")).contains("No book waits.");
        assertThat(run(ExitCode.OK, "why", asin)).contains("nothing moved");
        assertThat(run(ExitCode.OK, "history", asin)).contains("Nothing was written.");
        assertThat(run(ExitCode.OK, "policy", asin)).contains("conflict: default");
        assertThat(audible.log().all()).isEmpty();
        assertThat(audiobookshelf.log().all()).isEmpty();
    }

    @Test
    void aBookThatIsNoneOrSeveralIsListed() throws Exception {
        PracticeBook one = bookAt(START);
        PracticeBook other = bookAt(START);
        try (Running daemon = new Running()) {
            daemon.await(one, state -> state.agreement().isPresent());
            daemon.await(other, state -> state.agreement().isPresent());

            assertThat(refused(ExitCode.NO_BOOK, "why", "e"))
                    .contains("fits 2 books")
                    .contains(one.asin() + "  " + one.title(), other.asin() + "  " + other.title());
            assertThat(refused(ExitCode.NO_BOOK, "confirm", "qqq"))
                    .contains("No book that both sides know is 'qqq'", "ASIN");
            assertThat(refused(ExitCode.NO_BOOK, "history", other.title() + "z"))
                    .contains("The nearest:", other.title());
            assertThat(run(ExitCode.OK, "why", other.itemId())).contains(other.title());
        }
    }

    @Test
    void aProcessOfItsOwnThatKnowsOnlyWhereTheStateIsIsHeardToo() throws Exception {
        PracticeBook book = bookAt(START);
        try (Running daemon = new Running()) {
            daemon.await(book, state -> state.agreement().isPresent());

            try (Child child =
                    Child.start(Map.of("STATE_PATH", state().toString()), "sync", "--now")) {
                assertThat(child.await(PATIENCE)).as(child.output()).isZero();
                assertThat(child.output()).startsWith("Asked for 1 books").hasLineCount(1);
            }
        }
    }

    // --- plan

    @Test
    void thePlanOfTheRunningDaemonIsATable() throws Exception {
        PracticeBook held = bookAt(START);
        PracticeBook moved = bookAt(START);
        try (Running daemon = new Running()) {
            jumpBack(daemon, held);
            daemon.await(moved, state -> state.agreement().isPresent());
            run(ExitCode.OK, "pause");
            audiobookshelf.prepare(
                    moved.itemId(), new Place(START.plusMinutes(30)), CLOCK.instant());
            run(ExitCode.OK, "sync", "--now");

            String plan = run(ExitCode.OK, "plan");

            assertThat(plan).contains("Nothing would be written.", "Would wait", held.title());
            assertThat(json("plan", "--json").at("/books")).hasSize(2);
        }
    }

    @Test
    void withoutADaemonBothSidesAreReadOnceOnACopyAndNothingIsWritten() throws Exception {
        PracticeBook still = bookAt(START);
        try (Running daemon = new Running()) {
            daemon.await(still, state -> state.agreement().isPresent());
        }
        byte[] before = Files.readAllBytes(state());
        audiobookshelf.prepare(still.itemId(), new Place(START.plusMinutes(30)), CLOCK.instant());

        String plan = run(environment, ExitCode.OK, "plan");

        assertThat(plan)
                .contains("Would be written:")
                .containsPattern("Audible +5:00:00 -> 5:30:00 +" + still.title())
                .contains("rule 13")
                .contains("1 books were looked at: 1 to write");
        assertThat(console.err()).contains("No daemon runs on " + state());
        assertNothingWritten();
        assertThat(Files.readAllBytes(state())).isEqualTo(before);
    }

    @Test
    void aPlanWithoutADaemonWorksWhereTheDaemonWouldServeHttp() throws Exception {
        bookAt(START);
        Map<String, String> ofTheProcess = new HashMap<>(environment);
        ofTheProcess.put("HTTP_SERVER_ENABLED", "true");

        try (Child child = Child.start(ofTheProcess, "plan")) {
            assertThat(child.await(PATIENCE)).as(child.output()).isZero();
            assertThat(child.output()).contains("1 books were looked at");
        }
    }

    @Test
    void aFirstPlanLooksAtAllBooksAndLeavesNoState() throws Exception {
        for (int i = 0; i < 30; i++) {
            PracticeBook book = library.book(Duration.ofHours(10));
            audible.prepare(
                    book.asin(), new Place(START), CLOCK.instant().minus(Duration.ofDays(30)));
        }

        String plan = run(environment, ExitCode.OK, "plan");

        assertThat(plan).contains("30 books were looked at: 30 to write");
        assertNothingWritten();
        assertThat(state()).doesNotExist();
    }

    @Test
    void aPlanWithoutADaemonNeedsTheSettingsAndTheSession() throws Exception {
        assertThat(refused(ExitCode.CONFIGURATION, "plan"))
                .contains("ABS_BASE_URL", "nothing was started");
        environment.put("AUDIBLE_AUTH_JSON_PATH", folder.resolve("none.json").toString());
        assertThat(run(environment, ExitCode.CONFIGURATION, "plan")).isEmpty();
        assertThat(console.err()).contains("There is no Audible session file");
    }

    private void assertNothingWritten() {
        assertThat(audible.log().all(request -> request.writes())).isEmpty();
        assertThat(audiobookshelf.log().all(request -> request.writes())).isEmpty();
    }

    // --- what is wrong with the state or the command line

    @Test
    void withoutAStateThereIsNothingToLookAt() throws Exception {
        assertThat(refused(ExitCode.STATE, "holds"))
                .contains("There is no state yet: " + state(), "STATE_PATH");
        Files.writeString(state(), "my shopping list\n".repeat(1000));
        assertThat(refused(ExitCode.STATE, "why", "x")).contains("cannot be opened");
        assertThat(state()).hasContent("my shopping list\n".repeat(1000));
    }

    @Test
    void aWrongCommandLineNamesWhatIsWrong() {
        Map<List<String>, String> wrong =
                Map.of(
                        List.of("sync"), "--now",
                        List.of("why"), "BOOK",
                        List.of("keep", "left", "x"), "write audible or abs",
                        List.of("undo", "x", "--to", "sometime"), "'sometime' is no time",
                        List.of("undo", "x", "--to", "2999-01-01T00:00"), "lies in the future",
                        List.of("policy", "x", "--conflict", "mine"), "newest, furthest",
                        List.of("policy", "x", "--edition", "mine"), "apart, same or scaled");
        wrong.forEach(
                (command, said) ->
                        assertThat(refused(ExitCode.USAGE, command.toArray(String[]::new)))
                                .as(String.join(" ", command))
                                .contains(said)
                                .hasLineCount(2));
    }

    @Test
    void settingsThatAreWrongDoNotMatterToWhoLooks() throws Exception {
        PracticeBook book = bookAt(START);
        try (Running daemon = new Running()) {
            daemon.await(book, state -> state.agreement().isPresent());
            Map<String, String> odd =
                    Map.of(
                            "STATE_PATH",
                            "state.db",
                            "SYNC_CONFLICT_POLICY",
                            "mine",
                            "ABS_TOKEN_FILE",
                            "/nowhere",
                            "SYNC_TOLERANCE_SECONDS",
                            "many");

            assertThat(run(odd, ExitCode.OK, "why", library(0)))
                    .contains("conflict policy: newest");
            assertThat(run(odd, ExitCode.OK, "sync", "--now")).contains("Asked for");
        }
    }
}
