package io.github.audibleabssync.cli.ask;

import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.state.Command.Kind;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What a person asks of the daemon as a whole: {@code sync}, {@code apply}, {@code pause}, {@code resume}. */
final class RunningCommands {

    private RunningCommands() {}

    /** {@code sync}. */
    @Command(name = "sync", description = "Runs a cycle now.")
    static final class Sync implements Callable<Integer> {
        private final Surroundings surroundings;

        @Spec private @Nullable CommandSpec spec;

        @Option(
                names = "--now",
                description = "Not in SYNC_INTERVAL_SECONDS, but now; the daemon syncs by itself.")
        private boolean now;

        Sync(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            boolean _ =
                    Words.require(
                            Optional.of(now).filter(Boolean::booleanValue),
                            Optional.ofNullable(spec).orElseThrow(),
                            "The daemon syncs by itself; write 'sync --now' for a cycle at once");
            return Desk.run(surroundings, desk -> new Request(desk).ask(Kind.SYNC));
        }
    }

    /** {@code apply}. */
    @Command(
            name = "apply",
            description =
                    "Lets the writes go that the safety stop holds (rule 42); look at 'plan'"
                            + " first.")
    static final class Apply implements Callable<Integer> {
        private final Surroundings surroundings;

        Apply(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            return Desk.run(surroundings, desk -> new Request(desk).ask(Kind.APPLY));
        }
    }

    /** {@code pause}. */
    @Command(
            name = "pause",
            description =
                    "Writes nothing until 'resume', for one book or for all; both sides are read"
                            + " on.")
    static final class Pause implements Callable<Integer> {
        private final Surroundings surroundings;

        @Parameters(arity = "0..*", paramLabel = "BOOK", description = Words.BOOK)
        private List<String> book = new ArrayList<>();

        Pause(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            return Desk.run(surroundings, desk -> askAboutOneOrAll(desk, Kind.PAUSE, book));
        }
    }

    /** {@code resume}. */
    @Command(
            name = "resume",
            description =
                    "Goes on after 'pause'; for one book also after failures that made it wait.")
    static final class Resume implements Callable<Integer> {
        private final Surroundings surroundings;

        @Parameters(arity = "0..*", paramLabel = "BOOK", description = Words.BOOK)
        private List<String> book = new ArrayList<>();

        Resume(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            return Desk.run(surroundings, desk -> askAboutOneOrAll(desk, Kind.RESUME, book));
        }
    }

    private static ExitCode askAboutOneOrAll(Desk desk, Kind kind, List<String> book) {
        Request request = new Request(desk);
        return book.isEmpty() ? request.ask(kind) : request.ask(kind, book, command -> command);
    }
}
