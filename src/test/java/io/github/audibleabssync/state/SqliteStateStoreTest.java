package io.github.audibleabssync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleAudio;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.WriteHistory;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.JournalEntry.Confirmation;
import io.github.audibleabssync.core.Origin;
import io.github.audibleabssync.core.Origin.Who;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.Ruling;
import io.github.audibleabssync.core.Ruling.Ground;
import io.github.audibleabssync.core.ShelfItem;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.SideState;
import io.github.audibleabssync.core.Track;
import io.github.audibleabssync.core.Wishes;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.state.StateStore.FinishedFlag;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

class SqliteStateStoreTest {

    private static final Asin OTHER = new Asin("B00SAMPLE2");

    @TempDir Path folder;
    private StateFile file;
    StateStore store;

    @BeforeEach
    void open() {
        file = Samples.open(folder.resolve("state.db"));
        store = file.store();
    }

    @AfterEach
    void close() {
        file.close();
    }

    void reopen() {
        close();
        open();
    }

    @Test
    void everyFieldOfABookComesBack() {
        BookState bare =
                new BookState(
                        Optional.empty(),
                        new Track(
                                Optional.of(Samples.bareSighting(1)),
                                Optional.empty(),
                                Optional.empty(),
                                1),
                        Track.EMPTY,
                        WriteHistory.NONE,
                        new WriteHistory(Optional.empty(), 2, Optional.of(Samples.later(3))),
                        Optional.empty(),
                        Optional.of(Samples.later(4)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Wishes.NONE.withRuling(
                                Optional.of(
                                        new Ruling.Keep(
                                                new Ground(
                                                        1, 0, Optional.empty(), Optional.empty()),
                                                Side.AUDIBLE,
                                                true))));
        Map<BookKey, BookState> books =
                Map.of(
                        Samples.BOOK,
                        Samples.fullBook(),
                        Samples.TWIN,
                        bare,
                        BookKey.of(OTHER),
                        BookState.NEW);

        store.remember(books);
        reopen();

        assertThat(store.listBooks()).isEqualTo(books);
        assertThat(store.listBooks().keySet())
                .containsExactly(Samples.BOOK, Samples.TWIN, BookKey.of(OTHER));
    }

    @Test
    void rememberingReplacesEverythingButTheAgreement() {
        store.agree(Samples.BOOK, Samples.fullBook(), Samples.agreement(7));

        store.remember(Map.of(Samples.BOOK, BookState.NEW.withAgreement(Samples.agreement(99))));

        assertThat(store.listBooks())
                .containsOnly(
                        entry(Samples.BOOK, BookState.NEW.withAgreement(Samples.agreement(7))));
    }

    @Test
    void anAgreementIsRecordedWithTheRestOfTheBook() {
        store.agree(Samples.BOOK, BookState.NEW, Samples.agreement(1));
        store.agree(Samples.BOOK, Samples.fullBook(), Samples.agreement(2));
        reopen();

        assertThat(store.listBooks())
                .containsOnly(
                        entry(
                                Samples.BOOK,
                                Samples.fullBook().withAgreement(Samples.agreement(2))));
    }

    @Test
    void fiveHundredBooksAreRememberedInMuchLessThanASecond() {
        Map<BookKey, BookState> books = new LinkedHashMap<>();
        IntStream.range(0, 500)
                .forEach(
                        number ->
                                books.put(
                                        BookKey.of(new Asin("B%09d".formatted(number))),
                                        Samples.fullBook()));
        store.remember(books);
        store.remember(books);

        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            store.remember(books);
            best = Math.min(best, System.nanoTime() - start);
        }
        long start = System.nanoTime();
        assertThat(store.listBooks()).isEqualTo(books);
        long read = System.nanoTime() - start;

        System.out.printf(
                "500 books: %.1f ms to remember, %.1f ms to list%n", best / 1e6, read / 1e6);
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void aClaimStandsUntilItIsReleased() {
        assertThat(store.isClaimed("a")).isFalse();
        assertThat(store.claim(Samples.claim("a", 1))).isTrue();
        assertThat(store.claim(Samples.claim("a", 2))).isFalse();
        assertThat(store.isClaimed("a")).isTrue();

        store.release("a");

        assertThat(store.isClaimed("a")).isFalse();
        assertThat(store.listOpenClaims()).isEmpty();
        assertThat(store.claim(Samples.claim("a", 3))).isTrue();
    }

    @Test
    void openClaimsComeBackWholeAndOldestFirst() {
        Claim full =
                new Claim(
                        "full",
                        Samples.TWIN,
                        Side.AUDIBLE,
                        Optional.of(Place.ofMillis(1)),
                        Optional.of(true),
                        Optional.of(new SideState(Place.START, true, Optional.empty())),
                        Optional.of(new SideState(Place.ofMillis(7), false, Optional.empty())),
                        Samples.agreement(5),
                        Rule.R19_RELISTEN,
                        Reason.REOPENED,
                        new Origin(Who.UNDO, 12),
                        Samples.later(50),
                        Optional.of(Samples.later(51)),
                        true);
        Claim bare =
                new Claim(
                        "bare",
                        Samples.BOOK,
                        Side.AUDIOBOOKSHELF,
                        Optional.empty(),
                        Optional.of(false),
                        Optional.empty(),
                        Optional.empty(),
                        Samples.agreement(6),
                        Rule.EDITION,
                        Reason.FINISHED,
                        Origin.RULE,
                        Samples.later(49),
                        Optional.empty(),
                        false);
        store.claim(full);
        store.claim(bare);
        reopen();

        assertThat(store.listOpenClaims()).containsExactly(bare, full);
    }

    @Test
    void itIsNotedThatAClaimWasSent() {
        store.claim(Samples.claim("a", 1));

        store.sent("a", Samples.later(60), true);
        store.sent("unknown", Samples.later(60), true);

        Claim sent = store.listOpenClaims().getFirst();
        assertThat(sent.sentAt()).contains(Samples.later(60));
        assertThat(sent.answerLost()).isTrue();
        assertThat(store.isClaimed("unknown")).isFalse();
    }

    @Test
    void oneOfManyThreadsTakesAClaim() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> answers =
                    IntStream.range(0, 40)
                            .mapToObj(
                                    number ->
                                            threads.submit(
                                                    () -> store.claim(Samples.claim("a", number))))
                            .toList();
            int taken = 0;
            for (Future<Boolean> answer : answers) {
                taken += answer.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
    }

    @Test
    void aConfirmedWriteIsAgreedInTheJournalAndNeverClaimedAgain() {
        Claim claim = Samples.claim("a", 8);
        JournalEntry entry = Samples.entry(8, Samples.later(70));
        store.claim(claim);

        store.confirm(claim, Samples.fullBook(), entry);
        store.release("a");
        store.releaseAll();
        reopen();

        assertThat(store.listBooks())
                .containsOnly(
                        entry(
                                Samples.BOOK,
                                Samples.fullBook().withAgreement(Samples.agreement(8))));
        assertThat(store.listJournal(Samples.BOOK)).containsExactly(entry);
        assertThat(store.listOpenClaims()).isEmpty();
        assertThat(store.isClaimed("a")).isTrue();
        assertThat(store.claim(claim)).isFalse();
    }

    @Test
    void confirmingTwiceChangesNothing() {
        Claim claim = Samples.claim("a", 8);
        store.claim(claim);
        store.confirm(claim, Samples.fullBook(), Samples.entry(8, Samples.later(70)));

        store.confirm(claim, BookState.NEW, Samples.entry(9, Samples.later(71)));

        assertThat(store.countJournal()).isEqualTo(1);
        assertThat(store.listBooks().get(Samples.BOOK))
                .isEqualTo(Samples.fullBook().withAgreement(Samples.agreement(8)));
    }

    @Test
    void aWriteIsRecordedThoughItsClaimWasReleasedMeanwhile() {
        Claim claim = Samples.claim("a", 8);
        store.claim(claim);
        store.releaseAll();

        store.confirm(claim, BookState.NEW, Samples.entry(8, Samples.later(70)));

        assertThat(store.countJournal()).isEqualTo(1);
        assertThat(store.isClaimed("a")).isTrue();
    }

    @Test
    void theJournalShowsTheNewestFirstAndForgetsTheOldest() {
        JournalEntry bare =
                new JournalEntry(
                        Samples.TWIN,
                        Side.AUDIBLE,
                        Optional.empty(),
                        Optional.empty(),
                        new SideState(Place.ofMillis(9), false, Optional.empty()),
                        Samples.agreement(1),
                        Rule.R4_FIRST_ONLY_AUDIOBOOKSHELF,
                        Reason.MOVED,
                        Origin.RULE,
                        Confirmation.CONFIRMED,
                        Samples.later(99));
        for (int revision = 1; revision <= 3; revision++) {
            store.confirm(
                    Samples.claim("claim " + revision, revision),
                    BookState.NEW,
                    Samples.entry(revision, Samples.later(revision)));
        }
        store.confirm(Samples.claim("twin", 1), BookState.NEW, bare);

        assertThat(store.listJournal(Samples.TWIN)).containsExactly(bare);
        assertThat(store.listJournal(Samples.BOOK))
                .containsExactly(
                        Samples.entry(3, Samples.later(3)),
                        Samples.entry(2, Samples.later(2)),
                        Samples.entry(1, Samples.later(1)));

        store.pruneJournal(Samples.later(3));

        assertThat(store.countJournal()).isEqualTo(2);
        assertThat(store.isClaimed("claim 2")).isFalse();
        assertThat(store.isClaimed("claim 3")).isTrue();
    }

    @Test
    void theAudibleLibraryIsReplacedOrContinued() {
        store.saveAudibleTitles(
                List.of(
                        title(Samples.BOOK.asin(), Optional.of(true), Optional.of(Samples.NOW)),
                        title(OTHER, Optional.empty(), Optional.empty())),
                List.of(),
                true,
                Optional.of("token 1"));
        store.saveAudibleTitles(List.of(), List.of(OTHER), false, Optional.empty());

        assertThat(store.listAudibleTitles())
                .containsExactly(
                        title(Samples.BOOK.asin(), Optional.of(true), Optional.of(Samples.NOW)));
        assertThat(store.findValue(StateStore.AUDIBLE_STATE_TOKEN)).contains("token 1");

        store.saveAudibleTitles(
                List.of(title(OTHER, Optional.empty(), Optional.empty())),
                List.of(),
                true,
                Optional.empty());
        reopen();

        assertThat(store.listAudibleTitles())
                .containsExactly(title(OTHER, Optional.empty(), Optional.empty()));
        assertThat(store.findValue(StateStore.AUDIBLE_STATE_TOKEN)).isEmpty();
    }

    @Test
    void aLibraryAnswerForgetsNoFinishedFlag() {
        AudibleTitle flagged = title(OTHER, Optional.of(true), Optional.of(Samples.NOW));
        store.saveAudibleTitles(List.of(flagged), List.of(), true, Optional.empty());

        saveTitle(title(OTHER, Optional.empty(), Optional.empty()));
        assertThat(store.listAudibleTitles()).containsExactly(flagged);

        saveTitle(title(OTHER, Optional.of(true), Optional.empty()));
        assertThat(store.listAudibleTitles()).containsExactly(flagged);

        saveTitle(title(OTHER, Optional.of(false), Optional.empty()));
        assertThat(store.listAudibleTitles())
                .containsExactly(title(OTHER, Optional.of(false), Optional.empty()));
    }

    @Test
    void finishedFlagsAreTakenOverForKnownTitlesOnly() {
        saveTitle(title(OTHER, Optional.empty(), Optional.empty()));

        store.saveFinishedFlags(
                Map.of(
                        OTHER,
                        new FinishedFlag(true, Optional.of(Samples.later(1))),
                        Samples.BOOK.asin(),
                        new FinishedFlag(true, Optional.empty())));

        assertThat(store.listAudibleTitles())
                .containsExactly(title(OTHER, Optional.of(true), Optional.of(Samples.later(1))));
    }

    private void saveTitle(AudibleTitle title) {
        store.saveAudibleTitles(List.of(title), List.of(), false, Optional.empty());
    }

    private static AudibleTitle title(
            Asin asin, Optional<Boolean> finished, Optional<Instant> changedAt) {
        return new AudibleTitle(asin, "Titel „é“", Duration.ofMinutes(61), finished, changedAt);
    }

    @Test
    void shelfItemsAreReplaced() {
        ShelfItem full =
                new ShelfItem(
                        "item-1",
                        "library",
                        Optional.of(OTHER),
                        "One",
                        Duration.ofMillis(123),
                        true,
                        Place.ofMillis(120));
        ShelfItem bare =
                new ShelfItem(
                        "item-2",
                        "library",
                        Optional.empty(),
                        "Two",
                        Duration.ZERO,
                        false,
                        Place.START);
        store.saveShelfItems(List.of(full, bare));
        assertThat(store.listShelfItems()).containsExactly(full, bare);

        store.saveShelfItems(List.of(bare));
        reopen();

        assertThat(store.listShelfItems()).containsExactly(bare);
    }

    @Test
    void contentMetadataIsRememberedAndDropped() {
        AudibleAudio full =
                new AudibleAudio(
                        Optional.of("CR!ABC"),
                        Optional.of(Duration.ofMillis(9)),
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        List.of(Duration.ZERO, Duration.ofMillis(4)),
                        Samples.NOW);
        AudibleAudio bare =
                new AudibleAudio(
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ZERO,
                        Duration.ZERO,
                        List.of(),
                        Samples.NOW);
        store.saveAudio(OTHER, bare);
        store.saveAudio(OTHER, full);
        store.saveAudio(Samples.BOOK.asin(), bare);
        reopen();
        assertThat(store.listAudio()).isEqualTo(Map.of(OTHER, full, Samples.BOOK.asin(), bare));

        store.dropAudio(OTHER);

        assertThat(store.listAudio()).containsOnlyKeys(Samples.BOOK.asin());
    }

    @Test
    void smallValuesAreReplaced() {
        assertThat(store.findValue("etag")).isEmpty();
        store.saveValue("etag", "1");
        store.saveValue("etag", "2");
        reopen();

        assertThat(store.findValue("etag")).contains("2");
        store.probe();
    }

    @Test
    void aClosedStoreSaysSo() {
        file.close();

        assertThatThrownBy(store::probe)
                .isInstanceOf(StateStoreFailed.class)
                .hasMessageContaining("state.db");
    }
}
