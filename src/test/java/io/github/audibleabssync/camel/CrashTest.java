package io.github.audibleabssync.camel;

import static io.github.audibleabssync.practice.Faults.on;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeRequest;
import io.github.audibleabssync.state.StateStore;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** The daemon stops, or its state fails, in the middle of a cycle: the same end, and nothing written twice. */
class CrashTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration THERE = START.plus(HEARD);
    private static final Predicate<PracticeRequest> PUT = on("PUT", "/1.0/lastpositions");

    @TempDir Path folder;

    /** A store that fails in one method while it is told to. */
    private static StateStore failing(StateStore real, String method, AtomicBoolean failing) {
        return (StateStore)
                Proxy.newProxyInstance(
                        StateStore.class.getClassLoader(),
                        new Class<?>[] {StateStore.class},
                        (proxy, called, arguments) -> {
                            boolean lostAnswer =
                                    arguments != null
                                            && arguments.length == 3
                                            && Boolean.TRUE.equals(arguments[2]);
                            if (failing.get() && called.getName().equals(method) && !lostAnswer) {
                                throw new StateStoreFailed("the disk is full; make room");
                            }
                            try {
                                return called.invoke(real, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }

    @ParameterizedTest(name = "the state fails in {0}")
    @ValueSource(
            strings = {"remember", "claim", "sent", "confirm", "listOpenClaims", "saveShelfItems"})
    void whenTheStateFailsTheCycleStopsAndALaterOneEndsWithOneWrite(String method)
            throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        try (Rig rig = new Rig(folder)) {
            rig.withStore(store -> failing(store, method, failing));
            PracticeBook book = rig.bookAt(START);
            rig.with("AUDIBLE_LIBRARY_DISCOVERY_INTERVAL_SECONDS", "60").start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            failing.set(true);

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.stopped())
                    .hasValueSatisfying(why -> assertThat(why).contains("the disk is full"));

            failing.set(false);
            rig.cycleUntil(() -> rig.journal(book) == 1);
            rig.nextCycles(3);

            assertThat(rig.onAudible(book)).isEqualTo(THERE);
            assertThat(rig.placeWritesToAudible()).hasSize(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.journal(book)).isEqualTo(1);
        }
    }

    @Test
    void aStateThatFailsBeforeTheClaimLetsNoWriteLeave() throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        try (Rig rig = new Rig(folder)) {
            rig.withStore(store -> failing(store, "claim", failing));
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            failing.set(true);

            rig.nextCycles(3);

            assertThat(rig.writesToAudible()).isEmpty();
        }
    }

    @Test
    void aStopWhileAWriteWaitsForItsAnswerIsSettledAfterTheRestartWithoutAnother()
            throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.audible.faults().next(1, PUT, Fault.lateAnswer(Duration.ofSeconds(30)));
            CompletableFuture<Void> cycle = CompletableFuture.runAsync(() -> quietly(rig));
            Awaitility.await().until(() -> rig.onAudible(book).equals(THERE));

            rig.stop();
            rig.start();
            rig.nextCycles(3);

            assertThat(rig.placeWritesToAudible()).hasSize(1);
            assertThat(rig.journal(book)).isEqualTo(1);
            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.agreement(book).audible().place().fromStart()).isEqualTo(THERE);
            cycle.cancel(true);
        }
    }

    @Test
    void aStopDuringTheWaitForTheReadBackIsImmediateAndIsSettledAfterTheRestart() throws Exception {
        try (Rig rig = new Rig(folder).withRealWaits()) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            CompletableFuture<Void> cycle = CompletableFuture.runAsync(() -> quietly(rig));
            Awaitility.await()
                    .until(
                            () ->
                                    rig.store().listOpenClaims().stream()
                                            .anyMatch(
                                                    claim ->
                                                            claim.sentAt().isPresent()
                                                                    && !claim.answerLost()));
            Instant told = Instant.now();

            rig.stop();

            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofMillis(2500));
            cycle.join();

            rig.start();
            rig.clock.step(Duration.ofMinutes(1));
            rig.cycle();

            assertThat(rig.placeWritesToAudible()).hasSize(1);
            assertThat(rig.store().listJournal(Rig.key(book)))
                    .singleElement()
                    .extracting(JournalEntry::after)
                    .extracting(after -> after.place().fromStart())
                    .isEqualTo(THERE);
            assertThat(rig.store().listOpenClaims()).isEmpty();
        }
    }

    @Test
    void aClaimThatWasNeverSentIsGivenBackAfterARestartThoughTheListenerMovedSince()
            throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            rig.stop();
            rig.withStore(store -> crashing(store, failing)).start();
            failing.set(true);
            rig.nextCycle();
            assertThat(rig.store().listOpenClaims())
                    .singleElement()
                    .extracting(Claim::sentAt)
                    .isEqualTo(Optional.empty());
            rig.stop();
            rig.withStore(store -> store);
            rig.clock.step(Duration.ofMinutes(3));
            rig.listener.listenOnPhone(book.asin(), Duration.ofMinutes(40));

            rig.start();
            rig.cycleUntil(
                    () -> rig.onAudiobookshelf(book).equals(START.plus(Duration.ofMinutes(40))));

            assertThat(rig.placeWritesToAudible()).isEmpty();
            assertThat(rig.journal(book)).isEqualTo(1);
        }
    }

    /** A store that dies right after a claim was taken. */
    private static StateStore crashing(StateStore real, AtomicBoolean failing) {
        AtomicBoolean dead = new AtomicBoolean();
        return (StateStore)
                Proxy.newProxyInstance(
                        StateStore.class.getClassLoader(),
                        new Class<?>[] {StateStore.class},
                        (proxy, called, arguments) -> {
                            if (dead.get() && !called.getName().startsWith("list")) {
                                throw new StateStoreFailed("gone");
                            }
                            try {
                                Object result = called.invoke(real, arguments);
                                if (failing.get() && called.getName().equals("claim")) {
                                    dead.set(true);
                                }
                                return result;
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }

    private static void quietly(Rig rig) {
        try {
            rig.nextCycle();
        } catch (IllegalStateException stopped) {
            // the daemon was told to stop in the middle
        }
    }
}
