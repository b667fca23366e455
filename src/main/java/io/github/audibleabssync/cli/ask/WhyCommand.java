package io.github.audibleabssync.cli.ask;

import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.Explanation;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.operations.Inquiry;
import io.github.audibleabssync.operations.InquiryPages;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code why}. */
@Command(
        name = "why",
        description =
                "Explains how a book stands: what was known, which rule decided, and what would"
                        + " change that.")
final class WhyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "BOOK", description = Words.BOOK)
    private List<String> book = new ArrayList<>();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    WhyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return Desk.run(surroundings, desk -> desk.look(this::explain));
    }

    private ExitCode explain(Inquiry inquiry) {
        Pair pair = Desk.book(inquiry, book);
        if (json) {
            surroundings.out().println(new InquiryPages(inquiry).why(pair).toPrettyString());
            return ExitCode.OK;
        }
        PrintStream out = surroundings.out();
        out.println(Desk.name(pair));
        BookState state = inquiry.state(pair);
        Optional<Explanation> explanation = inquiry.explain(pair);
        if (explanation.isEmpty() || state.last().isEmpty()) {
            out.println("Both sides were not asked for it yet; the daemon does that in a while.");
            return ExitCode.OK;
        }
        print(inquiry, pair, state.last().get(), explanation.get());
        return ExitCode.OK;
    }

    private void print(Inquiry inquiry, Pair pair, Verdict last, Explanation why) {
        PrintStream out = surroundings.out();
        inquiry.state(pair)
                .askedAt()
                .ifPresent(
                        asked ->
                                out.printf(
                                        "%nWhat was known at %s %s%n",
                                        Times.show(asked), Times.zoneName()));
        why.inputs().forEach(line -> out.println("  " + Times.showAllIn(line)));
        out.printf(
                "%nWhat was decided, and stands since %s%n  %s: %s%n  rule %s: %s%n    -> %s%n",
                Times.show(last.since()),
                last.outcome().name().toLowerCase(Locale.ROOT),
                last.reason().sentence(),
                last.rule().label(),
                last.rule().sentence(),
                last.rule().decision());
        if (why.decision().reason() != last.reason()) {
            out.printf(
                    "%nWhat the rules make of it now%n  %s (rule %s)%n",
                    Explanation.tell(why.decision()), why.decision().rule().label());
        }
        if (!why.changes().isEmpty()) {
            out.printf("%nWhat would change that%n");
            why.changes()
                    .forEach(
                            change ->
                                    out.printf(
                                            "  %s%n    -> %s%n", change.event(), change.outcome()));
        }
        inquiry.findRemedy(pair).ifPresent(command -> out.printf("%nTo decide it: %s%n", command));
    }
}
