package io.github.audibleabssync.cli;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Where a person's answers come from: standard input, whether a terminal or a pipe.
 *
 * @param input read byte by byte, so that nothing of a later line is taken
 * @param terminal whether somebody sits there who can be asked again
 */
public record Keyboard(InputStream input, BooleanSupplier terminal) {

    /** Far longer than any address; whoever sends more sends something else. */
    private static final int LONGEST_LINE = 65_536;

    /** One that nobody sits at. */
    public static final Keyboard NONE = new Keyboard(InputStream.nullInputStream(), () -> false);

    static Keyboard ofProcess() {
        return new Keyboard(System.in, Keyboard::isTerminal);
    }

    @SuppressWarnings(
            "SystemConsoleNull") // it is null in a pipe: Java 25 took back what Java 22 had changed
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /**
     * Waits for a line. Empty when there is none and will be none.
     *
     * @throws IOException if the input breaks off
     */
    public Optional<String> readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = input.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n' && line.size() < LONGEST_LINE) {
            line.write(next);
            next = input.read();
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }
}
