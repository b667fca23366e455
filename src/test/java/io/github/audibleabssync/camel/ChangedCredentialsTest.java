package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.github.audibleabssync.audible.EncryptedSessions;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Credentials that stop working while the daemon runs: said once, not hammered, and taken over when they change. */
class ChangedCredentialsTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);
    private static final String NEW_TOKEN = "a-new-api-key";

    @TempDir Path folder;

    /** What the log says at WARN and above. */
    private static final class Complaints implements AutoCloseable {
        private final Logger ours = (Logger) LoggerFactory.getLogger("io.github.audibleabssync");
        private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

        private Complaints() {
            lines.start();
            ours.addAppender(lines);
        }

        List<String> list() {
            return List.copyOf(lines.list).stream()
                    .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }

        @Override
        public void close() {
            ours.detachAppender(lines);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {401, 403})
    void whileBothSidesRejectUsFewRequestsLeaveAndOneLineASideIsLogged(int status)
            throws Exception {
        try (Rig rig = new Rig(folder);
                Complaints complaints = new Complaints()) {
            rig.with("SYNC_INTERVAL_SECONDS", "1");
            rig.bookAt(START);
            rig.start().nextCycle();
            String speaking = "{\"message\":\"Request could not be authenticated\"}";
            rig.audiobookshelf.faults().always(on("GET", "/api"), Fault.status(status));
            rig.audible.faults().always(on("GET", "/1.0"), Fault.status(status, speaking));

            for (int minute = 0; minute < 5; minute++) {
                assertThat(requestsOfAMinute(rig)).as("minute " + minute).isBetween(2L, 9L);
            }

            assertThat(complaints.list())
                    .hasSize(2)
                    .anyMatch(line -> line.contains("audible-abs-sync login"))
                    .anyMatch(line -> line.contains("ABS_TOKEN"));
        }
    }

    @Test
    void whileAudiobookshelfAloneRejectsUsAudibleIsNotAskedEverySecondEither() throws Exception {
        try (Rig rig = new Rig(folder);
                Complaints complaints = new Complaints()) {
            rig.with("SYNC_INTERVAL_SECONDS", "1");
            rig.bookAt(START);
            rig.start().nextCycle();
            rig.audiobookshelf.revokeToken(PracticeAudiobookshelf.TOKEN);

            for (int minute = 0; minute < 5; minute++) {
                assertThat(requestsOfAMinute(rig)).as("minute " + minute).isBetween(2L, 9L);
            }

            assertThat(complaints.list()).hasSize(1);
        }
    }

    @Test
    void whileAudibleRejectsTokenAndRefreshFewRequestsLeave() throws Exception {
        try (Rig rig = new Rig(folder);
                Complaints complaints = new Complaints()) {
            rig.with("SYNC_INTERVAL_SECONDS", "1");
            rig.bookAt(START);
            rig.session(rig.audible.tokenOnlySession()).start().nextCycle();
            rig.audible.faults().always(on("GET", "/1.0"), Fault.status(401));

            for (int minute = 0; minute < 5; minute++) {
                assertThat(requestsOfAMinute(rig)).as("minute " + minute).isBetween(2L, 9L);
            }

            assertThat(complaints.list()).hasSize(1);
        }
    }

    private static long requestsOfAMinute(Rig rig) {
        rig.clearLogs();
        for (int second = 0; second < 60; second++) {
            rig.clock.step(Duration.ofSeconds(1));
            rig.cycle();
        }
        return rig.requests();
    }

    @Test
    void aNewTokenInTheFileOfAbsTokenFileIsTriedAtOnceAndNothingIsLost() throws Exception {
        try (Rig rig = new Rig(folder)) {
            Path file = Files.writeString(folder.resolve("token"), PracticeAudiobookshelf.TOKEN);
            rig.environment.remove("ABS_TOKEN");
            rig.with("ABS_TOKEN_FILE", file.toString());
            isTakenOver(rig, () -> Files.writeString(file, NEW_TOKEN + "\n"));
        }
    }

    @Test
    void aNewTokenInSettingsPropertiesIsTriedAtOnceAndNothingIsLost() throws Exception {
        try (Rig rig = new Rig(folder)) {
            Path file = folder.resolve("settings.properties");
            Files.writeString(file, "ABS_TOKEN=" + PracticeAudiobookshelf.TOKEN + "\n");
            rig.environment.remove("ABS_TOKEN");
            isTakenOver(rig, () -> Files.writeString(file, "ABS_TOKEN=" + NEW_TOKEN + "\n"));
        }
    }

    private interface Change {
        void make() throws Exception;
    }

    private static void isTakenOver(Rig rig, Change change) throws Exception {
        rig.with("SYNC_INTERVAL_SECONDS", "1");
        PracticeBook book = rig.bookAt(START);
        rig.start().nextCycle();
        ServiceLink link = rig.bean("audiobookshelf", ServiceLink.class);
        rig.audiobookshelf.revokeToken(PracticeAudiobookshelf.TOKEN);
        rig.audiobookshelf.acceptToken(NEW_TOKEN);
        assertThat(rig.nextCycle().succeeded()).isFalse();
        assertThat(link.rejection()).as("health").isPresent();
        rig.listener.listenOnPhone(book.asin(), HEARD);
        rig.clock.step(Duration.ofSeconds(1));
        assertThat(rig.cycle().succeeded()).as("the old one is still there").isFalse();

        change.make();
        rig.clock.step(Duration.ofSeconds(1));

        assertThat(rig.cycle().succeeded()).isTrue();
        assertThat(link.rejection()).as("health").isEmpty();
        rig.cycleUntil(() -> rig.onAudiobookshelf(book).equals(THERE));
        assertThat(rig.writesToAudible()).isEmpty();
    }

    @Test
    void theKeyOfAnotherAddressIsNotSentToTheServerOfTheStart() throws Exception {
        try (Rig rig = new Rig(folder);
                Complaints complaints = new Complaints()) {
            Path file = folder.resolve("settings.properties");
            String here = "ABS_BASE_URL=" + rig.audiobookshelf.url() + "\n";
            String elsewhere = "ABS_BASE_URL=http://elsewhere.invalid\n";
            Files.writeString(file, here + "ABS_TOKEN=" + PracticeAudiobookshelf.TOKEN + "\n");
            rig.environment.remove("ABS_BASE_URL");
            rig.environment.remove("ABS_TOKEN");
            rig.bookAt(START);
            rig.start().nextCycle();

            Files.writeString(file, elsewhere + "ABS_TOKEN=" + NEW_TOKEN + "\n");
            assertThat(rig.nextCycles(2).succeeded()).isTrue();
            Files.writeString(file, elsewhere + "ABS_TOKEN=" + NEW_TOKEN + "\nDRY_RUN=false\n");
            assertThat(rig.nextCycles(2).succeeded()).isTrue();

            assertThat(complaints.list())
                    .singleElement()
                    .asString()
                    .isEqualTo(
                            "ABS_BASE_URL has changed to http://elsewhere.invalid: restart to use"
                                    + " it; until then %s and its key are used",
                            rig.audiobookshelf.url());

            // and the key of the same server still counts at once
            rig.audiobookshelf.revokeToken(PracticeAudiobookshelf.TOKEN);
            rig.audiobookshelf.acceptToken(NEW_TOKEN);
            Files.writeString(file, here + "ABS_TOKEN=" + NEW_TOKEN + "\n");
            assertThat(rig.nextCycle().succeeded()).isTrue();
        }
    }

    @Test
    void whatIsWrongInAChangedFileIsSaidOnceAndTheOldTokenGoesOn() throws Exception {
        try (Rig rig = new Rig(folder);
                Complaints complaints = new Complaints()) {
            Path file = folder.resolve("settings.properties");
            rig.bookAt(START);
            rig.start().nextCycle();
            Files.writeString(file, "ABS_TOKENN=" + NEW_TOKEN + "\n");

            assertThat(rig.nextCycles(3).succeeded()).isTrue();

            assertThat(complaints.list())
                    .singleElement()
                    .asString()
                    .contains(file + ", line 1", "ABS_TOKENN", "what was read before still counts")
                    .doesNotContain(NEW_TOKEN);
        }
    }

    @Test
    void aSessionOfTheSameSizeAndTimeIsNoticed() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            Path file = folder.resolve("audible_session.json");
            String good = rig.audible.session();
            FileTime time = FileTime.fromMillis(1_700_000_000_000L);
            String bad = good.replace("\"adp_token\"", "\"adp_tokex\"");
            Files.writeString(file, bad);
            Files.setLastModifiedTime(file, time);
            rig.start();
            rig.nextCycle();
            AudibleAccount account = rig.bean("audibleAccount", AudibleAccount.class);

            Files.writeString(file, good);
            Files.setLastModifiedTime(file, time);

            assertThat(good).hasSameSizeAs(bad);
            assertThat(account.reload()).isTrue();
            assertThat(rig.nextCycle().succeeded()).isTrue();
        }
    }

    @Test
    void aPasswordThatIsCorrectedInItsFileOpensTheSession() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.bookAt(START);
            Path password = Files.writeString(folder.resolve("password"), "wrong");
            rig.session(encrypted(rig.audible.session(), "right"))
                    .with("AUDIBLE_AUTH_PASSWORD_FILE", password.toString())
                    .start();
            assertThat(rig.nextCycle().succeeded()).isFalse();
            assertThat(rig.bean("audibleAccount", AudibleAccount.class).problem())
                    .hasValueSatisfying(text -> assertThat(text).contains("AUDIBLE_AUTH_PASSWORD"));

            Files.writeString(password, "right");

            assertThat(rig.nextCycle().succeeded()).isTrue();
            assertThat(rig.bean("audibleAccount", AudibleAccount.class).problem())
                    .isEqualTo(Optional.empty());
        }
    }

    private static String encrypted(String session, String password) {
        return EncryptedSessions.of(session, password);
    }
}
