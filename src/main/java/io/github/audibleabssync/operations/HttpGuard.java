package io.github.audibleabssync.operations;

import io.github.audibleabssync.settings.HttpServerSettings;
import io.github.audibleabssync.settings.Secret;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stands before all paths: who may see what. Camel's own authentication is silently ignored for its management paths when
 * they share a port, so this is the only one.
 */
final class HttpGuard implements AuthenticationHandler {

    static final String HEALTH = "/healthz";
    static final String METRICS = "/metrics";
    private static final String PLAN = "/plan";

    /** The set-up page: it lets people in by itself, with a code of the log or the token as a field. */
    private static final String SET_UP = "/";

    private static final Set<String> HEALTH_PATHS =
            Set.of(HEALTH, HEALTH + "/live", HEALTH + "/ready");
    private static final String TOKEN_HEADER = "X-Token";
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";
    private static final String KNOWN = "token-shown";

    private final Optional<Secret> token;
    private final boolean metricsPublic;

    HttpGuard(HttpServerSettings settings) {
        token = settings.token();
        metricsPublic = settings.metricsPublic();
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean known = token.filter(secret -> shows(request, secret)).isPresent();
        request.headers().remove(TOKEN_HEADER).remove(AUTHORIZATION);
        context.put(KNOWN, known);
        context.response()
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        boolean open = isOpen(context.normalizedPath());
        if (SET_UP.equals(context.normalizedPath())) {
            if (isRead(request) || isOfOurPage(request)) {
                context.next();
            } else {
                refuse(
                        context.response(),
                        403,
                        "This comes from a page of another site. Open / of this server itself.");
            }
        } else if (token.isPresent() && !known && !open) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            refuse(
                    context.response(),
                    401,
                    "Show the value of HTTP_SERVER_TOKEN in the header X-Token.");
        } else if (token.isEmpty() && !isHarmless(request, context.normalizedPath())) {
            refuse(
                    context.response(),
                    403,
                    "Set HTTP_SERVER_TOKEN, restart, and show its value in the header X-Token to"
                            + " change something over HTTP.");
        } else if (token.isEmpty() && isClosedMetrics(context.normalizedPath())) {
            refuse(
                    context.response(),
                    403,
                    "METRICS_PUBLIC=false: set HTTP_SERVER_TOKEN, restart, and show its value in"
                            + " the header X-Token.");
        } else {
            context.next();
        }
    }

    /**
     * Whether a form was sent by a page of this server, as far as the browser says; forms prove it by a value of their own as
     * well. Our pages send no referrer, and then browsers say the origin is {@code null}.
     */
    private static boolean isOfOurPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeader("Origin");
        if (origin == null || origin.equals("null")) {
            return true;
        }
        String host = String.valueOf(request.getHeader("Host"));
        return origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host);
    }

    /** Whether the caller showed the token; false where there is none. */
    static boolean isKnown(RoutingContext context) {
        return Boolean.TRUE.equals(context.get(KNOWN));
    }

    private static boolean shows(HttpServerRequest request, Secret secret) {
        String authorization = request.getHeader(AUTHORIZATION);
        Stream<String> bearer =
                authorization != null
                                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                        ? Stream.of(authorization.substring(BEARER.length()).strip())
                        : Stream.empty();
        return Stream.concat(Stream.ofNullable(request.getHeader(TOKEN_HEADER)), bearer)
                .anyMatch(secret::matches);
    }

    private boolean isOpen(String path) {
        return HEALTH_PATHS.contains(path) || (metricsPublic && METRICS.equals(path));
    }

    private boolean isClosedMetrics(String path) {
        return !metricsPublic && path.startsWith(METRICS);
    }

    /** Reads what is known already; a plan makes the daemon ask both services. */
    private static boolean isHarmless(HttpServerRequest request, String path) {
        return isRead(request) && !PLAN.equals(path);
    }

    private static boolean isRead(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    }

    /** The last handler of all: nobody else knew the path, or not with this method. */
    static void notFound(RoutingContext context) {
        refuse(
                context.response(),
                404,
                "Nothing answers here. There are GET /, /healthz, /healthz/live, /healthz/ready,"
                        + " /metrics, /status, /holds, /why?book=, /history?book= and /plan; and"
                        + " POST /confirm?book=, /keep?book=&side=, /undo?book=&to=,"
                        + " /policy?book=&conflict=&edition=, /pause, /resume, /apply and /sync.");
    }

    private static void refuse(HttpServerResponse response, int status, String message) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end("{\"error\":\"" + message + "\"}\n");
    }
}
