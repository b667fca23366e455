package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.JournalEntry.Confirmation;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.state.StateStore;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The disk is full from one step of a write on, and stays so: nothing leaves without its claim, nothing is written twice, and
 * once there is room the write is there once, with its row in the journal.
 */
class DiskFullTest {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);
    private static final Set<String> READS =
            Set.of("listBooks", "isClaimed", "listOpenClaims", "listJournal", "countJournal");

    /** A step that writes to the state. */
    enum Step {
        CLAIM("claim", false),
        /** On record before the request leaves. */
        SENDING("sent", false),
        /** On record after the answer. */
        SENT("sent", true),
        CONFIRM("confirm", true);

        private final String method;
        private final boolean leaves;

        Step(String method, boolean leaves) {
            this.method = method;
            this.leaves = leaves;
        }

        /** A write that was sent counts as lost until it is known to be answered. */
        boolean isHere(Method called, Object[] arguments) {
            return called.getName().equals(method)
                    && (!method.equals("sent") || arguments[2].equals(this == SENDING));
        }
    }

    /** A disk on which there is no room from a step on; what is there can be read. */
    private static final class Disk {
        private final AtomicBoolean armed = new AtomicBoolean();
        private final AtomicBoolean full = new AtomicBoolean();
        private final Step step;

        Disk(Step step) {
            this.step = step;
        }

        StateStore around(StateStore real) {
            return (StateStore)
                    Proxy.newProxyInstance(
                            StateStore.class.getClassLoader(),
                            new Class<?>[] {StateStore.class},
                            (proxy, called, arguments) -> {
                                if (armed.get() && step.isHere(called, arguments)) {
                                    full.set(true);
                                }
                                if (full.get() && isWrite(called)) {
                                    throw new StateStoreFailed("the disk is full; make room");
                                }
                                try {
                                    return called.invoke(real, arguments);
                                } catch (InvocationTargetException thrown) {
                                    throw thrown.getCause();
                                }
                            });
        }

        private static boolean isWrite(Method called) {
            return !READS.contains(called.getName())
                    && !called.getName().startsWith("list")
                    && !called.getName().startsWith("find")
                    && !called.getName().equals("close");
        }

        void makeRoom() {
            armed.set(false);
            full.set(false);
        }
    }

    @TempDir Path folder;

    static Stream<Arguments> steps() {
        return Stream.of(Side.values())
                .flatMap(side -> Stream.of(Step.values()).map(step -> Arguments.of(side, step)));
    }

    @ParameterizedTest(name = "to {0}, from {1} on")
    @MethodSource("steps")
    void thereIsNoWriteWithoutItsRecordAndOnceThereIsRoomItIsThereOnce(Side target, Step step)
            throws Exception {
        Disk disk = new Disk(step);
        try (Rig rig = new Rig(folder)) {
            // given
            rig.withStore(disk::around);
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            if (target == Side.AUDIBLE) {
                rig.listener.listenOnAudiobookshelf(book.itemId(), HEARD);
            } else {
                rig.listener.listenOnPhone(book.asin(), HEARD);
            }
            rig.clearLogs();

            // when
            disk.armed.set(true);
            Cycle first = rig.nextCycle();
            rig.nextCycles(4);

            // then
            assertThat(disk.full).isTrue();
            assertThat(first.stopped())
                    .hasValueSatisfying(why -> assertThat(why).contains("the disk is full"));
            assertThat(writes(rig)).hasSize(step.leaves ? 1 : 0);
            assertThat(rig.store().listOpenClaims()).hasSize(step == Step.CLAIM ? 0 : 1);
            assertThat(rig.journal(book)).isZero();

            disk.makeRoom();
            rig.cycleUntil(() -> rig.journal(book) == 1);
            rig.nextCycles(3);

            assertThat(writes(rig)).hasSize(1);
            assertThat(rig.onAudible(book)).isEqualTo(START.plus(HEARD));
            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
            assertThat(rig.store().listOpenClaims()).isEmpty();
            assertThat(rig.store().listJournal(Rig.key(book)))
                    .singleElement()
                    .satisfies(row -> assertThat(row.side()).isEqualTo(target))
                    .extracting(JournalEntry::confirmed)
                    .isEqualTo(Confirmation.CONFIRMED);
        }
    }

    private static List<LoggedRequest> writes(Rig rig) {
        return Stream.concat(rig.writesToAudible().stream(), rig.writesToAudiobookshelf().stream())
                .toList();
    }
}
