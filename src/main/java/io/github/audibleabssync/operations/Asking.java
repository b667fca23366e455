package io.github.audibleabssync.operations;

import io.github.audibleabssync.core.ConflictPolicy;
import io.github.audibleabssync.core.Edition;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.CommandQueue;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Asks the daemon for something and waits for its answer: the same for the command line and over HTTP. */
public final class Asking {

    private Asking() {}

    /** What came back. */
    public sealed interface Reply {

        /**
         * The daemon's answer.
         *
         * @param answer it
         */
        record Answered(Command.Answer answer) implements Reply {}

        /** Nobody took it in time; it was taken back, and nothing happens. */
        record Withdrawn() implements Reply {}

        /** The daemon took it and has not answered yet: it will be done. */
        record Taken() implements Reply {}
    }

    /**
     * Leaves a command and waits for its answer.
     *
     * @param goesOn waits a little, and tells whether to wait on; when it does not, a command that nobody took is taken back
     */
    public static Reply ask(CommandQueue queue, Command command, BooleanSupplier goesOn) {
        long id = queue.ask(command);
        Optional<Command.Answer> answer = queue.findAnswer(id);
        while (answer.isEmpty() && goesOn.getAsBoolean()) {
            answer = queue.findAnswer(id);
        }
        if (answer.isEmpty() && queue.withdraw(id)) {
            return new Reply.Withdrawn();
        }
        return answer.or(() -> queue.findAnswer(id))
                .<Reply>map(Reply.Answered::new)
                .orElseGet(Reply.Taken::new);
    }

    // --- the words that people use
    // -----------------------------------------------------------------------------------

    /** The side that people call {@code audible}, {@code abs} or {@code audiobookshelf}. */
    public static Optional<Side> findSide(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "audible" -> Optional.of(Side.AUDIBLE);
            case "abs", "audiobookshelf" -> Optional.of(Side.AUDIOBOOKSHELF);
            default -> Optional.empty();
        };
    }

    /** A book's own conflict policy, or {@code default} for the setting's, as a command carries it. */
    public static Optional<String> findConflict(String word) {
        return find(
                "conflict",
                word,
                Stream.concat(words(ConflictPolicy.values()), Stream.of("default")));
    }

    /** How editions that do not fit are treated, as a command carries it. */
    public static Optional<String> findEdition(String word) {
        return find("edition", word, words(Edition.values()));
    }

    private static Optional<String> find(String name, String word, Stream<String> known) {
        return known.filter(word.strip()::equalsIgnoreCase)
                .findFirst()
                .map(value -> name + "=" + value);
    }

    private static Stream<String> words(Enum<?>[] values) {
        return Stream.of(values).map(value -> value.name().toLowerCase(Locale.ROOT));
    }
}
