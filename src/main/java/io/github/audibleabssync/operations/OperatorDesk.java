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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        private static Page error(int status, @Nullable String message) {
            return new Page(status, JsonNodeFactory.instance.objectNode().put("error", message));
        }
    }

    /** What was asked is not understood. */
    private static final class Misunderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Misunderstood(String message) {
            super(message);
        }
    }

    /** A request's parameters, and whether its sender still waits. */
    private record Call(Exchange exchange) {
        private Optional<String> find(String name) {
            return Optional.ofNullable(exchange.getMessage().getHeader(name, String.class))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty());
        }

        private String get(String name, String what) {
            return find(name)
                    .orElseThrow(() -> new Misunderstood("'" + name + "' is missing; " + what));
        }

        private boolean isStopping() {
            return exchange.getContext().getStatus().isStopping();
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
        answer(exchange, call -> askAboutBook(call, Kind.KEEP, keeping(call)));
    }

    /** {@code POST /undo?book=}, and {@code &to=}. */
    public void undo(Exchange exchange) {
        answer(exchange, call -> askAboutBook(call, Kind.UNDO, backTo(call)));
    }

    /** {@code POST /policy?book=}, and {@code &conflict=} or {@code &edition=}. */
    public void policy(Exchange exchange) {
        answer(exchange, this::policy);
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
    private static void answer(Exchange exchange, Function<Call, Page> question) {
        Page page = answer(new Call(exchange), question);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, page.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody((page.content().toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Page answer(Call call, Function<Call, Page> question) {
        try {
            return question.apply(call);
        } catch (Misunderstood wrong) {
            return Page.error(400, wrong.getMessage());
        } catch (StateStoreFailed failed) {
            return Page.error(503, failed.getMessage());
        }
    }

    // --- which book
    // ------------------------------------------------------------------------------------------------

    private Page aboutBook(Call call, Function<Pair, Page> answer) {
        String text = call.get("book", "its ASIN, item id, or a piece of its title");
        return switch (inquiry.find(text)) {
            case Found.One(Pair pair) -> answer.apply(pair);
            case Found.Several(List<Pair> pairs) ->
                    notOne("'%s' fits several books; name one by its ASIN".formatted(text), pairs);
            case Found.None(List<Pair> nearest) ->
                    notOne("No book that both sides know is '%s'".formatted(text), nearest);
        };
    }

    private static Page notOne(String message, List<Pair> pairs) {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("error", message);
        content.set("books", InquiryPages.names(pairs));
        return new Page(404, content);
    }

    // --- what is asked
    // ----------------------------------------------------------------------------------------------

    private static UnaryOperator<Command> keeping(Call call) {
        String word = call.get("side", "write audible or abs");
        return Asking.findSide(word)
                .<UnaryOperator<Command>>map(side -> command -> command.keeping(side))
                .orElseThrow(
                        () -> new Misunderstood("'" + word + "' is no side; write audible or abs"));
    }

    private UnaryOperator<Command> backTo(Call call) {
        return call.find("to")
                .map(
                        text -> {
                            try {
                                return PastTime.parse(
                                        text, clock.instant(), ZoneId.systemDefault());
                            } catch (IllegalArgumentException wrong) {
                                throw new Misunderstood("to: " + wrong.getMessage());
                            }
                        })
                .<UnaryOperator<Command>>map(time -> command -> command.backTo(time))
                .orElse(command -> command);
    }

    private Page policy(Call call) {
        List<String> wanted = new ArrayList<>();
        call.find("conflict")
                .map(word -> understood(word, Asking.findConflict(word)))
                .ifPresent(wanted::add);
        call.find("edition")
                .map(word -> understood(word, Asking.findEdition(word)))
                .ifPresent(wanted::add);
        if (wanted.isEmpty()) {
            throw new Misunderstood(
                    "Write conflict=newest, furthest, abs, audible, hold or default; or"
                            + " edition=apart, same or scaled.");
        }
        Page last = Page.error(400, "");
        for (String content : wanted) {
            last = askAboutBook(call, Kind.POLICY, command -> command.saying(content));
            if (last.status() != 200) {
                return last;
            }
        }
        return last;
    }

    private static String understood(String word, Optional<String> content) {
        return content.orElseThrow(
                () ->
                        new Misunderstood(
                                "'%s' is unknown; write conflict=newest, furthest, abs, audible, hold or default; or edition=apart, same or scaled"
                                        .formatted(word)));
    }

    // --- asking
    // -----------------------------------------------------------------------------------------------------

    private Page askAboutBook(Call call, Kind kind, UnaryOperator<Command> details) {
        return aboutBook(
                call, pair -> ask(call, kind, command -> details.apply(command.about(pair.key()))));
    }

    private Page askAboutOneOrAll(Call call, Kind kind) {
        return call.find("book").isPresent()
                ? askAboutBook(call, kind, command -> command)
                : ask(call, kind, command -> command);
    }

    private Page ask(Call call, Kind kind, UnaryOperator<Command> details) {
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

    private BooleanSupplier whileWanted(Call call) {
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
