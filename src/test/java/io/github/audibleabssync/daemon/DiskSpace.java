package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Takes the room from a running process, for real and without being root: no file of it may grow beyond a size. SQLite meets
 * that in the middle of its work, as it would a full disk or a used-up quota.
 *
 * <p>{@code prlimit} is of util-linux, which every Debian has; without it the test fails.
 */
final class DiskSpace {

    private DiskSpace() {}

    /** From now on nothing can be written beyond this size, to whatever file. */
    static void limit(DaemonProcess daemon, long bytes) throws IOException, InterruptedException {
        prlimit(daemon, Long.toString(bytes));
    }

    /** There is room again. */
    static void free(DaemonProcess daemon) throws IOException, InterruptedException {
        prlimit(daemon, "unlimited");
    }

    /** Only the soft limit, which everybody may lift again. */
    private static void prlimit(DaemonProcess daemon, String soft)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                "prlimit",
                                "--pid",
                                Long.toString(daemon.pid()),
                                "--fsize=" + soft + ":")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
