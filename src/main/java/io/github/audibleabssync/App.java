package io.github.audibleabssync;

import io.github.audibleabssync.cli.Cli;

/** The process. */
public final class App {
    private App() {}

    /** Runs the command of the command line; without one, the daemon. */
    public static void main(String[] args) {
        System.exit(Cli.run(args));
    }
}
