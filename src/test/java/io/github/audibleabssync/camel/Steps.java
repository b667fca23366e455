package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.practice.PracticeBook;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Single routes of the shipped files: run alone, counted, ticked by hand, or spoilt at a step. */
final class Steps {

    private static final Duration START = Duration.ofHours(2);
    private static final Duration HEARD = Duration.ofMinutes(30);

    private Steps() {}

    /** Runs one route by its id with a cycle of its own, and returns what left it; its failure is in there. */
    static Exchange run(Rig rig, String route, Object body, Map<String, Object> variables)
            throws IOException {
        try (ProducerTemplate template = rig.context().createProducerTemplate()) {
            return template.send(
                    "direct:" + route,
                    exchange -> {
                        exchange.setVariable("cycle", new Cycle(rig.clock.instant()));
                        variables.forEach(exchange::setVariable);
                        exchange.getMessage().setBody(body);
                    });
        }
    }

    static Exchange run(Rig rig, String route) throws IOException {
        return run(rig, route, "", Map.of());
    }

    static Cycle cycle(Exchange exchange) {
        return exchange.getVariable("cycle", Cycle.class);
    }

    /** Does something before a step. */
    static void before(Rig rig, String route, String step, Processor what) throws Exception {
        AdviceWith.adviceWith(
                rig.context(), route, advice -> advice.weaveById(step).before().process(what));
    }

    /** Lets a step fail as nobody expects, as long as the switch is on; it is off. */
    static AtomicBoolean spoil(Rig rig, String route, String step) throws Exception {
        AtomicBoolean spoilt = new AtomicBoolean();
        before(
                rig,
                route,
                step,
                exchange -> {
                    if (spoilt.get()) {
                        throw new IllegalStateException("nobody expects this");
                    }
                });
        return spoilt;
    }

    /** Counts how often a step is reached. */
    static AtomicInteger count(Rig rig, String route, String step) throws Exception {
        AtomicInteger reached = new AtomicInteger();
        before(rig, route, step, exchange -> reached.incrementAndGet());
        return reached;
    }

    /** Puts a hand in the place of a route's timer: {@link #run} it as {@code tick}. */
    static void byHand(Rig rig, String route) throws Exception {
        AdviceWith.adviceWith(
                rig.context(), route, advice -> advice.replaceFromWith("direct:tick"));
        rig.context().getRouteController().startRoute(route);
    }

    /** A step that fails gives the cycle up, nothing is written, and the next cycle makes up for it. */
    static void assertGivenUp(Path folder, String route, String step) throws Exception {
        try (Rig rig = new Rig(folder)) {
            PracticeBook book = rig.bookAt(START);
            rig.start().nextCycle();
            AtomicBoolean spoilt = spoil(rig, route, step);
            rig.listener.listenOnPhone(book.asin(), HEARD);
            spoilt.set(true);

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.stopped()).contains("nobody expects this");
            assertThat(cycle.succeeded()).isFalse();
            assertThat(rig.writesToAudiobookshelf()).isEmpty();

            spoilt.set(false);
            rig.nextCycle();

            assertThat(rig.onAudiobookshelf(book)).isEqualTo(START.plus(HEARD));
        }
    }
}
