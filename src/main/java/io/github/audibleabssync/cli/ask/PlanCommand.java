package io.github.audibleabssync.cli.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.state.Command.Answer;
import io.github.audibleabssync.state.Command.Kind;
import io.github.audibleabssync.state.Command.Outcome;
import io.github.audibleabssync.state.StateFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/** {@code plan}. */
@Command(
        name = "plan",
        description = {
            "Tells what the next cycle would do, and changes nothing. The running daemon is asked;"
                    + " without one, both sides are read once on a copy of the state."
        })
final class PlanCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    PlanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return Desk.run(
                surroundings,
                desk -> {
                    boolean running = StateFile.isDaemonRunning(desk.settings().statePath());
                    return tell(
                            running
                                    ? new Request(desk).await(Kind.PLAN, command -> command)
                                    : new OneOffPlan(desk).make());
                });
    }

    private ExitCode tell(Answer answer) {
        if (answer.outcome() != Outcome.DONE) {
            surroundings.err().println(answer.text());
            return Request.code(answer);
        }
        JsonNode plan = read(answer.text());
        if (json) {
            surroundings.out().println(plan.toPrettyString());
        } else {
            new PlanTable(surroundings.out(), plan).print();
        }
        return ExitCode.OK;
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the daemon's plan is no JSON", impossible);
        }
    }
}
