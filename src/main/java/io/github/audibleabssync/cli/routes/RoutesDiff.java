package io.github.audibleabssync.cli.routes;

import io.github.audibleabssync.camel.RoutesProblem;
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.routes.RouteDifferences;
import io.github.audibleabssync.routes.RouteTexts;
import io.github.audibleabssync.routes.RouteWords;
import io.github.audibleabssync.settings.InvalidSettings;
import io.github.audibleabssync.settings.SettingsLoader;

import java.util.List;
import java.util.Optional;

/** {@code routes diff}: how the routes of {@code ROUTES_PATH} differ from those of this release. */
final class RoutesDiff {

    private final Surroundings surroundings;

    RoutesDiff(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Prints a unified diff.
     *
     * @param name of the only file to look at, with or without its ending; empty for all
     * @return failed, as diff does, when something differs
     */
    ExitCode run(Optional<String> name) {
        try {
            RouteTexts texts =
                    RouteTexts.read(
                            SettingsLoader.routesPath(
                                    surroundings.environment(), surroundings.workingDirectory()));
            if (name.isPresent() && !RouteDifferences.knows(texts, name.get())) {
                surroundings
                        .err()
                        .println(
                                RouteWords.NO_SUCH_FILE.with(
                                        name.get(),
                                        String.join(", ", RouteDifferences.names(texts))));
                return ExitCode.USAGE;
            }
            List<String> lines = RouteDifferences.list(texts, name);
            lines.forEach(surroundings.out()::println);
            return lines.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        } catch (InvalidSettings | RoutesProblem problem) {
            surroundings.err().println(problem.getMessage());
            return ExitCode.CONFIGURATION;
        }
    }
}
