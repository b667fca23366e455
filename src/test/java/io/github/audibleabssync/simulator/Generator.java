package io.github.audibleabssync.simulator;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.simulator.Action.Spoil;
import io.github.audibleabssync.simulator.History.BookSetup;
import io.github.audibleabssync.simulator.History.Setup;
import io.github.audibleabssync.simulator.History.SideSetup;
import io.github.audibleabssync.simulator.History.Step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes histories: the same seed, the same history. */
final class Generator {

    private static final int[] INTERVALS = {30, 60, 60, 120, 300};

    private final long seed;
    private final SplittableRandom random;
    private final List<Step> steps = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private int books;

    private Generator(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    static History history(long seed) {
        return new Generator(seed).make();
    }

    private History make() {
        books = 2 + random.nextInt(3);
        List<BookSetup> setups = new ArrayList<>();
        for (int i = 0; i < books; i++) {
            setups.add(book());
        }
        boolean clocks = chance(30);
        Setup setup =
                new Setup(
                        List.copyOf(setups),
                        Duration.ofSeconds(INTERVALS[random.nextInt(INTERVALS.length)]),
                        clocks ? skew() : Duration.ZERO,
                        clocks ? skew() : Duration.ZERO,
                        chance(60) ? Duration.ofMillis(random.nextLong(7500)) : Duration.ZERO,
                        Duration.ofMillis(20 + random.nextLong(chance(10) ? 2500 : 300)));
        int scenes = 2 + random.nextInt(6);
        for (int i = 0; i < scenes; i++) {
            now = now.plus(gap());
            if (chance(35)) {
                trouble(now.plus(upTo(Duration.ofMinutes(10))));
            }
            int book = random.nextInt(books);
            scene(book);
            if (chance(8)) {
                pass(upTo(Duration.ofMinutes(10)));
                Action.Ruling.What[] all = Action.Ruling.What.values();
                act(new Action.Ruling(book, all[random.nextInt(all.length)]));
            }
        }
        steps.sort(Comparator.comparing(Step::at));
        return new History(seed, setup, List.copyOf(steps));
    }

    // --- how it begins

    private BookSetup book() {
        Duration runtime = chance(15) ? minutes(20, 90) : minutes(180, 900);
        Duration place = upTo(runtime.minusMinutes(12));
        SideSetup side = new SideSetup(Optional.of(place), false, hours(1, 400));
        return switch (random.nextInt(10)) {
            case 0 -> new BookSetup(runtime, chance(25), side, nothing());
            case 1 -> new BookSetup(runtime, chance(25), nothing(), side);
            case 2 -> new BookSetup(runtime, chance(25), nothing(), nothing());
            case 3 ->
                    new BookSetup(
                            runtime,
                            chance(25),
                            side,
                            new SideSetup(
                                    Optional.of(upTo(runtime.minusMinutes(1))),
                                    false,
                                    hours(1, 400)));
            case 4 ->
                    new BookSetup(
                            runtime,
                            chance(25),
                            new SideSetup(Optional.of(runtime), chance(80), hours(1, 400)),
                            new SideSetup(
                                    Optional.of(chance(60) ? runtime : place),
                                    chance(60),
                                    hours(1, 400)));
            default -> new BookSetup(runtime, chance(25), side, side);
        };
    }

    private static SideSetup nothing() {
        return new SideSetup(Optional.empty(), false, Duration.ZERO);
    }

    private Duration skew() {
        return Duration.ofMillis(random.nextLong(-900_000, 900_000));
    }

    private Duration gap() {
        return switch (random.nextInt(6)) {
            case 0 -> minutes(0, 2);
            case 1, 2 -> minutes(2, 20);
            case 3, 4 -> minutes(20, 600);
            default -> hours(10, 60);
        };
    }

    // --- what listeners do

    private void scene(int book) {
        Side side = side();
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> listen(book, side, minutes(2, 25));
            case 3, 4 -> {
                listen(book, side, minutes(2, 15));
                pass(upTo(Duration.ofMinutes(chance(50) ? 3 : 60)));
                listen(book, side.other(), minutes(2, 15));
            }
            case 5 -> {
                act(new Action.Rewind(book, side, seconds(10, 590)));
                maybeListen(book, side);
            }
            case 6, 7 -> {
                act(new Action.Rewind(book, side, minutes(10, 240)));
                after(book, side);
            }
            case 8, 9 -> {
                act(new Action.StartOver(book, side));
                after(book, side);
            }
            case 10 -> {
                Duration night = minutes(30, 180);
                add(new Action.Listen(book, side, night, chance(50) ? night : minutes(5, 15)));
                pass(night.plus(minutes(60, 500)));
                Side morning = chance(60) ? side : side.other();
                act(new Action.Rewind(book, morning, upTo(night)));
                maybeListen(book, morning);
            }
            case 11 -> {
                act(new Action.NearEnd(book, side, seconds(20, 700)));
                pass(upTo(Duration.ofMinutes(3)));
                listen(book, side, minutes(1, 14));
            }
            case 12 -> {
                act(new Action.Mark(book, side, true));
                maybeListen(book, side());
            }
            case 13 -> {
                act(new Action.Mark(book, side, false));
                maybeListen(book, side());
            }
            case 14 -> {
                act(new Action.Mark(book, side, true));
                pass(minutes(5, 300));
                act(new Action.StartOver(book, side));
                pass(upTo(Duration.ofMinutes(2)));
                listen(book, side, minutes(2, 15));
            }
            case 15 -> {
                act(new Action.Discard(book));
                pass(minutes(1, 60));
                maybeListen(book, side());
            }
            case 16 -> {
                act(new Action.StaleDevice(book, minutes(10, 3000), chance(60)));
                maybeListen(book, side());
            }
            case 17 -> {
                Duration one = minutes(3, 15);
                Duration other = minutes(3, 15);
                add(new Action.Listen(book, AUDIBLE, one, tick()));
                pass(upTo(one));
                add(new Action.Listen(book, AUDIOBOOKSHELF, other, tick()));
                pass(other);
            }
            case 18 -> {
                act(new Action.Seek(book, side, minutes(0, 900)));
                maybeListen(book, side);
            }
            default -> {
                if (chance(30)) {
                    act(new Action.Hide(book));
                } else {
                    act(new Action.Seek(book, side, minutes(0, 300)));
                    act(new Action.Seek(book, side.other(), minutes(0, 300)));
                }
                maybeListen(book, side);
            }
        }
    }

    /** What follows a jump: nothing, second thoughts, or listening on. */
    private void after(int book, Side side) {
        switch (random.nextInt(6)) {
            case 0 -> {
                // left where it is
            }
            case 1 -> {
                pass(seconds(20, 1500));
                act(new Action.Seek(book, side, minutes(0, 600)));
            }
            case 2 -> {
                pass(seconds(1, 300));
                listen(book, side.other(), minutes(1, 10));
            }
            case 3 -> {
                listen(book, side, minutes(1, 5));
                pass(seconds(1, 600));
                act(new Action.Rewind(book, side, seconds(5, 300)));
                listen(book, side, minutes(1, 6));
            }
            default -> {
                pass(upTo(Duration.ofMinutes(3)));
                listen(book, side, minutes(1, 12));
            }
        }
    }

    private void maybeListen(int book, Side side) {
        if (chance(65)) {
            pass(upTo(Duration.ofMinutes(chance(50) ? 2 : 30)));
            listen(book, side, minutes(1, 12));
        }
    }

    private void listen(int book, Side side, Duration length) {
        add(new Action.Listen(book, side, length, chance(15) ? length : tick()));
        pass(length);
    }

    private Duration tick() {
        return Duration.ofSeconds(chance(50) ? 10 : 20 + random.nextInt(40));
    }

    private void act(Action.OfBook action) {
        add(action);
        pass(upTo(Duration.ofSeconds(90)));
    }

    private void add(Action action) {
        steps.add(new Step(now, action));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    // --- what goes wrong

    private void trouble(Duration at) {
        Action.Trouble trouble =
                switch (random.nextInt(12)) {
                    case 0 -> new Action.Outage(side(), minutes(1, chance(80) ? 15 : 600));
                    case 1, 2 -> new Action.Crash(random.nextInt(25), minutes(0, 5));
                    case 3 -> new Action.DiskFull(1 + random.nextInt(5));
                    case 4 ->
                            chance(50)
                                    ? new Action.SetClock(side(), skew())
                                    : new Action.NoDate(side(), minutes(1, 30));
                    default -> spoil();
                };
        steps.add(new Step(at, trouble));
    }

    private Spoil spoil() {
        Spoil.Kind[] kinds = Spoil.Kind.values();
        Spoil.Kind kind = kinds[random.nextInt(kinds.length)];
        Spoil.Which which =
                kind == Spoil.Kind.FORGOTTEN || chance(50)
                        ? Spoil.Which.WRITES
                        : chance(50) ? Spoil.Which.READS : Spoil.Which.ALL;
        return new Spoil(
                side(),
                kind,
                which,
                1 + random.nextInt(chance(80) ? 3 : 20),
                chance(30) ? random.nextInt(books) : Spoil.ANY);
    }

    // --- chance

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Side side() {
        return random.nextBoolean() ? AUDIBLE : AUDIOBOOKSHELF;
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis(random.nextLong(Math.max(1, most.toMillis())));
    }

    private Duration seconds(int from, int to) {
        return Duration.ofMillis(random.nextLong(from * 1000L, to * 1000L));
    }

    private Duration minutes(int from, int to) {
        return seconds(from * 60, to * 60);
    }

    private Duration hours(int from, int to) {
        return minutes(from * 60, to * 60);
    }
}
