package io.github.audibleabssync.cli;

import io.github.audibleabssync.Daemon;
import io.github.audibleabssync.Version;
import io.github.audibleabssync.audible.SessionFileProblem;
import io.github.audibleabssync.camel.RoutesProblem;
import io.github.audibleabssync.moving.Takeover;
import io.github.audibleabssync.routes.RouteTexts;
import io.github.audibleabssync.routes.RouteVersions;
import io.github.audibleabssync.settings.InvalidSettings;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.StateFile;
import io.github.audibleabssync.state.StateFileProblem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/** {@code run}: the daemon. What keeps it from starting is said in one message on standard error. */
final class RunCommand {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    /** A service manager that was promised 8 s must not see more of them. */
    private static final Duration PATIENCE = Duration.ofMillis(7_500);

    private final Surroundings surroundings;

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    ExitCode run() {
        try (Termination termination = new Termination(PATIENCE)) {
            return run(termination);
        } catch (InvalidSettings | SessionFileProblem | RoutesProblem problem) {
            return refuse(ExitCode.CONFIGURATION, problem);
        } catch (StateFileProblem problem) {
            return refuse(problem.isInUse() ? ExitCode.IN_USE : ExitCode.STATE, problem);
        } catch (RuntimeException unexpected) {
            return Unexpected.report(surroundings, unexpected);
        }
    }

    private ExitCode run(Termination termination) {
        Settings settings =
                SettingsLoader.loadForDaemon(
                        surroundings.environment(), surroundings.workingDirectory());
        settings.warnings().forEach(LOG::warn);
        Daemon daemon = new Daemon(settings, surroundings.environment(), surroundings.clock());
        daemon.check();
        RouteVersions.warning(RouteTexts.read(settings.daemon().routesPath())).ifPresent(LOG::warn);
        try (StateFile state =
                StateFile.open(
                        settings.daemon().statePath(), surroundings.clock(), Version.current())) {
            state.warnings().forEach(LOG::warn);
            Takeover.run(settings.daemon().state(), state.store(), surroundings.clock());
            termination.onStop(daemon::stop);
            daemon.run(state);
        }
        return ExitCode.OK;
    }

    private ExitCode refuse(ExitCode code, RuntimeException problem) {
        LOG.debug("Not started", problem);
        surroundings.err().println(problem.getMessage());
        return code;
    }
}
