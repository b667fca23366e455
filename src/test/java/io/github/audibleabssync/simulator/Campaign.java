package io.github.audibleabssync.simulator;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Plays many histories on all cores, and shrinks those that fail. */
final class Campaign {

    private static final double NANOS = 1e9;
    private static final int TWINS = Integer.getInteger("simulator.twins", 12);
    private static final boolean SHRINKS = !Boolean.getBoolean("simulator.asTheyAre");

    private final long firstSeed;
    private final long histories;
    private final int mostFailures;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong cycles = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong cpu = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    Campaign(long firstSeed, long histories, int mostFailures) {
        this.firstSeed = firstSeed;
        this.histories = histories;
        this.mostFailures = mostFailures;
    }

    /** The stories of what was found, at most so many; empty when all is well. */
    List<String> run() throws Exception {
        long start = System.nanoTime();
        int cores = Runtime.getRuntime().availableProcessors();
        List<String> found = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
            List<Future<List<String>>> shares = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                Callable<List<String>> share = this::share;
                shares.add(pool.submit(share));
            }
            for (Future<List<String>> share : shares) {
                found.addAll(share.get());
            }
        }
        System.out.printf(
                "%d histories from seed %d in %.1f s (%.1f s of the processors): %d cycles, %d"
                        + " writes, %d failures%n",
                Math.min(next.get(), histories),
                firstSeed,
                (System.nanoTime() - start) / NANOS,
                cpu.get() / NANOS,
                cycles.get(),
                writes.get(),
                found.size());
        found.forEach(System.out::println);
        return found;
    }

    private List<String> share() {
        List<String> found = new ArrayList<>();
        for (long i = next.getAndIncrement();
                i < histories && failures.get() < mostFailures;
                i = next.getAndIncrement()) {
            History history = Generator.history(firstSeed + i);
            Outcome outcome = new Run(history).play();
            cycles.addAndGet(outcome.cycles());
            writes.addAndGet(outcome.writes());
            outcome.broken()
                    .or(() -> twins(history))
                    .ifPresent(how -> found.add(shrunk(history, how)));
        }
        cpu.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        return found;
    }

    private String shrunk(History history, String how) {
        failures.incrementAndGet();
        if (!SHRINKS) {
            return "VIOLATED %s (seed %d)".formatted(how, history.seed());
        }
        History small = Shrinker.shrink(history, shorter -> failsLike(shorter, how));
        Outcome outcome = new Run(small, Boolean.getBoolean("simulator.trace")).play();
        return "VIOLATED %s%n%sit ends so: %s"
                .formatted(
                        outcome.broken().or(() -> twins(small)).orElse(how),
                        small.tell(),
                        outcome.books());
    }

    private static boolean failsLike(History history, String how) {
        return new Run(history)
                .play()
                .broken()
                .filter(other -> kind(other).equals(kind(how)))
                .isPresent();
    }

    /** Twins cost three more runs: every twelfth history has them. */
    private static Optional<String> twins(History history) {
        return history.seed() % TWINS == 0 ? Twins.judge(history) : Optional.empty();
    }

    private static String kind(String broken) {
        return broken.substring(0, broken.indexOf(';'));
    }
}
