package io.github.audibleabssync.core;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a book is as it is: what was decided on, which rule decided, and what would change the outcome. The latter is not told
 * from a text but tried: the rules decide about a situation in which that one thing has happened.
 *
 * @param decision what the rules decide
 * @param inputs what they decided on, a line each
 * @param changes what would lead to another outcome; empty when nothing is waited for
 * @param remedy the one command that ends the waiting; empty when none does
 */
public record Explanation(
        Decision decision, List<String> inputs, List<Change> changes, Optional<String> remedy) {

    /** Begins the events that are a command; its name and side follow. */
    public static final String BY_COMMAND = "you say: ";

    /**
     * Something that may happen, and what follows.
     *
     * @param event what happens
     * @param outcome what is decided then
     */
    public record Change(String event, String outcome) {}

    /** Explains a situation. */
    public static Explanation of(Situation situation) {
        Decision decision = ConflictResolver.decide(situation);
        return new Explanation(
                decision,
                inputs(situation),
                changes(situation, decision),
                Remedy.find(situation, decision));
    }

    /** A decision as a sentence, without a final stop. */
    public static String tell(Decision decision) {
        return switch (decision) {
            case Decision.Write write -> tell(write);
            case Decision.Agree _ -> "both sides are recorded as they are, nothing is written";
            case Decision.Hold hold -> "nothing is written yet: " + hold.reason().sentence();
            case Decision.Leave leave -> "nothing is written: " + leave.reason().sentence();
        };
    }

    private static String tell(Decision.Write write) {
        String place = write.place().map(to -> "goes to " + to).orElse("keeps its place");
        String flag =
                write.finished()
                        .map(done -> done ? " and is marked finished" : " and is opened again")
                        .orElse("");
        return "%s %s%s".formatted(write.target().title(), place, flag);
    }

    // --- inputs
    // ------------------------------------------------------------------------------------------------------

    private static List<String> inputs(Situation situation) {
        Case book = new Case(situation);
        List<String> lines = new ArrayList<>();
        for (Side side : Side.values()) {
            lines.add(side.title() + ": " + reading(book, side));
        }
        lines.add("agreed: " + book.agreement().map(Explanation::agreed).orElse("never yet"));
        boolean bothHold = holds(situation, Side.AUDIBLE) && holds(situation, Side.AUDIOBOOKSHELF);
        if (bothHold && book.agreement().isPresent()) {
            for (Side side : Side.values()) {
                lines.add(side.title() + " since then: " + move(book, side));
            }
        }
        if (bothHold && !(situation.pair().alignment() instanceof Alignment.None)) {
            lines.add(
                    "between them: %s, %s"
                            .formatted(
                                    length(book.gap()),
                                    book.newer()
                                            .map(side -> side.title() + " is the more recent")
                                            .orElse("neither is clearly the more recent")));
        }
        lines.add("conflict policy: " + word(book.policy.conflict()));
        return lines;
    }

    private static boolean holds(Situation situation, Side side) {
        return situation.reading(side) instanceof Reading.At;
    }

    private static String reading(Case book, Side side) {
        return switch (book.situation.reading(side)) {
            case Reading.At at ->
                    "%s%s, since %s, read %s%s"
                            .formatted(
                                    at.place(),
                                    at.finished() ? " (finished)" : "",
                                    time(book.sight(side).changedAt()),
                                    time(Optional.of(book.sight(side).readAt())),
                                    book.track(side).isPlaying(book.now) ? ", playing" : "");
            case Reading.Nothing _ -> "holds no place";
            case Reading.Unknown(Reading.Why why) -> "could not be read (" + word(why) + ")";
        };
    }

    private static String agreed(Agreement agreement) {
        return "Audible %s, Audiobookshelf %s, at %s%s"
                .formatted(
                        show(agreement.audible()),
                        show(agreement.audiobookshelf()),
                        time(Optional.of(agreement.agreedAt())),
                        agreement.generation() == 0 ? "" : ", re-listen " + agreement.generation());
    }

    private static String move(Case book, Side side) {
        Duration way = book.place(side).minus(book.agreed(side).place());
        String flag =
                book.newlyFinished(side)
                        ? ", finished"
                        : book.newlyUnfinished(side) ? ", marked not finished" : "";
        String listened =
                book.moved(side) && book.listened(side).compareTo(Duration.ZERO) > 0
                        ? ", listened on for " + length(book.listened(side))
                        : "";
        return switch (book.move(side)) {
                    case STILL -> "stands";
                    case FORWARD -> "went on by " + length(way);
                    case BACK -> "went back by " + length(way);
                    case JUMP_BACK -> "jumped back by " + length(way);
                    case RESET -> "went back to the start";
                }
                + flag
                + listened;
    }

    private static String show(SideState state) {
        return state.place() + (state.finished() ? " (finished)" : "");
    }

    private static Place length(Duration way) {
        return new Place(way.abs());
    }

    private static String time(Optional<Instant> time) {
        return time.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("an unknown time");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    // --- what would change the outcome
    // -------------------------------------------------------------------------------

    private static List<Change> changes(Situation situation, Decision decision) {
        if (decision.reason() == Reason.IN_SYNC || decision instanceof Decision.Agree) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        for (WhatIf event : WhatIf.values()) {
            event.happen(situation)
                    .map(ConflictResolver::decide)
                    .filter(then -> isOther(then, decision))
                    .ifPresent(then -> changes.add(new Change(event.sentence(), tell(then))));
        }
        return changes;
    }

    /** The same write to a place further on, or a hold that another rule explains in another word, is no other outcome. */
    private static boolean isOther(Decision then, Decision now) {
        return switch (then) {
            case Decision.Write write ->
                    !(now instanceof Decision.Write before)
                            || before.target() != write.target()
                            || !before.finished().equals(write.finished())
                            || before.place().isPresent() != write.place().isPresent();
            case Decision.Agree _ -> true;
            case Decision.Hold _, Decision.Leave _ -> now instanceof Decision.Write;
        };
    }
}
