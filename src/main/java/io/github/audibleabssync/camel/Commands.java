package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Ruling;
import io.github.audibleabssync.core.Rulings;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.Command.Answer;
import io.github.audibleabssync.state.Command.Kind;
import io.github.audibleabssync.state.Command.Outcome;
import io.github.audibleabssync.state.StateStore;

import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The steps of {@code 15-hear-commands}: what people ask is taken at the beginning of a cycle, and answered at its end. So
 * nothing changes under a cycle's hands, and an answer tells what happened and not what was meant to happen.
 */
public final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** Whoever asked has gone away by now. */
    private static final Duration STALE = Duration.ofMinutes(10);

    /** An undo takes a cycle for each write and one to look; a side may be away for a moment. */
    private static final int MOST_CYCLES = 4;

    private final Books books;
    private final StateStore store;
    private final Orders orders;
    private final Clock clock;
    private final Map<Long, Integer> cyclesSeen = new HashMap<>();

    /** Answers that could not be stored yet: what became of a ruling is known only once. */
    private final Map<Long, Answer> unsaid = new HashMap<>();

    Commands(Books books, StateStore store, Orders orders, Clock clock) {
        this.books = books;
        this.store = store;
        this.orders = orders;
        this.clock = clock;
    }

    /** Whether somebody asked for something that a cycle has to show; an answer that cannot be stored needs none. */
    public synchronized boolean isAsked() {
        return store.listOpenCommands().stream()
                .anyMatch(command -> !unsaid.containsKey(command.id()));
    }

    /**
     * Takes what was asked since the last cycle. A plan has a cycle of its own, in which nothing is done; so whatever was
     * asked after it waits for the next one. A step of the first sweep asks for a few books only, so it takes nothing.
     */
    public synchronized void take(
            @Variable("cycle") Cycle cycle, @Variable("sweepOnly") boolean sweepOnly) {
        if (sweepOnly) {
            return;
        }
        List<Command> open = store.listOpenCommands();
        boolean plan = !open.isEmpty() && open.getFirst().kind() == Kind.PLAN;
        if (plan) {
            cycle.onlyPlan();
        }
        for (Command command : open) {
            if ((command.kind() == Kind.PLAN) != plan) {
                return;
            }
            take(cycle, command);
        }
    }

    private void take(Cycle cycle, Command command) {
        if (cyclesSeen.containsKey(command.id())) {
            cycle.watch(command);
        } else if (command.taken()) {
            goOn(cycle, command);
        } else if (Duration.between(command.askedAt(), clock.instant()).compareTo(STALE) > 0) {
            answer(
                    command,
                    Outcome.REFUSED,
                    "It was asked too long ago to be done now. Ask again.");
        } else {
            Orders.Taken taken = orders.carryOut(command);
            if (!store.take(command.id(), clock.instant(), taken.changed())) {
                return;
            }
            taken.changed().forEach(books::remembered);
            LOG.info("Asked by {}: {}", command.askedBy(), describe(command));
            taken.answer().ifPresent(answer -> answer(command, answer.outcome(), answer.text()));
            if (taken.answer().isEmpty()) {
                cyclesSeen.put(command.id(), 0);
                cycle.watch(command);
            }
        }
    }

    /** Taken by an earlier life of the daemon: what it ordered is in the state, and is watched on; or it is over. */
    private void goOn(Cycle cycle, Command command) {
        boolean ordered = command.book().flatMap(book -> ruling(book, command)).isPresent();
        if (ordered) {
            cyclesSeen.put(command.id(), 0);
            cycle.watch(command);
        } else {
            answer(
                    command,
                    Outcome.REFUSED,
                    "The daemon was stopped in between. "
                            + where(command)
                            + "Look, and ask again if it was not done.");
        }
    }

    private Optional<Ruling> ruling(BookKey book, Command command) {
        return books.state(book)
                .wishes()
                .ruling()
                .filter(ruling -> ruling.ground().command() == command.id());
    }

    /** Answers what this cycle has brought to an end; what takes longer is looked at again by the next one. */
    public synchronized void answer(@Variable("cycle") Cycle cycle) {
        for (Command command : cycle.watched()) {
            if (!unsaid.containsKey(command.id())) {
                int cycles = cyclesSeen.merge(command.id(), 1, Integer::sum);
                answer(cycle, command, cycles).ifPresent(given -> unsaid.put(command.id(), given));
            }
        }
        for (Command command : cycle.watched()) {
            Optional.ofNullable(unsaid.get(command.id()))
                    .ifPresent(given -> answer(command, given.outcome(), given.text()));
        }
    }

    private Optional<Answer> answer(Cycle cycle, Command command, int cycles) {
        return switch (command.kind()) {
            case SYNC -> Optional.of(synced(cycle));
            case PLAN -> Optional.of(planned(cycle));
            case APPLY -> Optional.of(applied(cycle, command));
            default -> ruled(cycle, command, cycles);
        };
    }

    private void answer(Command command, Outcome outcome, String text) {
        store.answer(command.id(), new Answer(outcome, text), clock.instant());
        cyclesSeen.remove(command.id());
        unsaid.remove(command.id());
        if (command.kind() != Kind.PLAN) {
            LOG.info("Answered {}: {}", describe(command), text);
        }
    }

    private static Answer synced(Cycle cycle) {
        Optional<String> problem = cycle.problem();
        return problem.map(why -> new Answer(Outcome.WAITS, "The cycle did not succeed: " + why))
                .orElseGet(
                        () ->
                                new Answer(
                                        Outcome.DONE,
                                        "Asked for %d books, %d writes confirmed."
                                                .formatted(cycle.asked().size(), cycle.writes())));
    }

    private static Answer planned(Cycle cycle) {
        return cycle.problem()
                .map(why -> new Answer(Outcome.WAITS, "Both sides have to be read first: " + why))
                .orElseGet(() -> new Answer(Outcome.DONE, PlanPage.render(cycle)));
    }

    private Answer applied(Cycle cycle, Command command) {
        if (cycle.problem().isPresent()) {
            return new Answer(
                    Outcome.WAITS,
                    "They go as soon as both sides are read: " + cycle.problem().get());
        }
        long released =
                books.states().keySet().stream()
                        .filter(book -> ruling(book, command).isPresent())
                        .count();
        long written =
                cycle.resolved().stream()
                        .filter(book -> ruling(book.key(), command).isPresent())
                        .filter(book -> book.decision() instanceof Decision.Write)
                        .filter(book -> isConfirmed(book))
                        .count();
        if (released == 0) {
            return new Answer(
                    Outcome.REFUSED,
                    "Every book that the safety stop held was listened to meanwhile, so the rules"
                            + " decide again. Look with 'audible-abs-sync plan'.");
        }
        String done =
                "%d of %d writes that the safety stop held are done.".formatted(written, released);
        return written == released
                ? new Answer(Outcome.DONE, done)
                : new Answer(Outcome.WAITS, done + " The others go as soon as that is possible.");
    }

    private boolean isConfirmed(Resolved book) {
        return revision(book.key()) > book.situation().lastRevision();
    }

    private long revision(BookKey book) {
        return books.state(book).agreement().map(agreed -> agreed.revision()).orElse(0L);
    }

    /** What became of a ruling. */
    private Optional<Answer> ruled(Cycle cycle, Command command, int cycles) {
        BookKey key = command.book().orElseThrow();
        Optional<Resolved> resolved =
                cycle.resolved().stream().filter(book -> book.key().equals(key)).findFirst();
        if (isReplaced(key, command, resolved)) {
            return Optional.of(
                    new Answer(
                            Outcome.REFUSED,
                            "Something else was asked for this book since, and that counts. "
                                    + where(command).strip()));
        }
        Rulings.Standing standing =
                orders.situation(key)
                        .filter(_ -> resolved.isPresent() && ruling(key, command).isPresent())
                        .map(Rulings::standing)
                        .orElse(
                                resolved.map(book -> Rulings.standing(book.situation()))
                                        .orElse(Rulings.Standing.OPEN));
        return switch (standing) {
            case DONE -> Optional.of(new Answer(Outcome.DONE, where(command).strip()));
            case LAPSED ->
                    Optional.of(
                            new Answer(
                                    Outcome.REFUSED,
                                    "The book was listened to meanwhile, so the rules decide again."
                                            + " "
                                            + where(command)
                                            + "Look, and ask again if it is not right."));
            case OPEN -> waits(cycle, command, resolved, cycles);
        };
    }

    /** Whether a later command has put its own ruling in this one's place. */
    private boolean isReplaced(BookKey key, Command command, Optional<Resolved> resolved) {
        BookState decidedOn =
                resolved.map(book -> book.situation().state()).orElseGet(() -> books.state(key));
        return decidedOn
                .wishes()
                .ruling()
                .filter(ruling -> ruling.ground().command() != command.id())
                .isPresent();
    }

    private Optional<Answer> waits(
            Cycle cycle, Command command, Optional<Resolved> resolved, int cycles) {
        boolean moving =
                resolved.filter(book -> book.decision() instanceof Decision.Write).isPresent();
        if (cycles < MOST_CYCLES && (moving || resolved.isEmpty())) {
            return Optional.empty();
        }
        String why =
                resolved.map(book -> book.decision().reason().sentence())
                        .or(cycle::problem)
                        .orElse("it was not asked for yet");
        return Optional.of(
                new Answer(
                        Outcome.WAITS,
                        "It is noted, and done as soon as that is possible: "
                                + why
                                + ". "
                                + where(command).strip()));
    }

    private String where(Command command) {
        return command.book().map(book -> Memory.describe(books.state(book)) + ". ").orElse("");
    }

    private String describe(Command command) {
        List<String> words = new ArrayList<>();
        words.add(command.kind().name().toLowerCase(Locale.ROOT));
        command.side().map(Side::title).ifPresent(words::add);
        command.content().ifPresent(words::add);
        command.book()
                .map(book -> books.find(book).map(Settlement::name).orElse(book.toString()))
                .ifPresent(words::add);
        command.to().ifPresent(time -> words.add("back to " + time));
        return String.join(" ", words);
    }
}
