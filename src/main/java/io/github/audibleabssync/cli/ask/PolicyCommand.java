package io.github.audibleabssync.cli.ask;

import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Wishes;
import io.github.audibleabssync.operations.Asking;
import io.github.audibleabssync.operations.Inquiry;
import io.github.audibleabssync.state.Command.Kind;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code policy}. */
@Command(
        name = "policy",
        description =
                "Treats one book differently from the settings; without an option: shows how.")
final class PolicyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "BOOK", description = Words.BOOK)
    private List<String> book = new ArrayList<>();

    @Option(
            names = "--conflict",
            paramLabel = "WHO",
            description =
                    "Who wins where both sides moved: newest, furthest, abs, audible, hold;"
                            + " default: what SYNC_CONFLICT_POLICY says.")
    private @Nullable String conflict;

    @Option(
            names = "--edition",
            paramLabel = "HOW",
            description =
                    "What to do with editions that do not fit: apart (wait), same (places count"
                            + " alike from the start), scaled (places count by their share).")
    private @Nullable String edition;

    PolicyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<String> wanted = new ArrayList<>();
        Optional.ofNullable(conflict).map(this::conflict).ifPresent(wanted::add);
        Optional.ofNullable(edition).map(this::edition).ifPresent(wanted::add);
        return Desk.run(
                surroundings,
                desk -> wanted.isEmpty() ? desk.look(this::show) : set(new Request(desk), wanted));
    }

    private String conflict(String word) {
        return Words.require(
                Asking.findConflict(word),
                Optional.ofNullable(spec).orElseThrow(),
                "--conflict '%s' is unknown; write newest, furthest, abs, audible, hold or default"
                        .formatted(word));
    }

    private String edition(String word) {
        return Words.require(
                Asking.findEdition(word),
                Optional.ofNullable(spec).orElseThrow(),
                "--edition '%s' is unknown; write apart, same or scaled".formatted(word));
    }

    private ExitCode set(Request request, List<String> wanted) {
        ExitCode code = ExitCode.OK;
        for (String content : wanted) {
            ExitCode answer = request.ask(Kind.POLICY, book, command -> command.saying(content));
            code = answer == ExitCode.OK ? code : answer;
        }
        return code;
    }

    private ExitCode show(Inquiry inquiry) {
        Pair pair = Desk.book(inquiry, book);
        Wishes wishes = inquiry.state(pair).wishes();
        surroundings
                .out()
                .printf(
                        "%s%n  conflict: %s%n  edition: %s%n%s",
                        Desk.name(pair),
                        wishes.conflict()
                                .map(PolicyCommand::word)
                                .orElse("default, as SYNC_CONFLICT_POLICY says"),
                        word(wishes.edition()),
                        wishes.paused() ? "  paused\n" : "");
        return ExitCode.OK;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
