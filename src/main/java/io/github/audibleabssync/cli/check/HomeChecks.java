package io.github.audibleabssync.cli.check;

import io.github.audibleabssync.Version;
import io.github.audibleabssync.camel.RouteFiles;
import io.github.audibleabssync.camel.RoutesProblem;
import io.github.audibleabssync.cli.TemporaryFolder;
import io.github.audibleabssync.cli.routes.RoutesCheck;
import io.github.audibleabssync.failure.AccessRemedy;
import io.github.audibleabssync.settings.HttpServerSettings;
import io.github.audibleabssync.settings.SettingsReview;
import io.github.audibleabssync.state.StateFile;
import io.github.audibleabssync.state.StateFileProblem;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be seen without asking anybody: settings, folder, state, routes. */
final class HomeChecks {

    private final SettingsReview settings;
    private final RoutesCheck routes;

    HomeChecks(SettingsReview settings, RoutesCheck routes) {
        this.settings = settings;
        this.routes = routes;
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        settings.problems().forEach(wrong -> lines.add(CheckWords.SETTING_WRONG.line(wrong)));
        settings.warnings().forEach(odd -> lines.add(CheckWords.SETTING_ODD.line(odd)));
        if (lines.isEmpty()) {
            lines.add(CheckWords.SETTINGS_RIGHT.line());
        }
        Path state = settings.daemon().statePath().toAbsolutePath().normalize();
        Path folder = Optional.ofNullable(state.getParent()).orElse(state);
        lines.add(folder(folder));
        lines.add(
                Files.isDirectory(folder)
                        ? state(state)
                        : Topic.STATE.notChecked(Topic.Because.FOLDER));
        lines.add(routes(settings.daemon().routesPath()));
        lines.add(httpServer(settings.httpServer()));
        return lines;
    }

    private static Line folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return CheckWords.FOLDER_MISSING.line(folder);
        }
        return Files.isWritable(folder)
                ? CheckWords.FOLDER_GOOD.line(folder, AccessRemedy.processName())
                : CheckWords.FOLDER_UNUSABLE.line(folder, AccessRemedy.of(folder));
    }

    private static Line state(Path state) {
        if (Files.exists(state) && !Files.isWritable(state)) {
            return CheckWords.STATE_NOT_WRITABLE.line(state, AccessRemedy.of(state));
        }
        try (TemporaryFolder scratch = TemporaryFolder.make()) {
            if (StateFile.isDaemonRunning(state)) {
                return CheckWords.STATE_RUNNING.line(state);
            }
            return switch (StateFile.examine(state, scratch.path(), Version.current())) {
                case NONE -> CheckWords.STATE_NONE.line(state);
                case GOOD -> CheckWords.STATE_GOOD.line(state);
                case OLDER -> CheckWords.STATE_OLDER.line(state);
            };
        } catch (StateFileProblem problem) {
            return CheckWords.STATE_UNUSABLE.line(Words.of(problem));
        }
    }

    private Line routes(Path path) {
        try {
            Optional<List<String>> problems = routes.problems();
            int files = RouteFiles.list(path).size();
            if (problems.isEmpty()) {
                return Topic.ROUTES.notChecked(Topic.Because.SETTINGS);
            }
            return problems.get().isEmpty()
                    ? CheckWords.ROUTES_THERE.line(files, RouteFiles.pattern(path))
                    : CheckWords.ROUTES_WRONG.line(String.join("; ", problems.get()));
        } catch (RoutesProblem problem) {
            return CheckWords.ROUTES_UNUSABLE.line(Words.of(problem));
        }
    }

    private static Line httpServer(HttpServerSettings http) {
        if (!http.enabled()) {
            return CheckWords.HTTP_OFF.line();
        }
        return (http.token().isPresent() ? CheckWords.HTTP_WITH_TOKEN : CheckWords.HTTP_OPEN)
                .line(http.port());
    }
}
