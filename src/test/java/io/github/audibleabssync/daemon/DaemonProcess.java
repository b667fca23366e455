package io.github.audibleabssync.daemon;

import io.github.audibleabssync.App;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The daemon as a process of its own, which can be killed. What it prints goes to a file. */
final class DaemonProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    private DaemonProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it in the quickest way.
     *
     * @param folder for its output, its temporary files and the orders to {@link Halt}
     * @param environment all of it; nothing is inherited
     */
    static DaemonProcess start(Path folder, Map<String, String> environment) {
        return app(folder, environment, QuickStart.command(), List.of("run"));
    }

    /** Starts it with these options for Java. */
    static DaemonProcess start(Path folder, Map<String, String> environment, List<String> options) {
        List<String> java = new ArrayList<>();
        java.add(ProcessHandle.current().info().command().orElseThrow());
        java.addAll(options);
        java.add("-cp");
        java.add(System.getProperty("java.class.path"));
        return app(folder, environment, java, List.of("run"));
    }

    /** Another command of the program than {@code run}. */
    static DaemonProcess command(
            Path folder, Map<String, String> environment, List<String> arguments) {
        return app(folder, environment, QuickStart.command(), arguments);
    }

    private static DaemonProcess app(
            Path folder,
            Map<String, String> environment,
            List<String> java,
            List<String> arguments) {
        List<String> command = new ArrayList<>(java);
        command.add("-Dorg.sqlite.tmpdir=" + folder);
        command.add("-D" + Halt.ORDER + "=" + order(folder));
        command.add(App.class.getName());
        command.addAll(arguments);
        return launch(folder, environment, command);
    }

    /**
     * Starts it by a command of one's own, such as the launcher of the distribution.
     *
     * @param folder for its output
     * @param environment all of it; nothing is inherited
     */
    static DaemonProcess launch(
            Path folder, Map<String, String> environment, List<String> command) {
        Path output = folder.resolve("daemon.log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new DaemonProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file in which an end at a named step is ordered. */
    static Path order(Path folder) {
        return folder.resolve("halt.order");
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}; returns when the process is gone. */
    void kill() {
        process.toHandle().destroyForcibly();
        int _ = process.onExit().join().exitValue();
    }

    /** SIGTERM; does not wait. */
    void terminate() {
        process.destroy();
    }

    /**
     * Waits for its end.
     *
     * @return the exit code
     * @throws IllegalStateException if it goes on
     */
    int awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "the daemon is still there after " + patience + "; it said:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that this process and those before it in the same folder printed. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A figure of {@code /proc/PID/status} in kilobytes. */
    long memory(String field) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                    .filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }
}
