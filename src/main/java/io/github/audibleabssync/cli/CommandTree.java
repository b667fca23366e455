package io.github.audibleabssync.cli;

import io.github.audibleabssync.Version;
import io.github.audibleabssync.cli.account.AccountCommands;
import io.github.audibleabssync.cli.demo.Demo;
import io.github.audibleabssync.settings.SettingsDocs;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands, their options and their help. */
@Command(
        name = "audible-abs-sync",
        description = "Keeps your place in step between Audible and Audiobookshelf.",
        mixinStandardHelpOptions = true,
        versionProvider = CommandTree.VersionLine.class,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            CommandTree.Run.class,
            CommandTree.DemoOptions.class,
            CommandTree.Healthcheck.class
        })
final class CommandTree implements Callable<Integer> {

    private static final int WIDTH = 120;

    private final Surroundings surroundings;

    CommandTree(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    ExitCode execute(String... arguments) {
        CommandLine line = new CommandLine(this);
        AccountCommands.list(surroundings).forEach(line::addSubcommand);
        line.getSubcommands().values().forEach(CommandTree::giveHelp);
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        line.registerConverter(Duration.class, new DurationConverter());
        line.setExecutionExceptionHandler(
                (failure, _, _) -> Unexpected.report(surroundings, failure).code());
        line.getCommandSpec().usageMessage().footer(footer().split("\n", -1));
        line.setUsageHelpWidth(WIDTH);
        line.setParameterExceptionHandler(this::refuse);
        int code = line.execute(arguments);
        return Arrays.stream(ExitCode.values())
                .filter(known -> known.code() == code)
                .findFirst()
                .orElse(ExitCode.FAILED);
    }

    private static void giveHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new VersionLine());
    }

    private int refuse(ParameterException problem, String... arguments) {
        surroundings.err().println(problem.getMessage());
        surroundings.err().println("Try 'audible-abs-sync --help'.");
        return ExitCode.USAGE.code();
    }

    private static String footer() {
        String codes =
                Arrays.stream(ExitCode.values())
                        .map(code -> "  %2d  %s".formatted(code.code(), code.meaning()))
                        .collect(Collectors.joining("\n"));
        String text =
                "\nWithout a command the daemon runs.\n\nExit codes:\n%s\n\n%s"
                        .formatted(codes, SettingsDocs.help().stripTrailing());
        return text.replace("%", "%%");
    }

    @Override
    public Integer call() {
        return new RunCommand(surroundings).run().code();
    }

    /** {@code --version}. */
    static final class VersionLine implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"audible-abs-sync " + Version.current()};
        }
    }

    /** {@code run}. */
    @Command(
            name = "run",
            description = "Runs the daemon until it is told to stop (SIGTERM, Ctrl-C).",
            mixinStandardHelpOptions = true,
            versionProvider = VersionLine.class)
    static final class Run implements Callable<Integer> {
        @ParentCommand private @Nullable CommandTree tree;

        @Override
        public Integer call() {
            return new RunCommand(surroundingsOf(tree)).run().code();
        }
    }

    /** {@code healthcheck}. */
    @Command(
            name = "healthcheck",
            description =
                    "Exits with 0 if the daemon with the same STATE_PATH ended a cycle lately, with"
                            + " 1 and the reason if not.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionLine.class)
    static final class Healthcheck implements Callable<Integer> {
        @ParentCommand private @Nullable CommandTree tree;

        @Override
        public Integer call() {
            return new HealthcheckCommand(surroundingsOf(tree)).run().code();
        }
    }

    /** {@code demo}. */
    @Command(
            name = "demo",
            description =
                    "Shows the daemon at work between a practice Audible and a practice"
                            + " Audiobookshelf, with simulated listeners. Needs no account and no"
                            + " network.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionLine.class)
    static final class DemoOptions implements Callable<Integer> {
        @ParentCommand private @Nullable CommandTree tree;

        @Option(
                names = "--for",
                paramLabel = "DURATION",
                description = "End by itself after this time: 60s, 2m. Without it: on Ctrl-C.")
        private @Nullable Duration length;

        @Option(names = "--verbose", description = "Show the daemon's own log, too.")
        private boolean verbose;

        @Override
        public Integer call() {
            Surroundings here = surroundingsOf(tree);
            Demo.Options options = new Demo.Options(Optional.ofNullable(length), verbose);
            return new Demo(here, options).run().code();
        }
    }

    private static Surroundings surroundingsOf(@Nullable CommandTree tree) {
        return Optional.ofNullable(tree).orElseThrow().surroundings;
    }

    /** Durations as people write them: a number, and s, m or h. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m|h)");

        @Override
        public Duration convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is no duration; write 60s, 2m or 1h");
            }
            return Duration.parse("PT" + matcher.group(1) + matcher.group(2));
        }
    }
}
