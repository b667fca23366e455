package io.github.audibleabssync.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;

import io.github.audibleabssync.core.BookSearch.Found;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.operations.Asking.Reply;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.Command.Answer;
import io.github.audibleabssync.state.Command.Kind;
import io.github.audibleabssync.state.Command.Outcome;
import io.github.audibleabssync.state.CommandQueue;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Answers what {@code 80-operate} is asked: questions from what is remembered; commands by way of the state, as the command
 * line gives them, so that both meet the same cycle.
 */
public final class OperatorDesk {

    /** The server has few threads, and health must be seen whoever waits. */
    private static final int MOST_WAITING = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Inquiry inquiry;
    private final InquiryPages pages;
    private final CommandQueue queue;
    private final Clock clock;
    private final Duration patience;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    OperatorDesk(Inquiry inquiry, CommandQueue queue, Clock clock) {
        this(inquiry, queue, clock, PATIENCE);
    }

    /** A desk with less patience: for tests. */
    OperatorDesk(Inquiry inquiry, CommandQueue queue, Clock clock, Duration patience) {
        this.inquiry = inquiry;
        this.pages = new InquiryPages(inquiry);
        this.queue = queue;
        this.clock = clock;
        this.patience = patience;
    }

    /** What goes back. */
    private record Page(int status, JsonNode content) {
        private Page about(Pair pair) {
            ObjectNode named = InquiryPages.named(pair);
            content.properties().forEach(field -> named.set(field.getKey(), field.getValue()));
            return new Page(status, named);
        }

        private static Page error(int status, @Nullable String message) {
            return new Page(status, JsonNodeFactory.instance.objectNode().put("error", message));
        }
    }

    /** {@code GET /holds}. */
    public void holds(Exchange exchange) {
        answer(exchange, _ -> new Page(200, pages.holds()));
    }

    /** {@code GET /why?book=}. */
    public void why(Exchange exchange) {
        answer(exchange, call -> aboutBook(call, pair -> new Page(200, pages.why(pair))));
    }

    /** {@code GET /history?book=}. */
    public void history(Exchange exchange) {
        answer(exchange, call -> aboutBook(call, pair -> new Page(200, pages.history(pair))));
    }

    /** {@code GET /plan}: a cycle of its own, in which nothing is done. */
    public void plan(Exchange exchange) {
        answer(exchange, call -> ask(call, Kind.PLAN, command -> command));
    }

    /** {@code POST /confirm?book=}. */
    public void confirm(Exchange exchange) {
        answer(exchange, call -> askAboutBook(call, Kind.CONFIRM, command -> command));
    }

    /** {@code POST /keep?book=&side=}. */
    public void keep(Exchange exchange) {
        answer(exchange, call -> askAboutBook(call, Kind.KEEP, call.keeping()));
    }

    /** {@code POST /undo?book=}, and {@code &to=}. */
    public void undo(Exchange exchange) {
        answer(exchange, call -> askAboutBook(call, Kind.UNDO, call.backTo(clock.instant())));
    }

    /** {@code POST /policy?book=}, and {@code &conflict=} or {@code &edition=}. */
    public void policy(Exchange exchange) {
        answer(exchange, this::setPolicy);
    }

    /** {@code POST /pause}, and {@code ?book=}. */
    public void pause(Exchange exchange) {
        answer(exchange, call -> askAboutOneOrAll(call, Kind.PAUSE));
    }

    /** {@code POST /resume}, and {@code ?book=}. */
    public void resume(Exchange exchange) {
        answer(exchange, call -> askAboutOneOrAll(call, Kind.RESUME));
    }

    /** {@code POST /apply}. */
    public void apply(Exchange exchange) {
        answer(exchange, call -> ask(call, Kind.APPLY, command -> command));
    }

    /** Nothing that a request brought goes on with its exchange. */
    private static void answer(Exchange exchange, Function<OperatorCall, Page> question) {
        Page page = answer(new OperatorCall(exchange), question);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, page.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody((page.content().toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Page answer(OperatorCall call, Function<OperatorCall, Page> question) {
        try {
            return question.apply(call);
        } catch (OperatorCall.Misunderstood wrong) {
            return Page.error(400, wrong.getMessage());
        } catch (StateStoreFailed failed) {
            return Page.error(503, failed.getMessage());
        }
    }

    // --- which book
    // ------------------------------------------------------------------------------------------------

    private Page aboutBook(OperatorCall call, Function<Pair, Page> answer) {
        String text = call.get("book", "its ASIN, item id, or a piece of its title");
        return switch (inquiry.find(text)) {
            case Found.One(Pair pair) -> answer.apply(pair);
            case Found.Several(List<Pair> pairs) ->
                    notOne("'%s' fits several books; name one by its ASIN".formatted(text), pairs);
            case Found.None(List<Pair> nearest) ->
                    notOne(
                            "No book that both sides know is '%s'; name one by its ASIN, item id, or a piece of its title"
                                    .formatted(text),
                            nearest);
        };
    }

    private static Page notOne(String message, List<Pair> pairs) {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("error", message);
        content.set("books", InquiryPages.names(pairs));
        return new Page(404, content);
    }

    // --- asking
    // -----------------------------------------------------------------------------------------------------

    private Page setPolicy(OperatorCall call) {
        Page last = Page.error(400, "");
        for (String content : call.policies()) {
            last = askAboutBook(call, Kind.POLICY, command -> command.saying(content));
            if (last.status() != 200) {
                return last;
            }
        }
        return last;
    }

    private Page askAboutBook(OperatorCall call, Kind kind, UnaryOperator<Command> details) {
        return aboutBook(
                call,
                pair ->
                        ask(call, kind, command -> details.apply(command.about(pair.key())))
                                .about(pair));
    }

    private Page askAboutOneOrAll(OperatorCall call, Kind kind) {
        return call.find("book").isPresent()
                ? askAboutBook(call, kind, command -> command)
                : ask(call, kind, command -> command);
    }

    private Page ask(OperatorCall call, Kind kind, UnaryOperator<Command> details) {
        if (!waiting.tryAcquire()) {
            return Page.error(503, "Others wait for an answer already; ask again in a moment.");
        }
        try {
            Command command = details.apply(Command.of(kind, "http", clock.instant()));
            return switch (Asking.ask(queue, command, whileWanted(call))) {
                case Reply.Answered(Answer answer) -> page(kind, answer);
                case Reply.Withdrawn _ ->
                        Page.error(
                                503,
                                "No cycle began in time, and what was asked was withdrawn: nothing"
                                        + " was changed. Look at /healthz and ask again.");
                case Reply.Taken _ ->
                        page(
                                kind,
                                new Answer(
                                        Outcome.WAITS,
                                        "It is noted and will be done; /why and /history tell what"
                                                + " became of it."));
            };
        } finally {
            waiting.release();
        }
    }

    private BooleanSupplier whileWanted(OperatorCall call) {
        long[] looks = {patience.dividedBy(LOOK)};
        return () -> {
            LockSupport.parkNanos(LOOK.toNanos());
            return --looks[0] >= 0 && !call.isStopping();
        };
    }

    private static Page page(Kind kind, Answer answer) {
        ObjectNode content =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("outcome", StatusPage.word(answer.outcome()));
        if (kind == Kind.PLAN && answer.outcome() == Outcome.DONE) {
            content.putRawValue("plan", new RawValue(answer.text()));
        } else {
            content.put("answer", answer.text());
        }
        return switch (answer.outcome()) {
            case DONE -> new Page(200, content);
            case WAITS -> new Page(202, content);
            case REFUSED -> new Page(409, content);
        };
    }
}
