package io.github.audibleabssync.moving;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.settings.StateLocation;
import io.github.audibleabssync.state.StateStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Takes the older daemon's watchlist over, once in the life of a state. Its file is never written to. */
public final class Takeover {

    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

    private Takeover() {}

    /**
     * Looks whether there is something to take over, and says in one line what came of it; nothing that is wrong with the
     * older file keeps the daemon from its work.
     *
     * @param location where both states are
     * @param store open
     */
    public static void run(StateLocation location, StateStore store, Clock clock) {
        Path older = location.olderState();
        if (isOurs(older, location.file())) {
            return;
        }
        if (EarlierWatchlist.isKept(store) || !Files.isRegularFile(older)) {
            if (location.redirected()) {
                LOG.info(MovingWords.REDIRECTED.with(older, location.file()));
            }
            return;
        }
        try {
            List<Asin> books = OlderState.readWatchlist(older);
            EarlierWatchlist.keep(store, books, clock.instant());
            LOG.info(MovingWords.TAKEN_OVER.with(older, books.size(), location.file()));
        } catch (OlderState.Unusable problem) {
            LOG.warn(
                    MovingWords.UNUSABLE.with(
                            older, String.valueOf(problem.getMessage()), location.file()));
        } catch (StateStoreFailed problem) {
            LOG.warn(MovingWords.NOT_KEPT.with(older, String.valueOf(problem.getMessage())));
        }
    }

    /** Our own state may bear the older one's name. It is open: reading and closing it here would drop SQLite's locks. */
    private static boolean isOurs(Path older, Path file) {
        try {
            return older.equals(file) || (Files.exists(older) && Files.isSameFile(older, file));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
