package io.github.audibleabssync.cli.ask;

import io.github.audibleabssync.cli.Surroundings;

import java.util.List;

/** The commands on running data, in the order in which the help lists them. */
public final class AskCommands {

    private AskCommands() {}

    /** All of them, annotated for picocli. */
    public static List<Object> list(Surroundings surroundings) {
        return List.of(
                new HoldsCommand(surroundings),
                new WhyCommand(surroundings),
                new HistoryCommand(surroundings),
                new PlanCommand(surroundings),
                new DecisionCommands.Confirm(surroundings),
                new DecisionCommands.Keep(surroundings),
                new DecisionCommands.Undo(surroundings),
                new RunningCommands.Apply(surroundings),
                new PolicyCommand(surroundings),
                new RunningCommands.Pause(surroundings),
                new RunningCommands.Resume(surroundings),
                new RunningCommands.Sync(surroundings));
    }
}
