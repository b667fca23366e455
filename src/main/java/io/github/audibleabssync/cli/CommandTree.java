package io.github.audibleabssync.cli;

import io.github.audibleabssync.Version;
import io.github.audibleabssync.cli.account.AccountCommands;
import io.github.audibleabssync.cli.ask.AskCommands;
import io.github.audibleabssync.cli.check.CheckCommand;
import io.github.audibleabssync.cli.routes.RouteCommands;
import io.github.audibleabssync.settings.SettingsDocs;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands, their options and their help. */
@Command(
        name = "audible-abs-sync",
        description = "Keeps your place in step between Audible and Audiobookshelf.",
        mixinStandardHelpOptions = true,
        versionProvider = CommandTree.VersionLine.class,
        synopsisSubcommandLabel = "[COMMAND]")
final class CommandTree implements Callable<Integer> {

    private static final int WIDTH = 120;

    private final Surroundings surroundings;

    CommandTree(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    ExitCode execute(String... arguments) {
        CommandLine line = new CommandLine(this);
        commands().forEach(line::addSubcommand);
        line.getSubcommands().values().forEach(CommandTree::giveHelp);
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
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

    private List<Object> commands() {
        Stream<Object> processes =
                Stream.of(
                        new ProcessCommands.Run(surroundings),
                        new ProcessCommands.DemoOptions(surroundings),
                        new ProcessCommands.Healthcheck(surroundings),
                        new ProcessCommands.Restore(surroundings),
                        new RouteCommands(surroundings));
        return Stream.of(
                        processes,
                        AccountCommands.list(surroundings).stream(),
                        Stream.<Object>of(new CheckCommand(surroundings)),
                        AskCommands.list(surroundings).stream())
                .flatMap(commands -> commands)
                .toList();
    }

    private static void giveHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new VersionLine());
    }

    private int refuse(ParameterException problem, String... arguments) {
        surroundings.err().println(problem.getMessage());
        surroundings
                .err()
                .printf(
                        "Try '%s --help'.%n",
                        problem.getCommandLine().getCommandSpec().qualifiedName());
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
}
