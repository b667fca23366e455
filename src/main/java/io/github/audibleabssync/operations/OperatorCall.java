package io.github.audibleabssync.operations;

import io.github.audibleabssync.state.Command;

import org.apache.camel.Exchange;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a request to the {@link OperatorDesk} says, and whether its sender still waits.
 *
 * @param exchange with the request's parameters as headers
 */
record OperatorCall(Exchange exchange) {

    private static final String POLICIES =
            "conflict=newest, furthest, abs, audible, hold or default; or edition=apart, same or"
                    + " scaled";

    /** What was asked is not understood. */
    static final class Misunderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Misunderstood(String message) {
            super(message);
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(exchange.getMessage().getHeader(name, String.class))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    String get(String name, String what) {
        return find(name)
                .orElseThrow(() -> new Misunderstood("'" + name + "' is missing; " + what));
    }

    /** The daemon was told to stop. */
    boolean isStopping() {
        return exchange.getContext().getStatus().isStopping();
    }

    /** The side that is right. */
    UnaryOperator<Command> keeping() {
        String word = get("side", "write audible or abs");
        return Asking.findSide(word)
                .<UnaryOperator<Command>>map(side -> command -> command.keeping(side))
                .orElseThrow(
                        () -> new Misunderstood("'" + word + "' is no side; write audible or abs"));
    }

    /** The time to go back to, if one is given. */
    UnaryOperator<Command> backTo(Instant now) {
        return find("to")
                .map(text -> past(text, now))
                .<UnaryOperator<Command>>map(time -> command -> command.backTo(time))
                .orElse(command -> command);
    }

    private static Instant past(String text, Instant now) {
        try {
            return PastTime.parse(text, now, ZoneId.systemDefault());
        } catch (IllegalArgumentException wrong) {
            throw new Misunderstood("to: " + wrong.getMessage());
        }
    }

    /** What is to hold for a book from now on; at least one. */
    List<String> policies() {
        List<String> wanted = new ArrayList<>();
        find("conflict")
                .map(word -> understood(word, Asking.findConflict(word)))
                .ifPresent(wanted::add);
        find("edition")
                .map(word -> understood(word, Asking.findEdition(word)))
                .ifPresent(wanted::add);
        if (wanted.isEmpty()) {
            throw new Misunderstood("Write " + POLICIES + ".");
        }
        return wanted;
    }

    private static String understood(String word, Optional<String> content) {
        return content.orElseThrow(
                () -> new Misunderstood("'%s' is unknown; write %s".formatted(word, POLICIES)));
    }
}
