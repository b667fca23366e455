package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.core.Place;

import java.time.Duration;
import java.time.Instant;

/**
 * An Audiobookshelf player that somebody has open: a tab, or the app. It asks the server for its place once, when it is
 * opened, and from then on knows only its own: while it plays it syncs every ten seconds and overwrites whatever the server
 * has got since; while it is paused it says nothing; when it is closed it syncs what was heard since.
 *
 * <p>Time passes for it in {@link #catchUp}, which dates every sync when it was due. Acts on the server directly, so that
 * nothing of it is in the request log.
 */
public final class PracticePlayer {

    /** From one sync to the next while it plays. */
    public static final Duration SYNC_EVERY = Duration.ofSeconds(10);

    private final PracticeAudiobookshelf server;
    private final String itemId;
    private final String device;
    private String session = "";
    private Place place = Place.START;
    private Instant heardUntil = Instant.EPOCH;
    private Instant syncedAt = Instant.EPOCH;
    private Duration unsynced = Duration.ZERO;
    private boolean playing;

    private PracticePlayer(PracticeAudiobookshelf server, String itemId, String device) {
        this.server = server;
        this.itemId = itemId;
        this.device = device;
    }

    /**
     * Opens a player where the server says, paused. A player that the same device had open is closed by the server.
     *
     * @param device its name; every device of a listener has its own
     */
    public static PracticePlayer open(PracticeAudiobookshelf server, String itemId, String device) {
        PracticePlayer player = new PracticePlayer(server, itemId, device);
        player.openAnew();
        return player;
    }

    private synchronized void openAnew() {
        PracticeItem item = server.item(itemId).orElseThrow();
        session = server.shelf().play(item, "", device, server.nowMillis()).id;
        place =
                server.entry(itemId)
                        .filter(entry -> !entry.finished())
                        .map(PracticeEntry::place)
                        .orElse(Place.START);
    }

    /** Plays on from its own place, whatever the server holds; the next sync is ten seconds away. */
    public synchronized void play() {
        playing = true;
        heardUntil = server.now();
        syncedAt = heardUntil;
    }

    /** Stops playing and stays open; what was heard since the last sync is told with the next one. */
    public synchronized void pause() {
        catchUp();
        hear(server.now());
        playing = false;
    }

    /** Drags its slider; the server learns of it with the next sync. */
    public synchronized void seek(Place to) {
        catchUp();
        hear(server.now());
        place = to;
    }

    /** Lets the time pass that has passed, with all syncs that were due meanwhile. */
    public synchronized void catchUp() {
        Instant now = server.now();
        while (playing && !nextSync().isAfter(now)) {
            hear(nextSync());
            syncedAt = nextSync();
            sync(syncedAt);
        }
    }

    /** When it syncs next if it plays on. */
    public synchronized Instant nextSync() {
        return syncedAt.plus(SYNC_EVERY);
    }

    private void hear(Instant until) {
        if (playing && until.isAfter(heardUntil)) {
            Duration heard = Duration.between(heardUntil, until);
            Place end = new Place(server.item(itemId).orElseThrow().duration());
            Place next = place.shift(heard);
            place = next.compareTo(end) > 0 ? end : next;
            unsynced = unsynced.plus(heard);
            heardUntil = until;
        }
    }

    /** A session that the server forgot is answered 404, and the player plays on without saving. */
    private void sync(Instant at) {
        ObjectNode sync = Json.object();
        sync.set("currentTime", Json.number(Json.seconds(place.fromStart())));
        sync.set("timeListened", Json.number(Json.seconds(unsynced)));
        if (server.shelf().sync(session, sync, at.toEpochMilli())) {
            unsynced = Duration.ZERO;
        }
    }

    /** Closes it. What was heard since the last sync is told; a player that heard nothing says nothing. */
    public synchronized void close() {
        pause();
        if (unsynced.isPositive()) {
            sync(server.now());
        }
        server.shelf().close(session);
    }

    /** Whether it plays. */
    public synchronized boolean isPlaying() {
        return playing;
    }

    /** Where it is by its own account, as of the last {@link #catchUp}. */
    public synchronized Place place() {
        return place;
    }
}
