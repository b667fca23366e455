package io.github.audibleabssync.simulator;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeListener;
import io.github.audibleabssync.simulator.Truth.By;
import io.github.audibleabssync.simulator.Truth.Held;
import io.github.audibleabssync.state.Command;
import io.github.audibleabssync.state.CommandQueue;

import java.time.Duration;
import java.time.Instant;

/** Does what listeners do, at its time. */
final class Listeners {

    private final World world;
    private final SimulatedTime time;
    private final PracticeListener listener;
    private final CommandQueue commands;
    private final Runnable asked;
    private final int[] playing;

    /**
     * Listeners.
     *
     * @param asked called after a command was left for the daemon
     */
    Listeners(World world, SimulatedTime time, CommandQueue commands, Runnable asked) {
        this.asked = asked;
        this.commands = commands;
        this.world = world;
        this.time = time;
        this.listener = new PracticeListener(world.audible, world.audiobookshelf);
        this.playing = new int[world.size() * 2];
    }

    void act(Action.OfBook action) {
        switch (action) {
            case Action.Listen listen -> listen(listen);
            case Action.Seek(int book, Side side, Duration to) -> seek(book, side, new Place(to));
            case Action.Rewind(int book, Side side, Duration by) ->
                    seek(book, side, place(book, side).shift(by.negated()));
            case Action.StartOver(int book, Side side) -> seek(book, side, Place.START);
            case Action.NearEnd(int book, Side side, Duration left) ->
                    seek(book, side, new Place(world.runtime(book, side)).shift(left.negated()));
            case Action.Mark(int book, Side side, boolean finished) -> mark(book, side, finished);
            case Action.Discard(int book) -> {
                stopPlaying(book, AUDIOBOOKSHELF);
                listener.discardProgress(world.book(book).itemId());
                world.note(book, AUDIOBOOKSHELF, By.HAND);
            }
            case Action.Hide(int book) -> {
                listener.hide(world.book(book).itemId());
                world.note(book, AUDIOBOOKSHELF, By.HAND);
            }
            case Action.StaleDevice stale -> comeBack(stale);
            case Action.Ruling ruling -> decide(ruling);
        }
    }

    private void decide(Action.Ruling ruling) {
        Command.Kind kind =
                switch (ruling.what()) {
                    case CONFIRM -> Command.Kind.CONFIRM;
                    case KEEP_AUDIBLE, KEEP_AUDIOBOOKSHELF -> Command.Kind.KEEP;
                    case UNDO -> Command.Kind.UNDO;
                };
        Command command = Command.of(kind, "cli", time.instant()).about(world.key(ruling.book()));
        Command whole =
                switch (ruling.what()) {
                    case KEEP_AUDIBLE -> command.keeping(AUDIBLE);
                    case KEEP_AUDIOBOOKSHELF -> command.keeping(AUDIOBOOKSHELF);
                    case CONFIRM, UNDO -> command;
                };
        commands.ask(whole);
        asked.run();
    }

    private Place place(int book, Side side) {
        return world.now(book, side, By.HAND).placeOrStart();
    }

    private int slot(int book, Side side) {
        return book * 2 + (side == AUDIBLE ? 0 : 1);
    }

    /** Whoever takes the device in hand ends what was playing on it. */
    private int stopPlaying(int book, Side side) {
        return ++playing[slot(book, side)];
    }

    private void seek(int book, Side side, Place to) {
        stopPlaying(book, side);
        Place within = to.within(world.runtime(book, side));
        PracticeBook at = world.book(book);
        if (side == AUDIBLE) {
            listener.seekOnPhone(at.asin(), within);
        } else {
            listener.seekOnAudiobookshelf(at.itemId(), within);
        }
        world.note(book, side, By.HAND);
    }

    private void mark(int book, Side side, boolean finished) {
        stopPlaying(book, side);
        PracticeBook at = world.book(book);
        if (side == AUDIBLE) {
            if (finished) {
                listener.finishOnPhone(at.asin());
            } else {
                listener.unfinishOnPhone(at.asin());
            }
        } else if (finished) {
            listener.finishByButton(at.itemId());
        } else {
            listener.markNotFinished(at.itemId());
        }
        world.note(book, side, By.HAND);
    }

    private void listen(Action.Listen listen) {
        int book = listen.book();
        Side side = listen.side();
        int mine = stopPlaying(book, side);
        PracticeBook at = world.book(book);
        Held now = world.now(book, side, By.LISTENING);
        if (side == AUDIBLE) {
            if (now.finished()) {
                listener.unfinishOnPhone(at.asin());
                world.note(book, side, By.LISTENING);
            }
            tick(listen, mine, now.placeOrStart(), "", Duration.ZERO);
        } else {
            Place from = now.finished() ? Place.START : now.placeOrStart();
            tick(listen, mine, from, listener.openPlayer(at.itemId()), Duration.ZERO);
        }
    }

    /** Plans the next time that the server hears of the player. */
    private void tick(Action.Listen listen, int mine, Place from, String session, Duration played) {
        Duration step =
                listen.tick().compareTo(listen.length().minus(played)) < 0
                        ? listen.tick()
                        : listen.length().minus(played);
        if (!step.isPositive()) {
            return;
        }
        Instant at = time.instant().plus(step);
        time.at(
                at,
                () -> {
                    int book = listen.book();
                    if (playing[slot(book, listen.side())] != mine) {
                        return;
                    }
                    Duration runtime = world.runtime(book, listen.side());
                    Place to = from.shift(step).within(runtime);
                    if (tell(listen, session, to, step)) {
                        world.note(book, listen.side(), By.LISTENING);
                        if (to.fromStart().compareTo(runtime) < 0) {
                            tick(listen, mine, to, session, played.plus(step));
                        }
                    }
                });
    }

    /** Whether the player goes on. */
    private boolean tell(Action.Listen listen, String session, Place to, Duration step) {
        PracticeBook at = world.book(listen.book());
        if (listen.side() == AUDIBLE) {
            listener.seekOnPhone(at.asin(), to);
            if (to.fromStart().compareTo(world.runtime(listen.book(), AUDIBLE)) >= 0) {
                listener.finishOnPhone(at.asin());
            }
            return true;
        }
        try {
            listener.syncPlayer(session, to, step);
            return true;
        } catch (IllegalStateException anotherPlayerIsOpen) {
            return false;
        }
    }

    private void comeBack(Action.StaleDevice stale) {
        Instant then = time.instant().minus(stale.age());
        Held old = world.truth(stale.book(), AUDIOBOOKSHELF).since(then).getLast();
        if (old.place().isEmpty()) {
            return;
        }
        stopPlaying(stale.book(), AUDIOBOOKSHELF);
        PracticeAudiobookshelf shelf = world.audiobookshelf;
        if (stale.datedNow()) {
            listener.seekOnAudiobookshelf(world.book(stale.book()).itemId(), old.placeOrStart());
        } else {
            StaleSession.replay(
                    shelf,
                    world.book(stale.book()).itemId(),
                    old.placeOrStart(),
                    old.dated().orElse(then));
        }
        world.note(stale.book(), AUDIOBOOKSHELF, By.HAND);
    }
}
