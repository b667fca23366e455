package io.github.audibleabssync.cli.ask;

import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.JournalEntry.Confirmation;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.SideState;
import io.github.audibleabssync.operations.Inquiry;
import io.github.audibleabssync.operations.InquiryPages;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code history}. */
@Command(
        name = "history",
        description = "Lists every write to a book, newest first, with what was there before.")
final class HistoryCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "BOOK", description = Words.BOOK)
    private List<String> book = new ArrayList<>();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    HistoryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return Desk.run(surroundings, desk -> desk.look(this::list));
    }

    private ExitCode list(Inquiry inquiry) {
        Pair pair = Desk.book(inquiry, book);
        if (json) {
            surroundings.out().println(new InquiryPages(inquiry).history(pair).toPrettyString());
            return ExitCode.OK;
        }
        List<JournalEntry> journal = inquiry.listJournal(pair);
        surroundings.out().printf("%s, times are %s%n%n", Desk.name(pair), Times.zoneName());
        journal.forEach(this::print);
        if (journal.isEmpty()) {
            surroundings.out().println("Nothing was written.");
        }
        return ExitCode.OK;
    }

    private void print(JournalEntry entry) {
        PrintStream out = surroundings.out();
        out.printf(
                "%s  %s  %s -> %s%s%n",
                Times.show(entry.at()),
                entry.side().title(),
                show(entry.before()),
                show(Optional.of(entry.after())),
                entry.confirmed() == Confirmation.CONFIRMED
                        ? ""
                        : "  (overtaken: somebody was elsewhere right after it)");
        out.println("  " + because(entry));
        out.printf("  %s was at %s then%n%n", entry.side().other().title(), show(entry.source()));
    }

    private static String because(JournalEntry entry) {
        String rule = entry.rule().label();
        return switch (entry.origin().who()) {
            case RULE -> "rule %s, by itself: %s".formatted(rule, entry.rule().sentence());
            case UNDO -> "rule %s: a person took writes back".formatted(rule);
            case PERSON -> "rule %s: a person chose".formatted(rule);
        };
    }

    private static String show(Optional<SideState> side) {
        return side.map(state -> state.place() + (state.finished() ? " (finished)" : ""))
                .orElse("no place");
    }
}
