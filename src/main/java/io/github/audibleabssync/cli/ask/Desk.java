package io.github.audibleabssync.cli.ask;

import io.github.audibleabssync.audible.SessionFileProblem;
import io.github.audibleabssync.camel.Books;
import io.github.audibleabssync.camel.RoutesProblem;
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.core.BookSearch.Found;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.operations.Inquiry;
import io.github.audibleabssync.settings.InvalidSettings;
import io.github.audibleabssync.settings.LookingSettings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.StateFile;
import io.github.audibleabssync.state.StateFileProblem;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where the commands look into the state, and say what keeps them from it. */
final class Desk {

    private final Surroundings surroundings;
    private final LookingSettings settings;

    Desk(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.settings =
                SettingsLoader.forLooking(
                        surroundings.environment(), surroundings.workingDirectory());
    }

    Surroundings surroundings() {
        return surroundings;
    }

    LookingSettings settings() {
        return settings;
    }

    /** Runs a command; what keeps it from its end is said in one message on standard error. */
    static int run(Surroundings surroundings, Function<Desk, ExitCode> command) {
        return run(surroundings, () -> command.apply(new Desk(surroundings))).code();
    }

    private static ExitCode run(Surroundings surroundings, Supplier<ExitCode> command) {
        try {
            return command.get();
        } catch (Refusal refusal) {
            return refuse(surroundings, refusal.code(), refusal);
        } catch (InvalidSettings | SessionFileProblem | RoutesProblem problem) {
            return refuse(surroundings, ExitCode.CONFIGURATION, problem);
        } catch (StateFileProblem | StateStoreFailed problem) {
            return refuse(surroundings, ExitCode.STATE, problem);
        }
    }

    private static ExitCode refuse(
            Surroundings surroundings, ExitCode code, RuntimeException problem) {
        surroundings.err().println(problem.getMessage());
        return code;
    }

    /** Looks into the state, beside a running daemon or without one; nothing is changed and nobody is asked. */
    <T> T look(Function<Inquiry, T> question) {
        try (StateFile state = StateFile.openReadOnly(settings.statePath())) {
            Books books = new Books(state.store(), settings.allowDuplicateAsin());
            return question.apply(
                    new Inquiry(
                            books, state.store(), settings.sync().policy(), surroundings.clock()));
        }
    }

    /**
     * The book that a person means.
     *
     * @throws Refusal if there is none, or more than one
     */
    static Pair book(Inquiry inquiry, List<String> words) {
        String text = String.join(" ", words);
        return switch (inquiry.find(text)) {
            case Found.One(Pair pair) -> pair;
            case Found.Several(List<Pair> pairs) ->
                    throw new Refusal(
                            ExitCode.NO_BOOK,
                            "'%s' fits %d books:\n%s\nName one by its ASIN."
                                    .formatted(text, pairs.size(), list(pairs)));
            case Found.None(List<Pair> nearest) ->
                    throw new Refusal(
                            ExitCode.NO_BOOK,
                            "No book that both sides know is '%s'. %s"
                                    .formatted(
                                            text,
                                            nearest.isEmpty()
                                                    ? "Write its ASIN, its Audiobookshelf item id,"
                                                            + " or a piece of its title."
                                                    : "The nearest:\n" + list(nearest)));
        };
    }

    private static String list(List<Pair> pairs) {
        return pairs.stream()
                .map(pair -> "  " + pair.key() + "  " + pair.title())
                .collect(Collectors.joining("\n"));
    }

    /** A book as messages name it. */
    static String name(Pair pair) {
        return "%s (%s)".formatted(pair.title(), pair.key());
    }
}
