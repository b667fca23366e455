package io.github.audibleabssync.camel;

import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The YAML routes on disk, and what has to be true of them before anything starts. */
public final class RouteFiles {

    /** Without these a cycle is not whole. Users may add routes, and change these. */
    static final Set<String> REQUIRED =
            Set.of(
                    "sync-every-interval",
                    "sync-first-sweep",
                    "sync-cycle",
                    "find-books",
                    "read-places",
                    "sync-book",
                    "write-place",
                    "confirm-writes",
                    "remember-cycle",
                    "remember-write",
                    "remember-outcomes",
                    "back-up-state",
                    "report-cycle",
                    "call-audible",
                    "call-audiobookshelf");

    private RouteFiles() {}

    /** The ids of the routes that every installation has to run. */
    public static Set<String> requiredRoutes() {
        return REQUIRED;
    }

    /** {@code ROUTES_PATH} as a pattern of files: a folder means the routes in it. */
    public static Path pattern(Path routes) {
        return Files.isDirectory(routes) ? routes.resolve("*.camel.yaml") : routes;
    }

    /**
     * The files of a pattern, in order of name.
     *
     * @param routes a folder, or a path whose last part may have wildcards
     * @throws RoutesProblem if there is none
     */
    public static List<Path> list(Path routes) {
        Path pattern = pattern(routes);
        Path folder = pattern.toAbsolutePath().getParent();
        List<Path> files = new ArrayList<>();
        if (folder != null && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found =
                    Files.newDirectoryStream(folder, String.valueOf(pattern.getFileName()))) {
                found.forEach(files::add);
            } catch (IOException unreadable) {
                throw new RoutesProblem(
                        "The folder of ROUTES_PATH '%s' cannot be read; let the user that runs audible-abs-sync read it"
                                .formatted(pattern),
                        unreadable);
            }
        }
        if (files.isEmpty()) {
            throw new RoutesProblem(
                    "There are no routes at ROUTES_PATH '%s'; correct it, or put the shipped ones back"
                            .formatted(pattern));
        }
        files.sort(Path::compareTo);
        return files;
    }

    /**
     * Checks what Camel does not: that nothing is sent to a {@code direct:} that no route listens to, and that the required
     * routes are there.
     *
     * @throws RoutesProblem with all that is wrong
     */
    public static void check(ModelCamelContext context) {
        List<RouteDefinition> routes = context.getRouteDefinitions();
        Set<String> listening =
                routes.stream()
                        .map(route -> direct(route.getInput().getEndpointUri()))
                        .collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        for (RouteDefinition route : routes) {
            Collection<ToDefinition> targets =
                    ProcessorDefinitionHelper.filterTypeInOutputs(
                            route.getOutputs(), ToDefinition.class);
            for (ToDefinition target : targets) {
                String uri = direct(target.getUri());
                if (uri.startsWith("direct:") && !listening.contains(uri)) {
                    problems.add(
                            "route '%s'%s sends to '%s', and no route begins there"
                                    .formatted(route.getRouteId(), where(target), uri));
                }
            }
        }
        Set<String> missing = new TreeSet<>(REQUIRED);
        routes.forEach(route -> missing.remove(route.getRouteId()));
        missing.forEach(id -> problems.add("route '%s' is missing".formatted(id)));
        if (!problems.isEmpty()) {
            throw new RoutesProblem(
                    "The routes do not fit together:\n  - "
                            + String.join("\n  - ", problems)
                            + "\nCorrect the files of ROUTES_PATH, or put the shipped ones back.");
        }
    }

    private static String where(ToDefinition target) {
        return target.getLocation() == null
                ? ""
                : " (%s, line %d)".formatted(target.getLocation(), target.getLineNumber());
    }

    private static String direct(String uri) {
        String plain = uri.replace("direct://", "direct:");
        int options = plain.indexOf('?');
        return plain.startsWith("direct:") && options > 0 ? plain.substring(0, options) : plain;
    }
}
