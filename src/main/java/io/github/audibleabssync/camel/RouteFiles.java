package io.github.audibleabssync.camel;

import org.apache.camel.LineNumberAware;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ThrottleDefinition;
import org.apache.camel.model.ToDefinition;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
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

    private static final List<String> THROTTLE_MODES =
            List.of("TotalRequests", "ConcurrentRequests");

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
     * Checks what Camel does not, see {@link #problems}.
     *
     * @throws RoutesProblem with all that is wrong
     */
    public static void check(ModelCamelContext context) {
        List<String> problems = problems(context);
        if (!problems.isEmpty()) {
            throw new RoutesProblem(
                    "The routes do not fit together:\n  - "
                            + String.join("\n  - ", problems)
                            + "\nCorrect the files of ROUTES_PATH, or put the shipped ones back.");
        }
    }

    /**
     * What Camel does not look at: that nothing is sent to a {@code direct:} that no route listens to, that throttles have a
     * mode that there is, and that the required routes are there and start by themselves.
     */
    public static List<String> problems(ModelCamelContext context) {
        List<RouteDefinition> routes = context.getRouteDefinitions();
        Set<String> listening =
                routes.stream()
                        .map(route -> direct(route.getInput().getEndpointUri()))
                        .collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        for (RouteDefinition route : routes) {
            for (ToDefinition target : steps(route, ToDefinition.class)) {
                String uri = direct(target.getUri());
                if (uri.startsWith("direct:") && !listening.contains(uri)) {
                    problems.add(
                            "route '%s'%s sends to '%s', and no route begins there"
                                    .formatted(route.getRouteId(), where(target), uri));
                }
            }
            for (ThrottleDefinition throttle : steps(route, ThrottleDefinition.class)) {
                String mode = throttle.getMode();
                if (mode != null && !mode.startsWith("{{") && !THROTTLE_MODES.contains(mode)) {
                    problems.add(
                            "route '%s'%s throttles by mode '%s', which is not one of %s"
                                    .formatted(
                                            route.getRouteId(),
                                            where(throttle),
                                            mode,
                                            String.join(", ", THROTTLE_MODES)));
                }
            }
            if (isRequired(route.getRouteId()) && isLeftOut(route)) {
                problems.add(
                        "route '%s'%s has autoStartup: %s, and nothing goes without it"
                                .formatted(
                                        route.getRouteId(),
                                        where(route.getInput()),
                                        route.getAutoStartup()));
            }
        }
        routes.stream()
                .filter(route -> direct(route.getInput().getEndpointUri()).startsWith("direct:"))
                .collect(Collectors.groupingBy(route -> direct(route.getInput().getEndpointUri())))
                .forEach(
                        (uri, same) -> {
                            if (same.size() > 1) {
                                problems.add(
                                        "%s begin at '%s', which only one route can"
                                                .formatted(
                                                        same.stream()
                                                                .map(RouteFiles::named)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                " and ")),
                                                        uri));
                            }
                        });
        Set<String> missing = new TreeSet<>(REQUIRED);
        routes.stream()
                .map(RouteDefinition::getRouteId)
                .filter(Objects::nonNull)
                .forEach(missing::remove);
        missing.forEach(id -> problems.add("route '%s' is missing".formatted(id)));
        return problems;
    }

    /** A route that a user adds needs no id. */
    private static boolean isRequired(@Nullable String id) {
        return id != null && REQUIRED.contains(id);
    }

    private static boolean isLeftOut(RouteDefinition route) {
        return route.getAutoStartup() != null && "false".equals(route.getAutoStartup().strip());
    }

    /** The steps of a kind, however deep. */
    static <T extends ProcessorDefinition<?>> Collection<T> steps(
            RouteDefinition route, Class<T> kind) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), kind);
    }

    private static String named(RouteDefinition route) {
        return "route '%s'%s".formatted(route.getRouteId(), where(route.getInput()));
    }

    private static String where(LineNumberAware step) {
        return step.getLocation() == null
                ? ""
                : " (%s, line %d)"
                        .formatted(
                                step.getLocation().replaceFirst("^file:", ""),
                                step.getLineNumber());
    }

    private static String direct(String uri) {
        String plain = uri.replace("direct://", "direct:");
        int options = plain.indexOf('?');
        return plain.startsWith("direct:") && options > 0 ? plain.substring(0, options) : plain;
    }
}
