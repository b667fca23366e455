package io.github.audibleabssync.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.Daemon;
import io.github.audibleabssync.cli.Console;
import io.github.audibleabssync.cli.DaemonThread;
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.Origin;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeLibrary;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code check --write-test} on the command line: what it proves, what it leaves behind, and when it writes nothing. */
class WriteTestTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration START = Duration.ofHours(5);
    private static final Place PLACE = new Place(START);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir private Path folder;
    private final PracticeAudible audible = new PracticeAudible();
    private final PracticeAudiobookshelf audiobookshelf = new PracticeAudiobookshelf();
    private final PracticeLibrary library = new PracticeLibrary(audible, audiobookshelf);
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        audible.start();
        audiobookshelf.start();
        Path session = Files.writeString(folder.resolve("session.json"), audible.session());
        Files.setPosixFilePermissions(session, PosixFilePermissions.fromString("rw-------"));
        environment.putAll(
                Map.of(
                        "ABS_BASE_URL", audiobookshelf.url(),
                        "ABS_TOKEN", PracticeAudiobookshelf.TOKEN,
                        "AUDIBLE_API_URL", audible.url(),
                        "AUDIBLE_AUTH_URL", audible.url(),
                        "AUDIBLE_AUTH_JSON_PATH", session.toString(),
                        "STATE_PATH", state().toString(),
                        "ROUTES_PATH", Path.of("routes/*.camel.yaml").toAbsolutePath().toString(),
                        "SYNC_INTERVAL_SECONDS", "30"));
    }

    @AfterEach
    void stop() {
        audible.close();
        audiobookshelf.close();
    }

    private Path state() {
        return folder.resolve("state.db");
    }

    private PracticeBook bookAt(Duration place) {
        PracticeBook book = library.book(Duration.ofHours(10));
        place(book, place, place);
        return book;
    }

    private void place(PracticeBook book, Duration onAudible, Duration onAudiobookshelf) {
        Instant then = CLOCK.instant().minus(Duration.ofDays(3));
        audible.prepare(book.asin(), new Place(onAudible), then);
        audiobookshelf.prepare(book.itemId(), new Place(onAudiobookshelf), then);
    }

    /** Lets the daemon look at all books, and stops it. */
    private void letTheDaemonAgree(PracticeBook... books) {
        try (StateFile file = StateFile.open(state(), CLOCK, "test");
                DaemonThread thread =
                        new DaemonThread(
                                new Daemon(
                                        SettingsLoader.load(environment, folder), Map.of(), CLOCK),
                                file)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofMillis(200))
                    .until(
                            () -> {
                                thread.throwProblem();
                                return Stream.of(books)
                                        .allMatch(
                                                book ->
                                                        Optional.ofNullable(
                                                                        file.store()
                                                                                .listBooks()
                                                                                .get(key(book)))
                                                                .flatMap(one -> one.agreement())
                                                                .isPresent());
                            });
        }
        audible.log().clear();
        audiobookshelf.log().clear();
    }

    private static BookKey key(PracticeBook book) {
        return BookKey.of(book.asin());
    }

    private String writeTest(ExitCode code, String book) {
        Console console = new Console(environment, folder, CLOCK);
        ExitCode ended = console.execute("check", "--write-test", book);
        String said = console.out() + console.err();
        assertThat(ended).as(said).isEqualTo(code);
        assertThat(said).doesNotContain("Exception", "\tat ");
        assertThat(audible.licenceRequests()).isZero();
        return said.replaceAll("\n {25,}", " ");
    }

    private List<LoggedRequest> writes() {
        return Stream.of(audible, audiobookshelf)
                .flatMap(one -> one.log().all().stream())
                .filter(LoggedRequest::writes)
                .toList();
    }

    private List<JournalEntry> journal(PracticeBook book) {
        try (StateFile file = StateFile.openReadOnly(state())) {
            assertThat(file.store().listOpenClaims()).isEmpty();
            return file.store().listJournal(key(book));
        }
    }

    /** As text: the same number may be of another kind. */
    private static String withoutTime(JsonNode entry) {
        ObjectNode copy = entry.deepCopy();
        copy.remove("lastUpdate");
        return copy.toString();
    }

    @Test
    void bothDirectionsAreProvedAndEverythingIsPutBackAsItWas() {
        PracticeBook book = bookAt(START);
        letTheDaemonAgree(book);
        JsonNode before = audiobookshelf.entryJson(book.itemId()).orElseThrow();

        String said = writeTest(ExitCode.OK, book.title());

        assertThat(said)
                .contains(
                        "ok       write test      Audible: 5:00:00 -> 5:00:01 arrived, and 5:00:00"
                                + " is back",
                        "ok       write test      Audiobookshelf: 5:00:00 -> 5:00:01 arrived, and")
                .endsWith("All is well.\n");
        JsonNode after = audiobookshelf.entryJson(book.itemId()).orElseThrow();
        assertThat(withoutTime(after)).isEqualTo(withoutTime(before));
        assertThat(after.path("lastUpdate").asLong() - before.path("lastUpdate").asLong())
                .as("to the server it is no newer than it was, in milliseconds")
                .isEqualTo(2);
        assertThat(audible.place(book.asin())).contains(PLACE);
        assertThat(writes()).hasSize(4).allMatch(request -> request.status() == 200);
        assertThat(writes()).noneMatch(request -> request.body().contains("isFinished"));
        assertThat(audiobookshelf.listened()).isZero();

        // and the journal tells of it as of any other write
        assertThat(journal(book))
                .hasSize(4)
                .allMatch(row -> row.origin().who() == Origin.Who.PERSON)
                .allMatch(row -> row.confirmed() == JournalEntry.Confirmation.CONFIRMED);
        assertThat(journal(book).getFirst().agreement().audible().place()).isEqualTo(PLACE);
        assertThat(journal(book).getFirst().agreement().audiobookshelf().place()).isEqualTo(PLACE);

        // the daemon has nothing to do afterwards, and a person listened a moment ago as far as it
        // knows
        audible.log().clear();
        audiobookshelf.log().clear();
        letTheDaemonRunACycle();
        assertThat(writes()).isEmpty();
        assertThat(writeTest(ExitCode.USAGE, book.asin().value()))
                .contains("somebody listens to it, or did within the last two minutes");
        assertThat(writes()).isEmpty();
    }

    private void letTheDaemonRunACycle() {
        try (StateFile file = StateFile.open(state(), CLOCK, "test");
                DaemonThread thread =
                        new DaemonThread(
                                new Daemon(
                                        SettingsLoader.load(environment, folder), Map.of(), CLOCK),
                                file)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(
                            () -> {
                                thread.throwProblem();
                                return audible.log().count("GET", "/1.0/annotations") > 0;
                            });
            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> writes().isEmpty());
        }
    }

    @Test
    void whereSomethingCouldBeLostItIsRefusedAndABetterBookNamed() {
        PracticeBook good = bookAt(START);
        PracticeBook apart = bookAt(START);
        PracticeBook finished = bookAt(START);
        PracticeBook atStart = bookAt(Duration.ofSeconds(20));
        PracticeBook atEnd = bookAt(Duration.ofMinutes(595));
        PracticeBook held = library.book(Duration.ofHours(10));
        place(held, Duration.ofHours(1), Duration.ofHours(9));
        letTheDaemonAgree(good, apart, finished, atStart, atEnd);
        place(apart, START, START.plus(Duration.ofMinutes(3)));
        audiobookshelf.prepare(finished.itemId(), PLACE, true, CLOCK.instant());

        String better = "-> These may do: " + good.title() + " (" + good.asin() + ")";
        assertThat(refusal(apart)).contains("do not stand at the same place", good.title());
        assertThat(refusal(finished)).contains("it is finished");
        assertThat(refusal(atStart)).contains("it is at its start");
        assertThat(refusal(atEnd)).contains("it is near its end");
        assertThat(refusal(held)).contains("has not confirmed yet that both sides agree on it");
        assertThat(writeTest(ExitCode.USAGE, "Nothing of the Kind"))
                .contains("No book that both sides know is 'Nothing of the Kind', so nothing was")
                .contains("-> These may do: ");
        assertThat(writeTest(ExitCode.USAGE, "The")).contains("'The' fits 6 books");
        assertThat(refusal(atEnd)).doesNotContain(better + ", " + atEnd.title());
    }

    private String refusal(PracticeBook book) {
        String said = writeTest(ExitCode.USAGE, book.asin().value());
        assertThat(said)
                .contains("error    write test      " + book.title() + " (" + book.asin() + ") is")
                .contains("Nothing was written. -> These may do: ");
        assertThat(writes()).isEmpty();
        return said;
    }

    @Test
    void withoutAStateOrInADryRunOrBesideADaemonOrAfterAnErrorNothingIsWritten() {
        PracticeBook book = bookAt(START);
        assertThat(writeTest(ExitCode.USAGE, book.title()))
                .contains("There is no state yet", "Run the daemon until it has looked");

        letTheDaemonAgree(book);
        environment.put("DRY_RUN", "true");
        assertThat(writeTest(ExitCode.USAGE, book.title()))
                .contains("DRY_RUN=true forbids every write");
        environment.remove("DRY_RUN");

        try (StateFile running = StateFile.open(state(), CLOCK, "test")) {
            assertThat(running.warnings()).isEmpty();
            assertThat(writeTest(ExitCode.IN_USE, book.title()))
                    .isEqualTo(
                            "A write test needs the state for itself, and the daemon runs on it."
                                + " Stop it first (docker compose stop audible-abs-sync), and start"
                                + " it again afterwards.\n");
        }

        environment.put("ABS_TOKEN", "wrong-token");
        assertThat(writeTest(ExitCode.USAGE, book.title()))
                .contains("-        write test      not checked, because there are errors above");
        assertThat(writes()).isEmpty();
    }

    @Test
    void aForbiddenDirectionIsLeftOut() {
        environment.put("ONE_WAY_MODE", "audible_to_abs");
        PracticeBook book = bookAt(START);
        letTheDaemonAgree(book);

        assertThat(writeTest(ExitCode.OK, book.title()))
                .contains("Audible: not tried, ONE_WAY_MODE forbids to write it")
                .contains("Audiobookshelf: 5:00:00 -> 5:00:01 arrived");
        assertThat(writes()).hasSize(2).noneMatch(request -> request.path().contains("lastposi"));
    }

    @Test
    void aToleranceOfASecondMakesTheStepSmaller() {
        environment.put("SYNC_TOLERANCE_SECONDS", "1");
        environment.put("ONE_WAY_MODE", "abs_to_audible");
        PracticeBook book = bookAt(START);
        letTheDaemonAgree(book);

        assertThat(writeTest(ExitCode.OK, book.title())).contains("Audible: 5:00:00 -> ");
        assertThat(writes().getFirst().body()).contains("18000500");
        assertThat(audible.place(book.asin())).contains(PLACE);
    }

    @Test
    void aWriteThatIsAnsweredAndNotKeptIsFoundOut() {
        environment.put("ONE_WAY_MODE", "abs_to_audible");
        PracticeBook book = bookAt(START);
        letTheDaemonAgree(book);
        audible.faults().always(Faults.on("PUT", "/1.0/lastpositions"), Fault.status(200));

        assertThat(writeTest(ExitCode.USAGE, book.title()))
                .contains(
                        "Audible: a write of 5:00:01 did not arrive, and the place is as it was.");
        assertThat(audible.place(book.asin())).contains(PLACE);
        assertThat(journal(book)).isEmpty();
    }

    @Test
    void aPlaceThatCannotBePutBackIsNamedAndDoesNoHarm() {
        environment.put("ONE_WAY_MODE", "audible_to_abs");
        PracticeBook book = bookAt(START);
        letTheDaemonAgree(book);
        int[] sessions = {0};
        audiobookshelf
                .faults()
                .always(
                        request ->
                                request.path().endsWith("/session/local-all") && ++sessions[0] > 1,
                        Fault.status(503));

        assertThat(writeTest(ExitCode.USAGE, book.title()))
                .contains("Audiobookshelf: it may stand at 5:00:01 now instead of 5:00:00")
                .contains("press play and pause in the player");
        assertThat(audiobookshelf.entry(book.itemId()).orElseThrow().place())
                .isEqualTo(PLACE.shift(SECOND));

        audiobookshelf.faults().clear();
        environment.remove("ONE_WAY_MODE");
        audible.log().clear();
        audiobookshelf.log().clear();
        letTheDaemonRunACycle();
        assertThat(audible.place(book.asin())).contains(PLACE);
    }

    @Test
    void somebodyWhoListensInBetweenIsLeftAlone() {
        environment.put("ONE_WAY_MODE", "audible_to_abs");
        PracticeBook book = bookAt(START);
        letTheDaemonAgree(book);
        Place theirs = PLACE.shift(Duration.ofMinutes(2));
        audiobookshelf
                .faults()
                .afterApply(
                        1,
                        Faults.on("POST", "/api/session/local-all"),
                        () ->
                                audiobookshelf.prepare(
                                        book.itemId(), theirs, CLOCK.instant().plusSeconds(1)));

        assertThat(writeTest(ExitCode.FAILED, book.title()))
                .contains("warning  write test      Audiobookshelf: somebody listened in between");
        assertThat(audiobookshelf.entry(book.itemId()).orElseThrow().place()).isEqualTo(theirs);
        assertThat(writes()).hasSize(1);
    }

    @Test
    void aBookThatMovesBetweenTwoLooksIsNotTouched() {
        PracticeBook book = bookAt(START);
        letTheDaemonAgree(book);
        audible.faults()
                .afterApply(
                        1,
                        Faults.on("GET", "/1.0/annotations"),
                        () -> audible.prepare(book.asin(), PLACE.shift(SECOND), CLOCK.instant()));

        assertThat(writeTest(ExitCode.USAGE, book.title())).contains("somebody listens to it");
        assertThat(writes()).isEmpty();
    }
}
