package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** SIGTERM, as every init system sends it first: out within 8 s, and nothing half-written. */
class StoppedTest {

    /** 128 + 15: a Java process that ended in good order after SIGTERM. */
    private static final int AFTER_SIGTERM = 143;

    private static final Duration LATEST = Duration.ofSeconds(8);
    private static final Duration FORWARD = Duration.ofMinutes(20);
    private static final Place THERE = PracticeHome.FIRST.shift(FORWARD);

    @TempDir Path folder;
    private PracticeHome home;
    private PracticeBook book;

    @BeforeEach
    void aDaemonWithABook() throws IOException {
        home = new PracticeHome(folder);
        book = home.books(1).getFirst();
        home.start();
        home.awaitAgreements(List.of(book));
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void betweenTwoCyclesItIsOutAtOnce() {
        // given
        home.awaitCycles(2);

        // when
        Duration taken = stop();

        // then
        assertThat(taken).isLessThan(Duration.ofSeconds(3));
        assertThat(home.applied(book)).isEmpty();
        assertThat(home.journalRows()).isZero();
    }

    @Test
    void aReadThatHangsHoldsItUpForLessThanEightSeconds() {
        // given
        home.audible.faults().next(1, Faults.on("GET", "/1.0/annotations"), Fault.hang());
        home.await(
                "a hanging read",
                Duration.ofSeconds(10),
                () -> home.audible.faults().outstanding() == 0);

        // when
        Duration taken = stop();

        // then
        assertThat(taken).isLessThan(LATEST);
        home.audible.faults().clear();
        arrivesOnceAfterARestart();
    }

    @Test
    void aWriteThatHangsAndArrivesAfterTheEndIsNotRepeated() {
        // given
        home.audible.faults().next(1, PracticeHome.writeTo(book), Fault.hang());
        home.listener.listenOnAudiobookshelf(book.itemId(), FORWARD);
        home.await(
                "a hanging write",
                Duration.ofSeconds(10),
                () -> home.audible.faults().outstanding() == 0);

        // when
        Duration taken = stop();
        home.audible.faults().releaseHung();

        // then
        assertThat(taken).isLessThan(LATEST);
        assertThat(home.openClaims()).hasSize(1);
        home.start();
        awaitJournal();
        itIsThereOnce();
    }

    @Test
    void aWriteThatHangsAndNeverArrivesIsWrittenByTheNextLife() {
        // given
        home.audible.faults().next(1, PracticeHome.writeTo(book), Fault.hang());
        home.listener.listenOnAudiobookshelf(book.itemId(), FORWARD);
        home.await(
                "a hanging write",
                Duration.ofSeconds(10),
                () -> home.audible.faults().outstanding() == 0);

        // when
        Duration taken = stop();
        home.audible.restart();

        // then
        assertThat(taken).isLessThan(LATEST);
        home.start();
        awaitJournal();
        itIsThereOnce();
    }

    @Test
    void theWaitBeforeAReadBackEndsAtOnceAndTheNextLifeReadsBack() {
        // given
        home.listener.listenOnAudiobookshelf(book.itemId(), FORWARD);
        home.await("the write", Duration.ofSeconds(10), () -> !home.applied(book).isEmpty());

        // when
        Duration taken = stop();

        // then
        assertThat(taken).isLessThan(Duration.ofSeconds(3));
        assertThat(home.journalRows()).isZero();
        assertThat(home.openClaims()).hasSize(1);
        home.start();
        awaitJournal();
        itIsThereOnce();
    }

    private Duration stop() {
        Instant then = Instant.now();
        home.daemon().terminate();
        int code = home.daemon().awaitEnd(Duration.ofSeconds(20));
        assertThat(code).isEqualTo(AFTER_SIGTERM);
        return Duration.between(then, Instant.now());
    }

    private void arrivesOnceAfterARestart() {
        home.listener.listenOnAudiobookshelf(book.itemId(), FORWARD);
        home.start();
        awaitJournal();
        itIsThereOnce();
    }

    private void awaitJournal() {
        home.awaitState(
                "the write is settled",
                Duration.ofSeconds(30),
                store -> store.countJournal() > 0 && store.listOpenClaims().isEmpty());
    }

    private void itIsThereOnce() {
        home.awaitCycles(3);
        assertThat(home.applied(book)).hasSize(1);
        assertThat(home.listener.placeOnPhone(book.asin())).contains(THERE);
        assertThat(home.journalRows()).isEqualTo(1);
        assertThat(home.openClaims()).isEmpty();
    }
}
