package io.github.audibleabssync.cli;

import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.CopyContents;
import io.github.audibleabssync.state.Restoration;
import io.github.audibleabssync.state.StateCopies;
import io.github.audibleabssync.state.StateCopy;
import io.github.audibleabssync.state.StateFileProblem;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code restore}: lists the copies of the state, or puts one back. No setting matters but {@code STATE_PATH}. */
final class RestoreCommand {

    private static final String ROW = "%-12s  %-20s  %10s  %7s  %9s  %s%n";

    private final Surroundings surroundings;
    private final Path state;

    RestoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.state =
                SettingsLoader.statePath(
                                surroundings.environment(), surroundings.workingDirectory())
                        .toAbsolutePath()
                        .normalize();
    }

    ExitCode list() {
        try {
            List<StateCopy> copies = StateCopies.list(state);
            PrintStream out = surroundings.out();
            if (copies.isEmpty()) {
                out.printf(
                        "There is no copy of %s yet. The daemon makes one a day, beside it; it"
                                + " makes none in a dry run.%n",
                        state);
                return ExitCode.OK;
            }
            out.printf("Copies of %s, newest first:%n%n", state);
            out.printf(ROW, "copy", "made", "size", "books", "journal", "last write");
            copies.forEach(copy -> out.print(row(copy)));
            out.printf(
                    "%nStop the daemon, then '%s' puts one back.%n", copies.getFirst().command());
            return ExitCode.OK;
        } catch (StateFileProblem problem) {
            return refuse(problem);
        }
    }

    private static String row(StateCopy copy) {
        String size = "%.1f MB".formatted(copy.bytes() / 1e6);
        String made = CopyContents.MINUTE.format(copy.madeAt());
        try {
            CopyContents contents = CopyContents.of(copy.file());
            return format(
                    copy.name(),
                    made,
                    size,
                    contents.books(),
                    contents.journalRows(),
                    contents.lastWriteAt().map(CopyContents.MINUTE::format).orElse("none"));
        } catch (StateFileProblem problem) {
            return format(copy.name(), made, size, "-", "-", String.valueOf(problem.getMessage()));
        }
    }

    private static String format(Object... columns) {
        return ROW.formatted(columns);
    }

    ExitCode restore(String named) {
        try {
            Optional<Path> copy = find(named);
            if (copy.isEmpty()) {
                return unknown(named);
            }
            report(named, Restoration.restore(state, copy.get(), surroundings.clock()));
            return ExitCode.OK;
        } catch (StateFileProblem problem) {
            return refuse(problem);
        }
    }

    private Optional<Path> find(String named) {
        return StateCopies.list(state).stream()
                .filter(copy -> copy.name().equals(named))
                .map(StateCopy::file)
                .findFirst()
                .or(() -> file(named).filter(Files::exists));
    }

    private Optional<Path> file(String named) {
        try {
            return Optional.of(surroundings.workingDirectory().resolve(named));
        } catch (InvalidPathException noFile) {
            return Optional.empty();
        }
    }

    private ExitCode unknown(String named) {
        String known =
                StateCopies.list(state).stream()
                        .map(StateCopy::name)
                        .collect(Collectors.joining(", "));
        surroundings
                .err()
                .printf(
                        "There is no copy '%s' of %s, and no file of that name. %s%n",
                        named,
                        state,
                        known.isEmpty()
                                ? "There are no copies beside it; give the path of one that you"
                                        + " keep elsewhere."
                                : "There are: " + known + ".");
        return ExitCode.USAGE;
    }

    private void report(String named, Restoration.Done done) {
        PrintStream out = surroundings.out();
        done.completed().ifPresent(out::println);
        out.printf(
                "The copy '%s' (%s) is now the state %s.%n", named, done.contents(), done.state());
        done.former()
                .ifPresent(
                        former ->
                                out.printf(
                                        "The former state was moved to %s; 'audible-abs-sync"
                                                + " restore %s' brings it back.%n",
                                        former, former));
        if (done.isOfOlderSchema()) {
            out.printf(
                    "It is of an older version: the next start brings it up to date, and keeps a"
                            + " copy of how it was.%n");
        }
        out.printf(
                "At its next start the daemon reads both sides: what moved since the copy was made"
                    + " is decided by the usual rules. Nothing is written that is not clear; such"
                    + " books are held, and /status names the reason.%n");
    }

    private ExitCode refuse(StateFileProblem problem) {
        surroundings.err().println(problem.getMessage());
        return problem.isInUse() ? ExitCode.IN_USE : ExitCode.STATE;
    }
}
