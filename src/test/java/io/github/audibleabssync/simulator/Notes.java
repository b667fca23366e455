package io.github.audibleabssync.simulator;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.simulator.Traffic.About;
import io.github.audibleabssync.simulator.Truth.By;
import io.github.audibleabssync.simulator.Truth.Held;
import io.github.audibleabssync.state.StateStore;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Notes in the traffic what servers carried out for the daemon, and what it got to know from them. */
final class Notes {

    private final World world;
    private final SimulatedTime time;
    private final Traffic traffic;
    private final Supplier<StateStore> store;

    /**
     * Notes.
     *
     * @param store the daemon's, as soon as it has one
     */
    Notes(World world, SimulatedTime time, Traffic traffic, Supplier<StateStore> store) {
        this.world = world;
        this.time = time;
        this.traffic = traffic;
        this.store = store;
    }

    /**
     * A write was carried out, or not.
     *
     * @param sent when it left
     * @param before what the server held then
     */
    void wrote(Side side, String path, String body, int book, Instant sent, Held before) {
        Held after = world.now(book, side, By.DAEMON);
        boolean flag = path.startsWith("/1.0/stats") || body.contains("\"isFinished\"");
        boolean carriedOut =
                !before.place().equals(after.place())
                        || before.finished() != after.finished()
                        || !before.dated().equals(after.dated());
        if (!carriedOut && !flag) {
            return;
        }
        world.truth(book, side).add(after);
        if (!flag) {
            traffic.seen(book, side).cut();
        }
        Optional<Agreement> agreement =
                Optional.ofNullable(store.get().listBooks().get(world.key(book)))
                        .flatMap(BookState::agreement);
        traffic.wrote(
                new Traffic.Write(
                        traffic.writes().size(),
                        sent,
                        time.instant(),
                        traffic.cycle(),
                        book,
                        side,
                        flag ? About.FLAG : About.PLACE,
                        before,
                        after,
                        agreement,
                        traffic.isRead(book),
                        traffic.isFlagMissed(book),
                        traffic.isByPerson(world.key(book), side)));
    }

    /**
     * The daemon asked something.
     *
     * @param operation of the request
     * @param book that the request is about; -1 when it is about none or several
     * @param answer empty when there was none that can be read
     */
    void heard(String operation, int book, Optional<String> answer) {
        switch (operation) {
            case "progress-list", "me" -> {
                traffic.readAudiobookshelf(answer.isPresent());
                for (int i = 0; answer.isPresent() && i < world.size(); i++) {
                    sees(i, AUDIOBOOKSHELF);
                }
            }
            case "last-positions" -> {
                for (int i = 0; i < world.size(); i++) {
                    boolean heard = answer.orElse("").contains(world.book(i).asin().value());
                    traffic.readAudible(i, heard);
                    if (heard) {
                        sees(i, AUDIBLE);
                    }
                }
            }
            case "finished-flag" -> traffic.readFlag(book, answer.isPresent());
            default -> {
                // of no account
            }
        }
    }

    private void sees(int book, Side side) {
        if (!traffic.isWriting()) {
            traffic.seen(book, side).add(world.shown(book, side));
        }
    }
}
