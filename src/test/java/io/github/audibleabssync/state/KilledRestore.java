package io.github.audibleabssync.state;

import java.nio.file.Path;

/** A process of its own that restores one copy, then the other, and so on, says so, and never ends. */
final class KilledRestore {

    private KilledRestore() {}

    /** With the state file and two copies. */
    public static void main(String[] args) {
        while (true) {
            for (int copy = 1; copy <= 2; copy++) {
                Restoration.Done done =
                        Restoration.restore(Path.of(args[0]), Path.of(args[copy]), Samples.CLOCK);
                System.out.println("restored " + done.contents().books());
                System.out.flush();
            }
        }
    }
}
