package io.github.audibleabssync.cli.ask;

import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.Explanation;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Sighting;
import io.github.audibleabssync.core.Track;
import io.github.audibleabssync.operations.Inquiry;
import io.github.audibleabssync.operations.InquiryPages;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code holds}. */
@Command(
        name = "holds",
        description =
                "Lists the books that wait, since when, why, and the command that decides each.")
final class HoldsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    HoldsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return Desk.run(surroundings, desk -> desk.look(this::list));
    }

    private ExitCode list(Inquiry inquiry) {
        if (json) {
            surroundings.out().println(new InquiryPages(inquiry).holds().toPrettyString());
            return ExitCode.OK;
        }
        if (inquiry.isPaused()) {
            surroundings
                    .out()
                    .println("All books are paused; 'audible-abs-sync resume' goes on.\n");
        }
        List<Pair> held = inquiry.listHeld();
        held.forEach(pair -> print(inquiry, pair));
        surroundings
                .out()
                .println(
                        held.isEmpty()
                                ? "No book waits."
                                : "%d of %d books wait. Times are %s."
                                        .formatted(
                                                held.size(),
                                                inquiry.listPairs().size(),
                                                Times.zoneName()));
        return ExitCode.OK;
    }

    private void print(Inquiry inquiry, Pair pair) {
        BookState state = inquiry.state(pair);
        Verdict last = state.last().orElseThrow();
        PrintStream out = surroundings.out();
        out.println(Desk.name(pair));
        out.printf(
                "  since %s: %s (rule %s)%n",
                Times.show(last.since()), last.reason().sentence(), last.rule().label());
        out.println("  " + places(state));
        inquiry.findRemedy(pair).ifPresent(command -> out.println("  to decide it: " + command));
        inquiry.explain(pair).stream()
                .flatMap(explanation -> explanation.changes().stream())
                .filter(change -> change.event().startsWith(Explanation.BY_COMMAND))
                .map(
                        change ->
                                change.event().substring(Explanation.BY_COMMAND.length())
                                        + " -> "
                                        + change.outcome())
                .forEach(change -> out.println("    " + change));
        out.println();
    }

    static String places(BookState state) {
        return "Audible %s, Audiobookshelf %s"
                .formatted(place(state.audible()), place(state.audiobookshelf()));
    }

    private static String place(Track track) {
        return track.latest().map(HoldsCommand::place).orElse("no place");
    }

    private static String place(Sighting seen) {
        return seen.place() + (seen.finished() ? " (finished)" : "");
    }
}
