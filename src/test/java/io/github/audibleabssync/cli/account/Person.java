package io.github.audibleabssync.cli.account;

import io.github.audibleabssync.cli.Cli;
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Keyboard;
import io.github.audibleabssync.cli.Surroundings;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Somebody at the command line who reads the link and types an answer to each prompt. */
final class Person {

    private static final Pattern LINK = Pattern.compile("https://\\S+/ap/signin\\?\\S+");

    final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Deque<UnaryOperator<String>> answers = new ArrayDeque<>();
    private boolean terminal;

    Person(Path folder) {
        this.folder = folder;
    }

    /** From now on with a terminal, where mistakes can be mended. */
    Person atATerminal() {
        terminal = true;
        return this;
    }

    /** Makes an answer out of the link that was shown. */
    Person types(UnaryOperator<String> answer) {
        answers.add(answer);
        return this;
    }

    Person types(String answer) {
        return types(_ -> answer);
    }

    ExitCode runs(String... arguments) {
        out.reset();
        err.reset();
        return new Cli(
                        new Surroundings(
                                environment,
                                folder,
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                Clock.systemUTC(),
                                new Keyboard(new Typed(), () -> terminal)))
                .execute(arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The link that was shown. */
    String link() {
        List<String> links =
                LINK.matcher(out()).results().map(match -> match.group()).distinct().toList();
        if (links.size() != 1) {
            throw new AssertionError("one link is shown, not " + links.size() + ":\n" + out());
        }
        return links.getFirst();
    }

    /** Answers come into being when they are waited for. */
    @SuppressWarnings("InputStreamSlowMultibyteRead") // some hundred bytes
    private final class Typed extends InputStream {
        private InputStream line = InputStream.nullInputStream();

        @Override
        public int read() {
            try {
                int next = line.read();
                if (next >= 0 || answers.isEmpty()) {
                    return next;
                }
                String answer = answers.remove().apply(link()) + "\n";
                line = new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
                return line.read();
            } catch (IOException never) {
                throw new AssertionError(never);
            }
        }
    }
}
