package io.github.audibleabssync.state;

import io.github.audibleabssync.core.Claim;

import java.nio.file.Path;

/** A process of its own that confirms one write after the other, says so, and never ends. */
final class KilledWriter {

    private KilledWriter() {}

    /** With the state file as the only argument. */
    public static void main(String[] args) {
        try (StateFile file = Samples.open(Path.of(args[0]))) {
            for (long revision = 1; true; revision++) {
                Claim claim = Samples.claim("claim " + revision, revision);
                boolean _ = file.store().claim(claim);
                System.out.println("claimed " + revision);
                System.out.flush();
                file.store()
                        .confirm(claim, Samples.fullBook(), Samples.entry(revision, Samples.NOW));
                System.out.println("confirmed " + revision);
                System.out.flush();
            }
        }
    }
}
