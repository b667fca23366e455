package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Side;

import java.time.Instant;
import java.util.List;

/** Cycles as the routes leave them, for those who report on them. */
public final class ReportedCycles {

    private ReportedCycles() {}

    public static Cycle begun(Instant at) {
        return new Cycle(at);
    }

    public static Cycle failed(Instant at, Side side, String why) {
        Cycle cycle = new Cycle(at);
        cycle.failed(side, why);
        return cycle;
    }

    public static Cycle decided(Instant at, Resolved... books) {
        Cycle cycle = new Cycle(at);
        cycle.ask(List.of(books).stream().map(Resolved::key).toList(), List.of());
        List.of(books).forEach(cycle::decided);
        return cycle;
    }

    /** The writes of a cycle, tried but not confirmed. */
    public static void intend(Cycle cycle) {
        cycle.intend(intents(cycle));
    }

    /** The writes of a cycle in a dry run. */
    public static void wouldWrite(Cycle cycle) {
        cycle.wouldWrite(intents(cycle));
    }

    /** The writes of a cycle, as confirmed as the state of their books says. */
    public static void confirmed(Cycle cycle, Books books, BookKey key, Decision.Write write) {
        intend(cycle);
        books.remembered(key, books.state(key).withAgreement(write.agreement()));
        cycle.written();
    }

    private static List<Intent> intents(Cycle cycle) {
        return cycle.resolved().stream()
                .filter(book -> book.decision() instanceof Decision.Write)
                .map(
                        book ->
                                Intent.of(
                                        "default",
                                        book,
                                        (Decision.Write) book.decision(),
                                        cycle.startedAt()))
                .toList();
    }
}
