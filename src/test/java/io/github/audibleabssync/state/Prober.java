package io.github.audibleabssync.state;

import java.nio.file.Path;

/** A process of its own that asks without a pause whether a daemon runs, says when it has begun, and never ends. */
final class Prober {

    private Prober() {}

    /** With the state file. */
    public static void main(String[] args) {
        Path state = Path.of(args[0]);
        boolean _ = StateFile.isDaemonRunning(state);
        System.out.println("begun");
        System.out.flush();
        long seen = 0;
        while (seen >= 0) {
            seen += StateFile.isDaemonRunning(state) ? 1 : 0;
        }
    }
}
