package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.camel.Race.Write;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticePhone;
import io.github.audibleabssync.practice.PracticePlayer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Rules 31 to 34 against players that are open and go on by themselves: at every phase of their ten seconds no place is
 * lost, the places never go to and fro, and no move is written twice.
 */
class OpenPlayerTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    /** One book for each second of a player's ten, so that the cycles meet every phase of it. */
    private static final int PHASES = 10;

    @TempDir Path folder;

    private interface Scene {
        void play(PracticeBook book, Duration phase);
    }

    private static void eachPhase(List<PracticeBook> books, Scene scene) {
        for (int i = 0; i < books.size(); i++) {
            scene.play(books.get(i), Duration.ofMillis(1000L * i + 137L * i % 1000));
        }
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void aPlayerThatPlaysIsFollowedAndNeverWrittenTo() throws Exception {
        try (Race race = new Race(folder)) {
            List<PracticeBook> books = race.start(PHASES, START);
            eachPhase(
                    books, (book, phase) -> race.in(phase, () -> playFor(race, book, minutes(9))));

            race.run(minutes(12), seconds(30), INTERVAL);

            for (PracticeBook book : books) {
                assertThat(race.writes(book, Side.AUDIOBOOKSHELF)).isEmpty();
                assertThat(race.writes(book, Side.AUDIBLE)).hasSizeBetween(9, 10);
                assertNoOscillation(race, book, 0);
                assertNothingLost(race, book);
                assertEqual(race, book, START.plus(minutes(9)));
            }
        }
    }

    @Test
    void aPlayerThatStartsFromTheOldPlaceWhileThePhoneIsAheadLosesNeitherPlace() throws Exception {
        try (Race race = new Race(folder)) {
            List<PracticeBook> books = race.start(PHASES, START);
            eachPhase(
                    books,
                    (book, phase) -> {
                        race.rig.listener.listenOnPhone(book.asin(), minutes(20));
                        race.in(phase, () -> playFor(race, book, minutes(9)));
                    });

            race.run(minutes(14), seconds(15), INTERVAL);

            for (PracticeBook book : books) {
                assertThat(race.writes(book, Side.AUDIOBOOKSHELF)).hasSizeLessThanOrEqualTo(1);
                assertNoOscillation(race, book, 1);
                assertNothingLost(race, book);
                assertEqual(race, book, START.plus(minutes(9)));
                assertWrittenOver(race, book, Side.AUDIBLE, START.plus(minutes(20)));
            }
        }
    }

    @Test
    void aTabThatWasLeftOpenAndIsResumedLaterLosesNeitherPlace() throws Exception {
        try (Race race = new Race(folder)) {
            List<PracticeBook> books = race.start(PHASES, START);
            eachPhase(
                    books,
                    (book, phase) -> {
                        PracticePlayer tab = race.player(book, "tab");
                        race.rig.listener.listenOnPhone(book.asin(), minutes(25));
                        race.in(minutes(4).plus(phase), tab::play);
                        race.in(minutes(10).plus(phase), tab::close);
                    });

            race.run(minutes(14), seconds(30), INTERVAL);

            for (PracticeBook book : books) {
                assertThat(race.writes(book, Side.AUDIOBOOKSHELF)).hasSize(1);
                assertThat(race.reasons(book)).contains(Reason.REWIND_UNCONFIRMED);
                assertNoOscillation(race, book, 1);
                assertNothingLost(race, book);
                assertEqual(race, book, START.plus(minutes(6)));
                assertWrittenOver(race, book, Side.AUDIBLE, START.plus(minutes(25)));
            }
        }
    }

    @Test
    void aTabThatIsResumedALittleBehindThePhoneDoesNotMakeThePlacesGoToAndFro() throws Exception {
        try (Race race = new Race(folder)) {
            List<PracticeBook> books = race.start(PHASES, START);
            eachPhase(
                    books,
                    (book, phase) -> {
                        PracticePlayer tab = race.player(book, "tab");
                        race.rig.listener.listenOnPhone(book.asin(), minutes(5));
                        race.in(minutes(4).plus(phase), tab::play);
                        race.in(minutes(12).plus(phase), tab::close);
                    });

            race.run(minutes(16), seconds(30), INTERVAL);

            for (PracticeBook book : books) {
                assertThat(race.writes(book, Side.AUDIOBOOKSHELF)).hasSize(1);
                assertNoOscillation(race, book, 1);
                assertNothingLost(race, book);
                assertEqual(race, book, START.plus(minutes(8)));
            }
        }
    }

    @Test
    void twoPeopleWhoListenAtOnceAreLeftAloneUntilOneOfThemStops() throws Exception {
        try (Race race = new Race(folder)) {
            List<PracticeBook> books = race.start(PHASES, START);
            eachPhase(
                    books,
                    (book, phase) -> {
                        race.rig.listener.seekOnPhone(
                                book.asin(), new Place(START.plus(minutes(8))));
                        PracticePhone phone = race.phone(book);
                        race.in(seconds(7), phone::play);
                        race.in(phase, () -> playFor(race, book, minutes(12)));
                        race.in(minutes(15).plus(phase), phone::pause);
                    });
            race.run(minutes(4), seconds(20), INTERVAL);
            List<Integer> before = books.stream().map(book -> race.writes(book).size()).toList();

            race.run(minutes(7), seconds(40), INTERVAL);

            for (int i = 0; i < books.size(); i++) {
                PracticeBook book = books.get(i);
                assertThat(race.writes(book)).as("%s", race.reasons(book)).hasSize(before.get(i));
                assertThat(race.reasons(book)).contains(Reason.BOTH_PLAYING);
                assertThat(race.writes(book).size()).isLessThanOrEqualTo(2);
            }

            race.run(minutes(10), seconds(40), INTERVAL);

            for (PracticeBook book : books) {
                assertNoOscillation(race, book, 1);
                assertNothingLost(race, book);
                assertEqual(race, book, race.rig.onAudible(book));
            }
        }
    }

    @Test
    void aFirstSyncBetweenOurLookAndOurWriteIsNotWrittenOver() throws Exception {
        try (Race race = new Race(folder)) {
            List<PracticeBook> books = race.start(PHASES, START);
            aheadOnThePhoneWhileAPlayerOpens(race, books);
            books.forEach(
                    book -> race.rightBeforeWrite(book, () -> race.rig.clock.step(seconds(11))));

            race.run(minutes(13), seconds(1), INTERVAL);

            for (PracticeBook book : books) {
                assertThat(race.reasons(book)).startsWith(Reason.TARGET_MOVED);
                assertThat(race.writes(book, Side.AUDIOBOOKSHELF)).isEmpty();
                assertNoOscillation(race, book, 0);
                assertNothingLost(race, book);
                assertEqual(race, book, START.plus(minutes(9)));
            }
        }
    }

    @Test
    void aSyncBetweenOurWriteAndItsReadBackIsThePlayersNextMoveAndNotWrittenOver()
            throws Exception {
        try (Race race = new Race(folder)) {
            List<PracticeBook> books = race.start(PHASES, START);
            aheadOnThePhoneWhileAPlayerOpens(race, books);
            books.forEach(
                    book -> race.rightAfterWrite(book, () -> race.rig.clock.step(seconds(11))));

            race.run(minutes(13), seconds(1), INTERVAL);

            for (PracticeBook book : books) {
                assertThat(race.writes(book, Side.AUDIOBOOKSHELF)).hasSizeLessThanOrEqualTo(1);
                assertNoOscillation(race, book, 1);
                assertNothingLost(race, book);
                assertEqual(race, book, START.plus(minutes(9)));
            }
        }
    }

    @Test
    void aSyncRightAfterAFreshReadingOfASlowServerIsNotWrittenOver() throws Exception {
        try (Race race = new Race(folder)) {
            List<PracticeBook> books = race.start(1, START);
            race.rig.audiobookshelf.skewClock(Duration.ofMillis(-1100));
            race.run(minutes(2), seconds(30), INTERVAL);
            for (PracticeBook book : books) {
                PracticePlayer player = race.player(book, "player");
                player.seek(new Place(START.plus(minutes(30))));
                player.play();
                race.rightBeforeWrite(
                        book,
                        () -> {
                            race.rig.clock.step(Duration.ofMillis(400));
                            player.close();
                        });
                race.rig.listener.listenOnPhone(book.asin(), minutes(20));
            }

            race.run(seconds(10), Duration.ZERO, INTERVAL);

            for (PracticeBook book : books) {
                assertThat(race.writes(book, Side.AUDIOBOOKSHELF)).isEmpty();
                assertThat(race.rig.onAudiobookshelf(book))
                        .isCloseTo(START.plus(minutes(30)), seconds(10));
            }
        }
    }

    @Test
    void aPlayerThatIsClosedDuringOurWriteKeepsItsLastPlace() throws Exception {
        try (Race race = new Race(folder)) {
            List<PracticeBook> books = race.start(2, START);
            PracticeBook before = books.getFirst();
            for (PracticeBook book : books) {
                PracticePlayer player = race.player(book, "player");
                player.play();
                race.rig.listener.listenOnPhone(book.asin(), minutes(20));
                Runnable close =
                        () -> {
                            race.rig.clock.step(seconds(7));
                            player.close();
                        };
                if (book.equals(before)) {
                    race.rightBeforeWrite(book, close);
                } else {
                    race.rightAfterWrite(book, close);
                }
            }

            race.run(minutes(3), seconds(1), INTERVAL);

            assertThat(race.reasons(before)).startsWith(Reason.TARGET_MOVED);
            for (PracticeBook book : books) {
                assertNothingLost(race, book);
                assertThat(race.writes(book, Side.AUDIOBOOKSHELF)).hasSizeLessThanOrEqualTo(1);
                assertNoOscillation(race, book, 1);
            }

            race.run(minutes(20), seconds(30), INTERVAL);

            for (PracticeBook book : books) {
                assertNothingLost(race, book);
                assertNoOscillation(race, book, 1);
                assertEqual(race, book, race.rig.onAudiobookshelf(book));
            }
        }
    }

    @Test
    void twoPlayersOnOneBookAreNeverWrittenTo() throws Exception {
        try (Race race = new Race(folder)) {
            List<PracticeBook> books = race.start(PHASES, START);
            eachPhase(
                    books,
                    (book, phase) -> {
                        PracticePlayer one = race.player(book, "tab");
                        PracticePlayer other = race.player(book, "kitchen");
                        other.seek(new Place(START.plus(minutes(14))));
                        race.in(phase, one::play);
                        race.in(seconds(5), other::play);
                        race.in(minutes(8), other::close);
                        race.in(minutes(11), one::close);
                    });

            race.run(minutes(30), seconds(20), INTERVAL);

            for (PracticeBook book : books) {
                assertThat(race.writes(book, Side.AUDIOBOOKSHELF)).isEmpty();
                assertNoOscillation(race, book, 0);
                assertNothingLost(race, book);
                assertEqual(race, book, race.rig.onAudiobookshelf(book));
            }
        }
    }

    @Test
    void aPhoneThatPlaysIsFollowedAndNeverMadeToJump() throws Exception {
        try (Race race = new Race(folder)) {
            List<PracticeBook> books = race.start(PHASES, START);
            List<PracticePhone> phones = books.stream().map(race::phone).toList();
            eachPhase(
                    books,
                    (book, phase) -> {
                        PracticePhone phone = phones.get(books.indexOf(book));
                        race.in(phase, phone::play);
                        race.in(
                                minutes(4).plus(phase),
                                () ->
                                        race.rig.listener.seekOnAudiobookshelf(
                                                book.itemId(), new Place(START.plus(minutes(20)))));
                        race.in(minutes(9).plus(phase), phone::pause);
                    });

            race.run(minutes(12), seconds(30), INTERVAL);

            assertThat(phones).allMatch(phone -> phone.jumps() == 0);
            for (PracticeBook book : books) {
                assertThat(race.writes(book, Side.AUDIBLE)).isEmpty();
                assertNothingLost(race, book);
                assertNoOscillation(race, book, 0);
                assertEqual(race, book, START.plus(minutes(9)));
                assertWrittenOver(race, book, Side.AUDIOBOOKSHELF, START.plus(minutes(20)));
            }
            assertThat(books.stream().flatMap(book -> race.reasons(book).stream()))
                    .contains(Reason.TARGET_PLAYING);
        }
    }

    /** Random listeners, one seed a book: whatever they do, what was written over is in the journal and all ends equal. */
    @Test
    void whateverPlayersAndPhonesDoNoPlaceIsLostAndBothSidesEndEqual() throws Exception {
        try (Race race = new Race(folder)) {
            List<PracticeBook> books = race.start(PHASES, START);
            for (PracticeBook book : books) {
                wander(race, book, new Random(books.indexOf(book)));
            }

            race.run(minutes(40), seconds(17), Duration.ofSeconds(47));
            race.run(minutes(40), seconds(17), INTERVAL);

            for (PracticeBook book : books) {
                assertNothingLost(race, book);
                assertThat(race.rig.store().listOpenClaims()).isEmpty();
                assertEqual(race, book, race.rig.onAudible(book));
            }
        }
    }

    /** Half an hour of playing and pausing on both sides, with a tab that is left open all the time. */
    private static void wander(Race race, PracticeBook book, Random random) {
        PracticePlayer tab = race.player(book, "tab");
        PracticePhone phone = race.phone(book);
        Duration time = Duration.ZERO;
        while (time.compareTo(minutes(25)) < 0) {
            time = time.plusMillis(random.nextInt(90_000));
            switch (random.nextInt(5)) {
                case 0 -> race.in(time, tab::play);
                case 1 -> race.in(time, tab::pause);
                case 2 -> race.in(time, phone::play);
                case 3 -> race.in(time, phone::pause);
                default -> {
                    Duration heard = seconds(20 + random.nextInt(100));
                    race.in(time, () -> playFor(race, book, heard));
                }
            }
        }
        race.in(minutes(30), tab::close);
        race.in(minutes(30), phone::pause);
    }

    /** The phone is 20 minutes ahead; the players play from the old place and have not synced when the first cycle runs. */
    private static void aheadOnThePhoneWhileAPlayerOpens(Race race, List<PracticeBook> books) {
        for (PracticeBook book : books) {
            race.rig.listener.listenOnPhone(book.asin(), minutes(20));
            playFor(race, book, minutes(9));
        }
    }

    private static void playFor(Race race, PracticeBook book, Duration time) {
        PracticePlayer player = race.player(book, "player");
        player.play();
        race.in(time, player::close);
    }

    private static void assertWrittenOver(Race race, PracticeBook book, Side side, Duration place) {
        assertThat(race.rig.store().listJournal(Rig.key(book)))
                .anyMatch(
                        row ->
                                row.side() == side
                                        && row.before()
                                                .filter(
                                                        before ->
                                                                before.place()
                                                                        .fromStart()
                                                                        .equals(place))
                                                .isPresent());
    }

    // --- the promises

    private static void assertNothingLost(Race race, PracticeBook book) {
        List<JournalEntry> journal = race.rig.store().listJournal(Rig.key(book));
        for (Write write : race.writes(book)) {
            assertThat(journal)
                    .as("the place that %s wrote over is in the journal", write)
                    .anyMatch(
                            row ->
                                    row.side() == write.side()
                                            && isNear(
                                                    row.before()
                                                            .map(
                                                                    state ->
                                                                            state.place()
                                                                                    .fromStart()),
                                                    write.before()));
        }
    }

    private static boolean isNear(Optional<Duration> one, Optional<Duration> other) {
        return one.isPresent() == other.isPresent()
                && one.map(place -> place.minus(other.get()).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(true);
    }

    /** The direction of the writes changes so often at most, and no side gets the same place twice. */
    private static void assertNoOscillation(Race race, PracticeBook book, int turns) {
        List<Write> writes = race.writes(book);
        int turned = 0;
        for (int i = 1; i < writes.size(); i++) {
            turned += writes.get(i).side() == writes.get(i - 1).side() ? 0 : 1;
        }
        assertThat(turned).as("turns in %s", writes).isLessThanOrEqualTo(turns);
        for (Side side : Side.values()) {
            List<Write> toSide = race.writes(book, side);
            for (int i = 1; i < toSide.size(); i++) {
                assertThat(toSide.get(i).after().minus(toSide.get(i - 1).after()).abs())
                        .as("a second write of the same place: %s", toSide)
                        .isGreaterThan(TOLERANCE);
            }
        }
    }

    private static void assertEqual(Race race, PracticeBook book, Duration place) {
        assertThat(race.rig.onAudible(book))
                .as("%s", race.reasons(book))
                .isCloseTo(place, TOLERANCE);
        assertThat(race.rig.onAudiobookshelf(book)).isCloseTo(place, TOLERANCE);
        assertThat(race.rig.store().listOpenClaims()).isEmpty();
    }
}
