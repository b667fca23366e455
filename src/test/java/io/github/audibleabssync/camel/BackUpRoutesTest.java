package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.state.StateCopies;
import io.github.audibleabssync.state.StateCopy;
import io.github.audibleabssync.state.StateStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The route {@code back-up-state} of {@code 60-remember}: a copy a day, and what becomes of one that fails. */
class BackUpRoutesTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path folder;

    private List<StateCopy> copies() {
        return StateCopies.list(folder.resolve("state.db"));
    }

    private static LocalDate today(Rig rig) {
        return LocalDate.ofInstant(rig.clock.instant(), ZoneOffset.UTC);
    }

    private static Backups.Report report(Rig rig) {
        return rig.bean("backups", Backups.class).report();
    }

    @Test
    void aDayHasOneCopyHoweverManyCyclesAndRestarts() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook _ = rig.bookAt(START);
            rig.start();
            AtomicInteger made = Steps.count(rig, "back-up-state", "copy-the-state");

            rig.cycle();
            rig.cycle();
            rig.restart();
            AtomicInteger madeLater = Steps.count(rig, "back-up-state", "copy-the-state");
            rig.cycle();

            assertThat(made).hasValue(1);
            assertThat(madeLater).hasValue(0);
            assertThat(copies()).singleElement().extracting(StateCopy::day).isEqualTo(today(rig));
            assertThat(report(rig).lastAt()).isPresent();
        }
    }

    @Test
    void eachDayHasACopyAndAfterADowntimeTheNextCycleMakesIt() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook _ = rig.bookAt(START);
            rig.start().cycle();
            LocalDate first = today(rig);
            rig.clock.step(DAY);
            rig.cycle();
            rig.stop();
            rig.clock.step(DAY.multipliedBy(3));

            rig.start().cycle();

            assertThat(copies())
                    .extracting(StateCopy::day)
                    .containsExactly(first.plusDays(4), first.plusDays(1), first);
        }
    }

    @Test
    void theLastSevenAreKept() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook _ = rig.bookAt(START);
            rig.start();
            for (int day = 0; day < 9; day++) {
                rig.cycle();
                rig.clock.step(DAY);
            }

            assertThat(copies()).hasSize(7);
            assertThat(copies().getFirst().day()).isEqualTo(today(rig).minusDays(1));
            assertThat(report(rig).made()).isEqualTo(9);
        }
    }

    @Test
    void aDryRunMakesNone() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook _ = rig.bookAt(START);
            rig.with("DRY_RUN", "true").start().nextCycles(2);

            assertThat(copies()).isEmpty();
        }
    }

    @Test
    void aCopyThatFailsStopsNothingAndIsTriedAgainLater() throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        try (Rig rig = new Rig(folder)) {
            rig.withStore(store -> withoutRoomForCopies(store, full));
            PracticeBook book = rig.bookAt(START);
            rig.start().cycle();
            AtomicInteger tried = Steps.count(rig, "back-up-state", "copy-the-state");
            assertThat(report(rig).failed()).isEqualTo(1);
            assertThat(report(rig).problem())
                    .hasValueSatisfying(why -> assertThat(why).contains("Make room"));

            rig.listener.listenOnPhone(book.asin(), HEARD);
            Cycle cycle = rig.nextCycle();

            assertThat(cycle.succeeded()).isTrue();
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
            assertThat(tried).as("not with each cycle").hasValue(0);
            assertThat(copies()).isEmpty();
            assertThat(folder).isDirectoryNotContaining("glob:**/*.new*");

            full.set(false);
            rig.clock.step(Duration.ofMinutes(15));
            rig.cycle();

            assertThat(copies()).hasSize(1);
            assertThat(report(rig).problem()).isEmpty();
            assertThat(report(rig).made()).isEqualTo(1);
        }
    }

    @Test
    void aStepThatNobodyExpectsToFailDoesNotStopTheCycleEither() throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook _ = rig.bookAt(START);
            rig.start();
            Steps.spoil(rig, "back-up-state", "keep-the-copy").set(true);

            assertThat(rig.cycle().succeeded()).isTrue();

            assertThat(report(rig).failed()).isEqualTo(1);
            assertThat(copies()).isEmpty();
            assertThat(folder).isDirectoryNotContaining("glob:**/*.new*");
        }
    }

    @Test
    void withoutASessionThereIsACopyAllTheSame() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.with("AUDIBLE_AUTH_JSON_PATH", folder.resolve("none.json").toString());

            assertThat(rig.start().cycle().stopped()).isPresent();

            assertThat(copies()).hasSize(1);
        }
    }

    /** A store beside which there is no room for a copy. */
    private static StateStore withoutRoomForCopies(StateStore real, AtomicBoolean full) {
        return (StateStore)
                Proxy.newProxyInstance(
                        StateStore.class.getClassLoader(),
                        new Class<?>[] {StateStore.class},
                        (proxy, called, arguments) -> {
                            if (full.get() && called.getName().equals("copyTo")) {
                                throw new StateStoreFailed("The disk is full. Make room.");
                            }
                            try {
                                return called.invoke(real, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }
}
