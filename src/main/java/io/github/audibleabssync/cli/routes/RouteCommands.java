package io.github.audibleabssync.cli.routes;

import io.github.audibleabssync.cli.Surroundings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Optional;

/** {@code routes} on the command line. */
@Command(
        name = "routes",
        description =
                "Looks at the YAML routes of ROUTES_PATH. Whether they can be run: check --routes.",
        synopsisSubcommandLabel = "diff")
public final class RouteCommands implements Runnable {

    private final Surroundings surroundings;

    @Spec private @Nullable CommandSpec spec;

    /** The command, for the tree of all. */
    public RouteCommands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Say 'routes diff', or 'check --routes'.");
        }
    }

    /** {@code routes diff}. */
    @Command(
            name = "diff",
            description =
                    "Shows as a unified diff how your routes differ from those of this release."
                            + " Exit codes: 0 they do not, 1 they do.",
            mixinStandardHelpOptions = true)
    int diff(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "FILE",
                            description = "Only this one, such as 10-sync-cycle.")
                    @Nullable String file) {
        return new RoutesDiff(surroundings).run(Optional.ofNullable(file)).code();
    }
}
