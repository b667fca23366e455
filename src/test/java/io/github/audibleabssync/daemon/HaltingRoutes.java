package io.github.audibleabssync.daemon;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The shipped routes with a {@link Halt} at each named step of a cycle: what is tested is otherwise what is shipped. */
final class HaltingRoutes {

    /** The routes as shipped. */
    static final Path SHIPPED = Path.of("routes").toAbsolutePath();

    /**
     * A named step.
     *
     * @param name for {@link Halt#at}
     * @param route in which route
     * @param where beside which node of that route
     * @param position on which side of it
     */
    private record Mark(String name, String route, Predicate<Map<?, ?>> where, Position position) {}

    private enum Position {
        BEFORE,
        AFTER,
        /** As the first of the node's own steps. */
        INSIDE
    }

    private static final List<Mark> MARKS =
            List.of(
                    after("after-take-commands", "sync-cycle", to("direct:take-commands")),
                    before("before-find-books", "sync-cycle", to("direct:find-books")),
                    after("after-find-books", "sync-cycle", to("direct:find-books")),
                    after(
                            "after-read-audiobookshelf-places",
                            "read-places",
                            contains("direct:read-audiobookshelf-places")),
                    after("after-read-audible-places", "sync-cycle", to("direct:read-places")),
                    after("after-settle-old-claims", "sync-book", id("settle-old-claims")),
                    after("after-resolve-conflict", "sync-book", id("resolve-conflict")),
                    after("after-plan", "sync-cycle", id("plan-the-writes")),
                    after("after-remember-cycle", "sync-cycle", to("direct:remember-cycle")),
                    before("before-claim", "claim-and-write", id("claim")),
                    new Mark("claimed", "claim-and-write", id("claim"), Position.INSIDE),
                    after("on-record", "claim-and-write", id("on-record")),
                    before(
                            "between-place-and-flag",
                            "write-to-audible",
                            bean("placeWriter", "putFlagRequest")),
                    before("answered", "write-to-audible", bean("placeWriter", "sent")),
                    before("answered", "write-to-audiobookshelf", bean("placeWriter", "sent")),
                    after("sent", "write-to-audible", bean("placeWriter", "sent")),
                    after("sent", "write-to-audiobookshelf", bean("placeWriter", "sent")),
                    new Mark(
                            "before-read-back",
                            "confirm-writes",
                            node -> node.containsKey("loop"),
                            Position.INSIDE),
                    before("after-read-back", "confirm-writes", to("direct:remember-write")),
                    after("after-remember-write", "confirm-writes", to("direct:remember-write")),
                    before("before-answer-commands", "sync-cycle", to("direct:answer-commands")),
                    before("before-copy", "back-up-state", id("copy-the-state")),
                    after("after-copy", "back-up-state", id("copy-the-state")),
                    after("after-keep", "back-up-state", id("keep-the-copy")),
                    after("after-drop", "back-up-state", id("drop-old-copies")),
                    before("before-report", "sync-cycle", to("direct:report-cycle")));

    private final Set<Mark> found = new HashSet<>();

    private HaltingRoutes() {}

    /** Copies the shipped routes to a folder, with the halts. Returns the pattern for {@code ROUTES_PATH}. */
    static String copyTo(Path folder) throws IOException {
        HaltingRoutes routes = new HaltingRoutes();
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SHIPPED, "*.camel.yaml")) {
            for (Path file : files) {
                Files.writeString(
                        folder.resolve(file.getFileName()), routes.mark(Files.readString(file)));
            }
        }
        Set<String> missing = new TreeSet<>();
        MARKS.stream()
                .filter(mark -> !routes.found.contains(mark))
                .forEach(mark -> missing.add(mark.name() + " in " + mark.route()));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("the routes have no such step any more: " + missing);
        }
        return folder.resolve("*.camel.yaml").toString();
    }

    private String mark(String yaml) {
        Object routes = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        Object marked =
                routes instanceof List<?> list
                        ? list.stream().map(this::markRoute).toList()
                        : routes;
        return new Dump(DumpSettings.builder().build()).dumpToString(marked);
    }

    private Object markRoute(Object element) {
        boolean isRoute = element instanceof Map<?, ?> map && map.get("route") instanceof Map<?, ?>;
        return isRoute ? copy(element, routeId((Map<?, ?>) element)) : element;
    }

    private static String routeId(Map<?, ?> element) {
        return element.get("route") instanceof Map<?, ?> route
                ? String.valueOf(route.get("id"))
                : "";
    }

    private Object copy(Object node, String route) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach(
                    (key, value) ->
                            copy.put(
                                    key,
                                    "steps".equals(key) && value instanceof List<?> steps
                                            ? withHalts(steps, route)
                                            : copy(value, route)));
            return copy;
        }
        return node instanceof List<?> list
                ? list.stream().map(one -> copy(one, route)).toList()
                : node;
    }

    private List<Object> withHalts(List<?> steps, String route) {
        List<Object> halting = new ArrayList<>();
        for (Object step : steps) {
            List<Mark> here =
                    MARKS.stream()
                            .filter(mark -> mark.route().equals(route))
                            .filter(mark -> step instanceof Map<?, ?> map && mark.where().test(map))
                            .toList();
            found.addAll(here);
            here.stream()
                    .filter(mark -> mark.position() == Position.BEFORE)
                    .forEach(mark -> halting.add(halt(mark.name())));
            Object copied = copy(step, route);
            here.stream()
                    .filter(mark -> mark.position() == Position.INSIDE)
                    .forEach(mark -> insertFirst(copied, halt(mark.name())));
            halting.add(copied);
            here.stream()
                    .filter(mark -> mark.position() == Position.AFTER)
                    .forEach(mark -> halting.add(halt(mark.name())));
        }
        return halting;
    }

    @SuppressWarnings("unchecked")
    private static void insertFirst(Object step, Object first) {
        Map<Object, Object> eip =
                (Map<Object, Object>) ((Map<Object, Object>) step).values().iterator().next();
        List<Object> steps = new ArrayList<>((List<Object>) eip.getOrDefault("steps", List.of()));
        steps.addFirst(first);
        eip.put("steps", steps);
    }

    private static Map<String, Object> halt(String name) {
        return Map.of(
                "bean", Map.of("beanType", Halt.class.getName(), "method", "at('" + name + "')"));
    }

    private static Mark before(String name, String route, Predicate<Map<?, ?>> where) {
        return new Mark(name, route, where, Position.BEFORE);
    }

    private static Mark after(String name, String route, Predicate<Map<?, ?>> where) {
        return new Mark(name, route, where, Position.AFTER);
    }

    private static Predicate<Map<?, ?>> to(String uri) {
        return node ->
                uri.equals(node.get("to"))
                        || (node.get("to") instanceof Map<?, ?> to && uri.equals(to.get("uri")));
    }

    private static Predicate<Map<?, ?>> bean(String ref, String method) {
        return node ->
                node.get("bean") instanceof Map<?, ?> bean
                        && ref.equals(bean.get("ref"))
                        && method.equals(bean.get("method"));
    }

    private static Predicate<Map<?, ?>> id(String id) {
        return node ->
                node.values().stream()
                        .anyMatch(eip -> eip instanceof Map<?, ?> map && id.equals(map.get("id")));
    }

    private static Predicate<Map<?, ?>> contains(String uri) {
        return node -> node.containsKey("doTry") && node.toString().contains(uri);
    }
}
