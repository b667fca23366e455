package io.github.audibleabssync.practice;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds who answers a path. Letter case, doubled and trailing slashes do not matter. */
final class Router {

    /** Answers requests for one path; gets the values of the path's {@code :names}, decoded, in order. */
    interface Handler {
        Answer answer(PracticeRequest request, List<String> names);
    }

    private record Route(String method, List<String> segments, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    Router add(String method, String path, Handler handler) {
        routes.add(new Route(method, segments(path), handler));
        return this;
    }

    /** The answer of the first route that fits; empty when none does. */
    Optional<Answer> answer(PracticeRequest request) {
        List<String> asked = segments(request.path());
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        for (Route route : routes) {
            Optional<List<String>> names =
                    route.method.equals(method) ? fit(route.segments, asked) : Optional.empty();
            if (names.isPresent()) {
                return Optional.of(route.handler.answer(request, names.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<List<String>> fit(List<String> wanted, List<String> asked) {
        if (wanted.size() != asked.size()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            if (wanted.get(i).startsWith(":")) {
                names.add(URLDecoder.decode(asked.get(i), StandardCharsets.UTF_8));
            } else if (!wanted.get(i).equalsIgnoreCase(asked.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }

    private static List<String> segments(String path) {
        return Stream.of(path.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
    }
}
