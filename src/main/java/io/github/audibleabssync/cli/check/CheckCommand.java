package io.github.audibleabssync.cli.check;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;

import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.cli.Unexpected;
import io.github.audibleabssync.cli.routes.RoutesCheck;
import io.github.audibleabssync.operations.logging.LogConfigurator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code check}. */
@Command(
        name = "check",
        description =
                "Looks whether everything is as it has to be - settings, data folder, state, both"
                        + " services, books, clocks - and says what to do where it is not. Writes"
                        + " nothing unless --write-test says so, and works with and without a"
                        + " running daemon.",
        footer = {
            "",
            "Exit codes: 0 all is well, 1 there are warnings, 2 there are errors;",
            "75 with --write-test when the daemon runs: nothing was written;",
            "with --routes: 0 they can be run, 78 they cannot.",
        })
public final class CheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(
            names = "--write-test",
            paramLabel = "BOOK",
            description =
                    "Then prove that writes arrive: set the place of this book forward by a second"
                            + " on each side, read it back, and put it back. Its ASIN, item id or"
                            + " title; the daemon has to be stopped.")
    private @Nullable String writeTest;

    @Option(
            names = "--routes",
            description =
                    "Only try the YAML routes of ROUTES_PATH, without starting anything and without"
                            + " asking anybody, and name file and line of what is wrong.")
    private boolean routes;

    /** The command, in these surroundings. */
    public CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (routes) {
            return new RoutesCheck(surroundings).run().code();
        }
        keepLogAside();
        try {
            return look();
        } catch (RuntimeException unexpected) {
            // the usual exit code of a failure means that there are only warnings here
            Unexpected.report(surroundings, unexpected);
            return ExitCode.USAGE.code();
        }
    }

    private Integer look() {
        Optional<WriteTest> test =
                Optional.ofNullable(writeTest).map(book -> new WriteTest(surroundings, book));
        if (test.isPresent() && test.get().isDaemonRunning()) {
            surroundings.err().println(WriteTestWords.DAEMON_RUNS.line().text());
            return ExitCode.IN_USE.code();
        }
        List<Line> lines = new ArrayList<>(new Check(surroundings).run());
        test.ifPresent(then -> lines.addAll(then.run(lines)));
        Report report = new Report(List.copyOf(lines));
        if (json) {
            surroundings.out().println(report.json());
        } else {
            report.print(surroundings.out());
        }
        return report.code().code();
    }

    /** Standard output is for the table, which says everything that the log would. */
    private static void keepLogAside() {
        LogConfigurator.useStandardError();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            loggers.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
        }
    }
}
