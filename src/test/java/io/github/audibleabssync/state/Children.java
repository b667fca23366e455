package io.github.audibleabssync.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes that are there to be killed. */
final class Children {

    private Children() {}

    /** A class of the tests as a process of its own; what goes wrong in it is shown. */
    static Process start(Path folder, Class<?> main, Object... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-Dorg.sqlite.tmpdir=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** {@code kill -9}; returns when it is gone. */
    static void kill(Process process) {
        boolean _ = process.toHandle().destroyForcibly();
        process.onExit().join();
    }
}
