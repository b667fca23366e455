package io.github.audibleabssync.simulator;

import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.simulator.Action.Spoil;
import io.github.audibleabssync.state.StateStore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What goes wrong, from when to when; and the points at which the daemon may be killed. */
final class Troubles {

    /** The daemon's process is gone. No step of the daemon can catch it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private static final Set<String> CHANGES =
            Set.of(
                    "remember",
                    "agree",
                    "claim",
                    "sent",
                    "release",
                    "releaseAll",
                    "confirm",
                    "pruneJournal",
                    "saveAudibleTitles",
                    "saveFinishedFlags",
                    "saveShelfItems",
                    "saveAudio",
                    "dropAudio",
                    "saveValue",
                    "take",
                    "answer");

    private static final class Armed {
        private final Spoil spoil;
        private int left;

        private Armed(Spoil spoil) {
            this.spoil = spoil;
            this.left = spoil.times();
        }
    }

    private final World world;
    private final Traffic traffic;
    private final SimulatedTime time;
    private final Map<Side, Instant> awayUntil = new EnumMap<>(Side.class);
    private final List<Armed> armed = new ArrayList<>();
    private int failingOperations;
    private Duration remembering = Duration.ZERO;
    private int untilKilled = -1;
    private Duration downAfterKill = Duration.ZERO;
    private long points;
    private long spoilt;

    Troubles(World world, SimulatedTime time, Traffic traffic) {
        this.traffic = traffic;
        this.world = world;
        this.time = time;
    }

    void begin(Action.Trouble trouble) {
        switch (trouble) {
            case Action.Outage(Side side, Duration length) ->
                    awayUntil.merge(
                            side,
                            time.instant().plus(length),
                            (one, other) -> one.isAfter(other) ? one : other);
            case Spoil spoil -> armed.add(new Armed(spoil));
            case Action.SetClock(Side side, Duration skew) -> world.setClock(side, skew);
            case Action.NoDate(Side side, Duration length) -> {
                showDate(side, false);
                time.at(time.instant().plus(length), () -> showDate(side, true));
            }
            case Action.DiskFull(int operations) -> failingOperations = operations;
            case Action.Crash(int point, Duration down) -> {
                untilKilled = point;
                downAfterKill = down;
            }
        }
    }

    private void showDate(Side side, boolean shown) {
        if (side == Side.AUDIBLE) {
            world.audible.showDate(shown);
        } else {
            world.audiobookshelf.showDate(shown);
        }
    }

    /** How long it takes to remember what a cycle saw: what is written afterwards was read as long ago. */
    void remembersIn(Duration time) {
        remembering = time;
    }

    /** From now on nothing goes wrong any more. */
    void end() {
        awayUntil.clear();
        armed.clear();
        failingOperations = 0;
        untilKilled = -1;
    }

    boolean isAway(Side side) {
        return time.instant().isBefore(awayUntil.getOrDefault(side, Instant.MIN));
    }

    /** What spoils this request, if anything does. */
    Optional<Spoil.Kind> spoils(Side side, boolean writes, String target, int book) {
        for (Armed one : armed) {
            Spoil spoil = one.spoil;
            boolean fits =
                    one.left > 0
                            && spoil.side() == side
                            && (spoil.which() == Spoil.Which.ALL
                                    || (spoil.which() == Spoil.Which.WRITES) == writes)
                            && (spoil.onlyBook() == Spoil.ANY || spoil.onlyBook() == book)
                            && suits(spoil.kind(), writes, target);
            if (fits) {
                one.left--;
                spoilt++;
                return Optional.of(spoil.kind());
            }
        }
        return Optional.empty();
    }

    private static boolean suits(Spoil.Kind kind, boolean writes, String target) {
        return switch (kind) {
            case FORGOTTEN -> writes;
            case PARTIAL -> target.startsWith("/1.0/annotations/lastpositions");
            default -> true;
        };
    }

    /** A point at which the daemon may be killed. */
    void point() {
        points++;
        if (untilKilled >= 0 && untilKilled-- == 0) {
            throw new Killed();
        }
    }

    /** How many requests were spoilt. */
    long spoilt() {
        return spoilt;
    }

    long points() {
        return points;
    }

    Duration downAfterKill() {
        return downAfterKill;
    }

    /** The store as the daemon gets it: it may fail, and the daemon may be killed before and after each change. */
    StateStore around(StateStore store) {
        return (StateStore)
                Proxy.newProxyInstance(
                        StateStore.class.getClassLoader(),
                        new Class<?>[] {StateStore.class},
                        (_, method, arguments) -> through(store, method, arguments));
    }

    private Object through(StateStore store, Method method, Object[] arguments) throws Throwable {
        boolean changes = CHANGES.contains(method.getName());
        if (changes) {
            point();
            if (failingOperations > 0) {
                failingOperations--;
                throw new StateStoreFailed("the simulated disk is full");
            }
        }
        if (arguments != null && arguments[0] instanceof Claim claim) {
            traffic.intended(claim);
        }
        try {
            Object result = method.invoke(store, arguments);
            if (method.getName().equals("agree")) {
                traffic.remembered(books(Set.of(arguments[0])));
            }
            if (method.getName().equals("remember")) {
                traffic.remembered(books(((Map<?, ?>) arguments[0]).keySet()));
                time.pass(remembering);
            }
            if (changes) {
                point();
            }
            return result;
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    private Set<Integer> books(Set<?> keys) {
        return IntStream.range(0, world.size())
                .filter(book -> keys.contains(world.key(book)))
                .boxed()
                .collect(Collectors.toSet());
    }
}
