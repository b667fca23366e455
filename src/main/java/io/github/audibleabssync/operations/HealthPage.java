package io.github.audibleabssync.operations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/**
 * Camel's health checks over HTTP: 200 or 503, and what to do about each that is DOWN; all of them for who showed the token.
 *
 * <p>Camel's own page escapes messages twice, so that paths read {@code \/data\/state.db}, and shows details to whoever
 * asks for {@code ?exposureLevel=full}.
 */
final class HealthPage {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String FULL = "full";

    private final CamelContext context;

    HealthPage(CamelContext context) {
        this.context = context;
    }

    void serve(Router router) {
        serve(router, "", call -> answer(call, HealthCheckHelper.invoke(context, FULL), false));
        serve(
                router,
                "/live",
                call -> answer(call, HealthCheckHelper.invokeLiveness(context, FULL), false));
        serve(
                router,
                "/ready",
                call -> answer(call, HealthCheckHelper.invokeReadiness(context, FULL), true));
    }

    private static void serve(Router router, String path, Handler<RoutingContext> page) {
        router.route(HttpGuard.HEALTH + path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .blockingHandler(page, false);
    }

    private static void answer(RoutingContext call, Collection<Result> results, boolean readiness) {
        boolean up = HealthCheckHelper.isResultsUp(results, readiness);
        List<Result> shown =
                results.stream()
                        .filter(result -> HttpGuard.isKnown(call) || result.getState() != State.UP)
                        .toList();
        call.response()
                .setStatusCode(up ? 200 : 503)
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(json(up, shown)));
    }

    private static byte[] json(boolean up, List<Result> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("status", up ? State.UP.name() : State.DOWN.name());
            json.writeArrayFieldStart("checks");
            for (Result result : results) {
                json.writeStartObject();
                json.writeStringField("name", result.getCheck().getId());
                json.writeStringField("status", result.getState().name());
                if (result.getMessage().isPresent()) {
                    json.writeStringField("message", result.getMessage().get());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
