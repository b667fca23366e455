package io.github.audibleabssync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.Secrets;
import io.github.audibleabssync.simulator.Action.Spoil;
import io.github.audibleabssync.simulator.History.Setup;
import io.github.audibleabssync.simulator.History.Step;
import io.github.audibleabssync.simulator.Traffic.About;
import io.github.audibleabssync.simulator.Traffic.Write;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * The same histories with the fast daemon and with the shipped routes: each change that is written, and each end, is the same
 * to the millisecond.
 * So what the simulator proves of the one holds for the other. The {@link Watch} judges both.
 *
 * <p>Left out, because both cannot play it alike: answers that take time (the routes write several books side by side; a slow disk stands in for them); what the
 * routes repeat, for they wait real time between repeats (outages, 5xx, lost and cut answers); what a service says to the next
 * request, whosever it is (401, 429, places that lack a book); kills and full disks, which {@code CrashTest} and {@code
 * DiskFullTest} play with the routes. In their place another trouble comes to one book. Long histories are left out for their
 * time.
 *
 * <p>More of them: {@code mvn -B test -Dtest=BothDaemonsTest -Dsimulator.routes=500}; others: {@code -Dsimulator.seed=12345}.
 */
class BothDaemonsTest {

    private static final int LONGEST = 80;
    private static final int CORES = 2;
    private static final Duration SLOWNESS = Duration.ofMillis(1500);
    private static final Spoil.Which[] WHICH = Spoil.Which.values();
    private static final List<Spoil.Kind> KINDS = List.copyOf(RoutesStage.PLAYED);

    @TempDir Path folder;

    /** A write with all that led to it; not its number and its second, which hang on which of several writers is first. */
    private record Written(
            int book,
            Side side,
            About about,
            Instant applied,
            Optional<Place> from,
            boolean wasFinished,
            Optional<Place> to,
            boolean isFinished,
            Optional<Agreement> agreement,
            boolean byPerson) {
        private Written(Write write) {
            this(
                    write.book(),
                    write.side(),
                    write.about(),
                    write.applied().truncatedTo(ChronoUnit.MINUTES),
                    write.before().place(),
                    write.before().finished(),
                    write.after().place(),
                    write.after().finished(),
                    write.agreement(),
                    write.byPerson());
        }
    }

    /** What came of a history: its outcome, and its writes, those of the first book first. */
    private record End(Outcome outcome, List<Written> writes) {}

    /** A history, and how it went with the fast daemon. */
    private record Played(History history, End fast) {}

    @Test
    void theRoutesDoWhatTheFastDaemonDoesAndTellNoSecret() throws Exception {
        List<String> differences = new ArrayList<>();
        int writes = 0;
        List<Secrets> secrets = new ArrayList<>();
        try (CapturedLog log = new CapturedLog()) {
            try (ExecutorService pool = Executors.newFixedThreadPool(CORES)) {
                List<Future<Both>> all = new ArrayList<>();
                Iterator<Played> played = histories();
                while (played.hasNext()) {
                    Played next = played.next();
                    Callable<Both> both = () -> withRoutes(next);
                    all.add(pool.submit(both));
                }
                for (Future<Both> one : all) {
                    one.get().difference().ifPresent(differences::add);
                    writes += one.get().writes();
                    secrets.add(one.get().secrets());
                }
            }

            assertThat(differences).isEmpty();
            assertThat(writes).isGreaterThan(2 * secrets.size());
            assertThat(log.text()).contains("DEBUG");
            assertThat(secrets).allSatisfy(some -> assertThat(some.in(log.text())).isEmpty());
        }
    }

    private static Iterator<Played> histories() {
        long first = Long.getLong("simulator.seed", 1);
        return LongStream.iterate(first, seed -> seed + 1)
                .mapToObj(seed -> playable(Generator.history(seed)))
                .map(history -> new Played(history, play(history, new FastStage(history))))
                .filter(played -> played.fast().outcome().cycles() <= LONGEST)
                .limit(Long.getLong("simulator.routes", 20))
                .iterator();
    }

    /** Some daemons have a slow disk: then listeners go on between what is read and what is written. */
    private static End play(History history, Stage stage) {
        stage.troubles.remembersIn(SLOWNESS.multipliedBy(history.seed() % 4));
        Outcome outcome = new Run(history, stage, false).play();
        List<Written> writes =
                stage.traffic.writes().stream()
                        .filter(Write::changedSomething)
                        .map(Written::new)
                        .sorted(Comparator.comparingInt(Written::book))
                        .toList();
        return new End(outcome, writes);
    }

    /** What came of it with the routes. */
    private record Both(Optional<String> difference, int writes, Secrets secrets) {}

    private Both withRoutes(Played played) throws Exception {
        History history = played.history();
        Path mine = Files.createDirectory(folder.resolve("seed-" + history.seed()));
        RoutesStage stage = new RoutesStage(history, mine);
        End routes = play(history, stage);
        End fast = played.fast();
        boolean same = routes.equals(fast) && routes.outcome().broken().isEmpty();
        return new Both(
                same
                        ? Optional.empty()
                        : Optional.of(
                                "%s%n  fast   %s%n  routes %s"
                                        .formatted(history.tell(), fast, routes)),
                routes.writes().size(),
                stage.secrets());
    }

    private static History playable(History history) {
        Setup setup = history.setup();
        List<Step> steps = new ArrayList<>();
        for (Step step : history.steps()) {
            steps.add(new Step(step.at(), playable(step.action(), steps.size(), setup)));
        }
        return new History(
                history.seed(),
                new Setup(
                        setup.books(),
                        setup.interval(),
                        setup.skewOfAudible(),
                        setup.skewOfAudiobookshelf(),
                        setup.lag(),
                        Duration.ZERO),
                List.copyOf(steps));
    }

    private static Action playable(Action action, int number, Setup setup) {
        return switch (action) {
            case Action.OfBook _, Action.SetClock _, Action.NoDate _ -> action;
            case Spoil spoil -> spoil(spoil.side(), number, setup);
            case Action.Outage outage -> spoil(outage.side(), number, setup);
            case Action.Trouble _ -> spoil(Side.AUDIOBOOKSHELF, number, setup);
        };
    }

    private static Spoil spoil(Side side, int number, Setup setup) {
        return new Spoil(
                side,
                KINDS.get(number % KINDS.size()),
                WHICH[number % WHICH.length],
                1 + number % 3,
                number % setup.books().size());
    }
}
