package io.github.audibleabssync.cli.routes;

import io.github.audibleabssync.Daemon;
import io.github.audibleabssync.camel.RoutesProblem;
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.operations.logging.LogConfigurator;
import io.github.audibleabssync.routes.RouteTexts;
import io.github.audibleabssync.routes.RouteVersions;
import io.github.audibleabssync.routes.RouteWords;
import io.github.audibleabssync.settings.InvalidSettings;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;

import java.util.List;
import java.util.Optional;

/**
 * {@code check --routes}: tries the routes of {@code ROUTES_PATH} with the settings of the daemon. Nothing is started, neither
 * the state nor a service is touched.
 */
public final class RoutesCheck {

    private final Surroundings surroundings;

    /** A check in these surroundings. */
    public RoutesCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Says what is wrong: on standard output that all is well, on standard error with each file and line what is not. */
    public ExitCode run() {
        LogConfigurator.useStandardError();
        try {
            return run(
                    SettingsLoader.loadForDaemon(
                            surroundings.environment(), surroundings.workingDirectory()));
        } catch (InvalidSettings | RoutesProblem problem) {
            surroundings.err().println(problem.getMessage());
            return ExitCode.CONFIGURATION;
        }
    }

    private ExitCode run(Settings settings) {
        RouteTexts texts = RouteTexts.read(settings.daemon().routesPath());
        List<String> problems = problems(settings, texts);
        if (!problems.isEmpty()) {
            surroundings
                    .err()
                    .println(
                            RouteWords.CANNOT_BE_RUN.with(
                                    String.join(System.lineSeparator() + "  - ", problems)));
            return ExitCode.CONFIGURATION;
        }
        surroundings
                .out()
                .println(
                        RouteWords.CAN_BE_RUN.with(
                                texts.files().size(), settings.daemon().routesPath()));
        RouteVersions.warning(texts).ifPresent(surroundings.out()::println);
        return ExitCode.OK;
    }

    private List<String> problems(Settings settings, RouteTexts texts) {
        return new Daemon(settings, surroundings.environment(), surroundings.clock())
                .routeTrial()
                .problems(texts);
    }

    /**
     * What is wrong with the routes, without saying it; empty when the settings are wrong, without which they cannot be tried.
     *
     * @throws RoutesProblem if there are none
     */
    public Optional<List<String>> problems() {
        try {
            Settings settings =
                    SettingsLoader.loadForDaemon(
                            surroundings.environment(), surroundings.workingDirectory());
            return Optional.of(problems(settings, RouteTexts.read(settings.daemon().routesPath())));
        } catch (InvalidSettings unknown) {
            return Optional.empty();
        }
    }
}
