package io.github.audibleabssync.operations.setup;

import io.github.audibleabssync.camel.AudibleAccount;
import io.github.audibleabssync.camel.Credentials;
import io.github.audibleabssync.camel.ServiceLink;
import io.github.audibleabssync.operations.setup.SetUpDesk.Answer;
import io.github.audibleabssync.operations.setup.SetUpDesk.Call;
import io.github.audibleabssync.settings.Settings;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code GET /} and {@code POST /} over HTTP. No route of Camel's, so that nothing of a form can become a header, a variable or
 * a line of a log. A form and its answer have no address but {@code /}: what was pasted is in no address, and in no history.
 */
public final class SetUpPage {

    private static final Logger LOG = LoggerFactory.getLogger(SetUpPage.class);

    private static final String PATH = "/";
    private static final String COOKIE = "set-up";
    private static final long LARGEST_FORM = 16 * 1024L;
    private static final int TOO_LONG = 413;
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors"
                    + " 'none'; base-uri 'none'";

    private final SetUpDesk desk;
    private volatile Optional<CamelContext> context = Optional.empty();
    private volatile int port;

    /**
     * A page that is not served yet.
     *
     * @param audible the links whose rejection means that nobody is signed in to Audible
     */
    public SetUpPage(
            Settings settings,
            Credentials credentials,
            AudibleAccount account,
            List<ServiceLink> audible,
            ServiceLink audiobookshelf,
            Clock clock) {
        Announcement announcement = new Announcement();
        Admission admission = new Admission(settings.httpServer().token(), announcement, clock);
        announcement.admission = Optional.of(admission);
        this.port = settings.httpServer().port();
        this.desk =
                new SetUpDesk(
                        new Lack(settings, credentials, account, audible, audiobookshelf),
                        admission,
                        new ShelfEntry(settings, credentials),
                        this::wake,
                        clock);
    }

    private final class Announcement implements Runnable {
        private Optional<Admission> admission = Optional.empty();

        @Override
        public void run() {
            admission.ifPresent(
                    one ->
                            LOG.warn(
                                    "{}",
                                    one.asksForToken()
                                            ? SetUpWords.OPEN_WITH_TOKEN.with(port)
                                            : SetUpWords.OPEN_WITH_CODE.with(port, one.code())));
        }
    }

    /** Looks whether there is something to set up, and says in the log how to get in. */
    public void look() {
        Object _ = desk.look();
    }

    /**
     * Serves it.
     *
     * @param served whose cycle runs at once when all is set up
     * @param listening the port
     * @param tokenShown whether a caller showed the token of the HTTP server as a header
     */
    public void serve(
            Router router,
            CamelContext served,
            int listening,
            Predicate<RoutingContext> tokenShown) {
        context = Optional.of(served);
        port = listening;
        router.route(PATH)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .blockingHandler(
                        call -> answer(call, desk.show(call(call, tokenShown, Map.of()))), false);
        router.route(PATH)
                .method(HttpMethod.POST)
                .consumes("application/x-www-form-urlencoded")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_FORM))
                .blockingHandler(
                        call -> answer(call, desk.take(call(call, tokenShown, form(call)))), false)
                .failureHandler(SetUpPage::refuse);
    }

    /** What cannot be read as a form, or is too long. The failure itself may quote what was pasted: nobody gets to see it. */
    private static void refuse(RoutingContext call) {
        boolean tooLong = call.statusCode() == TOO_LONG;
        call.response()
                .setStatusCode(tooLong ? TOO_LONG : 400)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(SetUpWords.NOT_A_FORM.with() + "\n");
    }

    private static Map<String, String> form(RoutingContext call) {
        Map<String, String> form = new HashMap<>();
        call.request()
                .formAttributes()
                .forEach(field -> form.put(field.getKey(), field.getValue()));
        return form;
    }

    private static Call call(
            RoutingContext call, Predicate<RoutingContext> tokenShown, Map<String, String> form) {
        Cookie cookie = call.request().getCookie(COOKIE);
        return new Call(tokenShown.test(call), cookie == null ? "" : cookie.getValue(), form);
    }

    private static void answer(RoutingContext call, Answer answer) {
        HttpServerResponse response =
                call.response()
                        .setStatusCode(answer.status())
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .putHeader("Content-Security-Policy", POLICY)
                        .putHeader("X-Frame-Options", "DENY")
                        .putHeader("Referrer-Policy", "no-referrer");
        answer.cookie()
                .ifPresent(
                        value ->
                                response.putHeader(
                                        "Set-Cookie",
                                        COOKIE
                                                + "="
                                                + value
                                                + "; Path=/; HttpOnly; SameSite=Strict;"
                                                + " Max-Age=3600"));
        response.end(answer.page());
    }

    /** Not within the interval, but now: somebody looks on. */
    private void wake() {
        context.ifPresent(
                served -> {
                    ProducerTemplate template = served.createProducerTemplate();
                    var _ =
                            template.asyncSend(
                                            "direct:sync-cycle",
                                            exchange -> exchange.setVariable("sweepOnly", "false"))
                                    .whenComplete((exchange, failure) -> template.stop());
                });
    }
}
