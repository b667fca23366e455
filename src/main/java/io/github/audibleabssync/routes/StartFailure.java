package io.github.audibleabssync.routes;

import io.github.audibleabssync.camel.RoutesProblem;

import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says in the user's words why Camel does not start: in which file and line, what, and what to do. */
public final class StartFailure {

    private static final Pattern DUPLICATES =
            Pattern.compile("Duplicate route ids detected: ([\\w.-]+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("Property with key \\[([^]]+)]");
    private static final Pattern OBJECT_ADDRESS = Pattern.compile("@[0-9a-f]{5,}");
    private static final String REMEDY =
            ". Correct the file, or put the shipped one back; nothing was started.";

    private final RouteTexts texts;
    private final Optional<ModelCamelContext> context;
    private final List<Throwable> chain;

    private StartFailure(
            RouteTexts texts, Optional<ModelCamelContext> context, List<Throwable> chain) {
        this.texts = texts;
        this.context = context;
        this.chain = chain;
    }

    /**
     * Finds the words.
     *
     * @param texts the route files
     * @param context what did not start
     * @param failure what came out of it
     */
    public static RuntimeException explain(
            RouteTexts texts, @Nullable CamelContext context, Exception failure) {
        if (failure instanceof RoutesProblem known) {
            return known;
        }
        Optional<BindException> port = find(chain(failure), BindException.class);
        if (port.isPresent()) {
            return new RoutesProblem(
                    "HTTP_SERVER_HOST and HTTP_SERVER_PORT cannot be listened on (%s). Stop what listens"
                                    .formatted(port.get().getMessage())
                            + " there, or choose another port; nothing was started.",
                    failure);
        }
        return new RoutesProblem(
                "The routes cannot be run. " + describe(texts, context, failure) + REMEDY, failure);
    }

    /** In which file and line, and what; without a remedy. */
    static String describe(RouteTexts texts, @Nullable CamelContext context, Exception failure) {
        Optional<ModelCamelContext> model =
                Optional.ofNullable(context)
                        .filter(ModelCamelContext.class::isInstance)
                        .map(ModelCamelContext.class::cast);
        return new StartFailure(texts, model, chain(failure)).describe();
    }

    private static List<Throwable> chain(Exception failure) {
        return Stream.<@Nullable Throwable>iterate(failure, t -> t != null, t -> cause(t))
                .map(Throwable.class::cast)
                .toList();
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure == null ? null : failure.getCause();
    }

    private static <T> Optional<T> find(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private String describe() {
        Optional<MarkedYamlEngineException> yaml = find(chain, MarkedYamlEngineException.class);
        if (yaml.isPresent() && yaml.get().getProblemMark().isPresent()) {
            Mark mark = yaml.get().getProblemMark().get();
            return "%s, line %d, column %d: %s"
                    .formatted(
                            plain(mark.getName()),
                            mark.getLine() + 1,
                            mark.getColumn() + 1,
                            yaml.get().getProblem());
        }
        Throwable deepest = chain.getLast();
        String message = String.valueOf(deepest.getMessage());
        if (deepest instanceof ClassNotFoundException) {
            message = "there is no class " + message;
        }
        Matcher duplicates = DUPLICATES.matcher(message);
        if (duplicates.find()) {
            return "Several routes have the same id: "
                    + String.join(" and ", linesWith("id: " + duplicates.group(1)));
        }
        String why = OBJECT_ADDRESS.matcher(firstLine(message)).replaceAll("");
        return find(chain, FailedToCreateRouteException.class)
                .map(FailedToCreateRouteException::getRouteId)
                .or(
                        () ->
                                find(chain, FailedToStartRouteException.class)
                                        .map(FailedToStartRouteException::getRouteId))
                .map(id -> "%s, route '%s': %s".formatted(where(id), id, why))
                .orElse(why);
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private String where(String routeId) {
        Optional<RouteDefinition> route =
                context.map(model -> model.getRouteDefinition(routeId))
                        .filter(found -> found.getInput().getLocation() != null);
        if (route.isEmpty()) {
            return linesWith("id: " + routeId).stream().findFirst().orElse("A route");
        }
        String file = plain(route.get().getInput().getLocation());
        int from = Math.max(route.get().getInput().getLineNumber(), 1);
        List<String> lines = texts.lines(Path.of(file));
        int line =
                culprit()
                        .flatMap(
                                word ->
                                        Stream.iterate(from, n -> n <= lines.size(), n -> n + 1)
                                                .filter(n -> lines.get(n - 1).contains(word))
                                                .findFirst())
                        .or(() -> lineOfAWord(lines, from))
                        .orElse(from);
        return "%s, line %d".formatted(file, line);
    }

    /** The first line from there on that gives a value which the message names, or a key; its last words say most. */
    private Optional<Integer> lineOfAWord(List<String> lines, int from) {
        List<String> words =
                List.of(String.valueOf(chain.getLast().getMessage()).split("[^\\w.-]+", -1));
        return words.reversed().stream()
                .filter(word -> word.length() > 3)
                .flatMap(
                        word ->
                                Stream.iterate(from, n -> n <= lines.size(), n -> n + 1)
                                        .filter(n -> names(lines.get(n - 1).strip(), word))
                                        .limit(1))
                .findFirst();
    }

    private static boolean names(String line, String word) {
        return line.endsWith(": " + word) || line.startsWith(word + ":");
    }

    /** What to look for in the file. */
    private Optional<String> culprit() {
        Throwable deepest = chain.getLast();
        return switch (deepest) {
            case NoSuchBeanException bean -> Optional.ofNullable(bean.getName());
            case MethodNotFoundException method -> Optional.ofNullable(method.getMethodName());
            case NoSuchEndpointException endpoint ->
                    Optional.ofNullable(endpoint.getUri()).map(uri -> uri.replace("://", ":"));
            case ClassNotFoundException type -> Optional.ofNullable(type.getMessage());
            default -> {
                Matcher placeholder = PLACEHOLDER.matcher(String.valueOf(deepest.getMessage()));
                if (placeholder.find()) {
                    yield Optional.of(placeholder.group(1));
                }
                yield chain.reversed().stream()
                        .flatMap(one -> String.valueOf(one.getMessage()).lines().skip(1).limit(1))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst();
            }
        };
    }

    private List<String> linesWith(String text) {
        List<String> found = new ArrayList<>();
        for (Path file : texts.files().keySet()) {
            List<String> lines = texts.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().equals(text)) {
                    found.add("%s, line %d".formatted(file, i + 1));
                }
            }
        }
        return found;
    }

    private static String plain(String location) {
        return location.startsWith("file:") ? location.substring("file:".length()) : location;
    }
}
