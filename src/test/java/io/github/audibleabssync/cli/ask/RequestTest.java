package io.github.audibleabssync.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.Command.Answer;
import io.github.audibleabssync.state.Command.Kind;
import io.github.audibleabssync.state.Command.Outcome;
import io.github.audibleabssync.state.StateFile;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Waiting for an answer, with a state that is held open as by a daemon. */
class RequestTest {

    private static final Duration A_MOMENT = Duration.ofMillis(700);

    @TempDir private Path folder;

    private Desk desk() {
        return new Desk(
                new Surroundings(
                        Map.of("STATE_PATH", "state.db"),
                        folder,
                        System.out,
                        System.err,
                        Clock.systemUTC()));
    }

    private StateFile daemon() {
        return StateFile.open(folder.resolve("state.db"), Clock.systemUTC(), "test");
    }

    private Answer ask(Duration patience) {
        return new Request(desk(), patience).await(Kind.SYNC, command -> command);
    }

    private void assertRefused(ExitCode code, Duration patience, String... said) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ask(patience))
                .withMessageContainingAll(said)
                .extracting(Refusal::code)
                .isEqualTo(code);
    }

    /** Does something with the one command, as soon as it is there. */
    private static CompletableFuture<Void> whenAsked(StateFile daemon, Consumer<Command> action) {
        return CompletableFuture.runAsync(
                () -> {
                    Awaitility.await()
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> !daemon.store().listOpenCommands().isEmpty());
                    action.accept(daemon.store().listOpenCommands().getFirst());
                });
    }

    @Test
    void withoutADaemonNothingIsLeftInTheState() {
        daemon().close();

        assertRefused(
                ExitCode.NO_DAEMON,
                Request.PATIENCE,
                "No daemon runs on this state: " + folder.resolve("state.db"),
                "audible-abs-sync run",
                "STATE_PATH");

        try (StateFile state = daemon()) {
            assertThat(state.store().listOpenCommands()).isEmpty();
        }
    }

    @Test
    void theAnswerIsWaitedFor() {
        try (StateFile daemon = daemon()) {
            Answer well = new Answer(Outcome.DONE, "well");
            var cycle =
                    whenAsked(
                            daemon,
                            command ->
                                    daemon.store()
                                            .answer(
                                                    command.id(),
                                                    well,
                                                    Clock.systemUTC().instant()));

            assertThat(ask(Request.PATIENCE)).isEqualTo(well);
            cycle.join();
        }
    }

    @Test
    void whatNobodyTakesIsWithdrawn() {
        try (StateFile daemon = daemon()) {
            assertRefused(ExitCode.NO_DAEMON, A_MOMENT, "withdrawn", "nothing was changed");

            assertThat(daemon.store().listOpenCommands()).isEmpty();
        }
    }

    @Test
    void whatIsTakenAndNotAnsweredWillBeDone() {
        try (StateFile daemon = daemon()) {
            var cycle =
                    whenAsked(
                            daemon,
                            command ->
                                    daemon.store()
                                            .take(
                                                    command.id(),
                                                    Clock.systemUTC().instant(),
                                                    Map.of()));

            assertRefused(ExitCode.WAITS, A_MOMENT, "noted and will be done");

            cycle.join();
            assertThat(daemon.store().listOpenCommands())
                    .extracting(Command::taken)
                    .isEqualTo(List.of(true));
        }
    }

    @Test
    void aDaemonThatEndsMeanwhileIsNotWaitedFor() {
        StateFile daemon = daemon();
        var end = whenAsked(daemon, _ -> daemon.close());

        assertRefused(ExitCode.NO_DAEMON, Duration.ofMinutes(5), "withdrawn");

        end.join();
        try (StateFile again = daemon()) {
            assertThat(again.store().listOpenCommands()).isEmpty();
        }
    }
}
