package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Place;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A listener with a phone for Audible and a player for Audiobookshelf. Acts on the servers directly, so that nothing of it is
 * in their request logs, and works while they are down. Times are those of the servers' clocks at that moment.
 */
public final class PracticeListener {
    private static final String DEVICE = "practice-player";

    private final PracticeAudible audible;
    private final PracticeAudiobookshelf audiobookshelf;

    /** A listener who uses both. */
    public PracticeListener(PracticeAudible audible, PracticeAudiobookshelf audiobookshelf) {
        this.audible = audible;
        this.audiobookshelf = audiobookshelf;
    }

    /**
     * Plays on the phone from where it stands, up to the end at most; the place is stored at once. Starting to play clears the
     * finished flag, as the real app does.
     *
     * @return where it stands then
     */
    public Place listenOnPhone(Asin asin, Duration forward) {
        mark(asin, false);
        Duration runtime = audible.title(asin).orElseThrow().runtime();
        Place to = audible.place(asin).orElse(Place.START).shift(forward);
        Place within = to.fromStart().compareTo(runtime) > 0 ? new Place(runtime) : to;
        seekOnPhone(asin, within);
        return within;
    }

    /** Drags the phone's slider there without playing. */
    public void seekOnPhone(Asin asin, Place to) {
        audible.prepare(asin, to, audible.now());
    }

    /** Marks as finished on the phone; the place stays. */
    public void finishOnPhone(Asin asin) {
        mark(asin, true);
    }

    /** Marks as not finished on the phone; the place stays. */
    public void unfinishOnPhone(Asin asin) {
        mark(asin, false);
    }

    private void mark(Asin asin, boolean finished) {
        Instant now = audible.now();
        audible.titles().mark(asin, new FinishedRecord(finished, now, now), now);
    }

    /** Where the phone stands; empty when the title was never played. */
    public Optional<Place> placeOnPhone(Asin asin) {
        return audible.place(asin);
    }

    /** Whether the phone shows the title as finished. */
    public boolean finishedOnPhone(Asin asin) {
        return audible.isFinished(asin);
    }

    /**
     * Opens the player, plays on from where the server says, syncs once and closes. A finished book starts at 0.
     *
     * @return where it stands then
     */
    public Place listenOnAudiobookshelf(String itemId, Duration forward) {
        String session = openPlayer(itemId);
        Optional<PracticeEntry> entry = audiobookshelf.entry(itemId).filter(one -> !one.finished());
        Place from = entry.map(PracticeEntry::place).orElse(Place.START);
        Duration runtime = item(itemId).duration();
        Place to = from.shift(forward);
        Place within = to.fromStart().compareTo(runtime) > 0 ? new Place(runtime) : to;
        syncPlayer(session, within, forward);
        closePlayer(session);
        return within;
    }

    /** Opens the player, drags its slider there, lets it sync, and closes. */
    public void seekOnAudiobookshelf(String itemId, Place to) {
        String session = openPlayer(itemId);
        syncPlayer(session, to, Duration.ZERO);
        closePlayer(session);
    }

    /** Opens a player that stays open. Returns its session's id, for {@link #syncPlayer}. */
    public String openPlayer(String itemId) {
        return audiobookshelf.shelf().play(item(itemId), "", DEVICE, audiobookshelf.nowMillis()).id;
    }

    /**
     * Lets an open player sync its own place: overwrites the entry, whoever wrote it since.
     *
     * @param listened since the last sync
     */
    public void syncPlayer(String session, Place place, Duration listened) {
        ObjectNode sync = Json.object();
        sync.set("currentTime", Json.number(Json.seconds(place.fromStart())));
        sync.set("timeListened", Json.number(Json.seconds(listened)));
        if (!audiobookshelf.shelf().sync(session, sync, audiobookshelf.nowMillis())) {
            throw new IllegalStateException("no open player " + session);
        }
    }

    /** Closes a player without another sync. */
    public void closePlayer(String session) {
        audiobookshelf.shelf().close(session);
    }

    /** Presses "mark as finished" in Audiobookshelf. */
    public void finishByButton(String itemId) {
        patch(itemId, Json.object().put("isFinished", true));
    }

    /** Presses "mark as not finished": Audiobookshelf zeroes the place. */
    public void markNotFinished(String itemId) {
        patch(itemId, Json.object().put("isFinished", false));
    }

    /** Discards the progress: the entry is gone. */
    public void discardProgress(String itemId) {
        audiobookshelf.entry(itemId).ifPresent(one -> audiobookshelf.shelf().discard(one.id()));
    }

    /** Hides the book from "continue listening". */
    public void hide(String itemId) {
        audiobookshelf.shelf().hide(itemId, true, audiobookshelf.nowMillis());
    }

    private void patch(String itemId, ObjectNode body) {
        audiobookshelf.shelf().patch(item(itemId), "", body, audiobookshelf.nowMillis());
    }

    private PracticeItem item(String itemId) {
        return audiobookshelf.item(itemId).orElseThrow();
    }

    /** Where the player stands; empty when there is no entry. */
    public Optional<Place> placeOnAudiobookshelf(String itemId) {
        return audiobookshelf.entry(itemId).map(PracticeEntry::place);
    }

    /** Whether Audiobookshelf shows the book as finished. */
    public boolean finishedOnAudiobookshelf(String itemId) {
        return audiobookshelf.entry(itemId).map(PracticeEntry::finished).orElse(false);
    }
}
