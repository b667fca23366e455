package io.github.audibleabssync.cli;

import java.util.List;

/** The command line. Without a command, {@code run}. */
public final class Cli {

    private final Surroundings surroundings;

    /** A command line in these surroundings. */
    public Cli(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs the command in this process. Returns what to exit with. */
    public static int run(String... arguments) {
        return new Cli(Surroundings.ofProcess()).execute(arguments).code();
    }

    /**
     * Runs a command to its end. The two that are started most are found without picocli, which takes longer to load than
     * they take to work.
     */
    public ExitCode execute(String... arguments) {
        return switch (String.join(" ", List.of(arguments))) {
            case "", "run" -> new RunCommand(surroundings).run();
            case "healthcheck" -> new HealthcheckCommand(surroundings).run();
            default -> new CommandTree(surroundings).execute(arguments);
        };
    }
}
