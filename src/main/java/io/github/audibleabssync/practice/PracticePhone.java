package io.github.audibleabssync.practice;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Place;

import java.time.Duration;
import java.time.Instant;

/**
 * A phone with Audible's app. While it plays it reports its place every half minute; and it jumps by itself to a place that
 * somebody else wrote to the server since its last report, with nothing but an undo notice for the listener.
 *
 * <p>Time passes for it in {@link #catchUp}. Acts on the server directly, so that nothing of it is in the request log.
 */
public final class PracticePhone {

    /** From one report to the next while it plays. */
    public static final Duration REPORT_EVERY = Duration.ofSeconds(30);

    private final PracticeAudible server;
    private final Asin asin;
    private Place place;
    private Instant reportedAt;
    private boolean playing;
    private int jumps;

    /** A phone that shows what the server says, paused. */
    public PracticePhone(PracticeAudible server, Asin asin) {
        this.server = server;
        this.asin = asin;
        this.place = server.place(asin).orElse(Place.START);
        this.reportedAt = server.now();
    }

    /** Plays on, from the server's place when that is newer. */
    public synchronized void play() {
        follow();
        playing = true;
        reportedAt = server.now();
    }

    /** Stops playing and reports. */
    public synchronized void pause() {
        catchUp();
        if (playing) {
            report(server.now());
        }
        playing = false;
    }

    /** Lets the time pass that has passed, with all reports that were due meanwhile. */
    public synchronized void catchUp() {
        Instant now = server.now();
        while (playing && !nextReport().isAfter(now)) {
            report(nextReport());
        }
    }

    /** When it reports next if it plays on. */
    public synchronized Instant nextReport() {
        return reportedAt.plus(REPORT_EVERY);
    }

    private void report(Instant at) {
        if (!follow()) {
            place = place.shift(Duration.between(reportedAt, at));
            server.prepare(asin, place, at);
        }
        reportedAt = at;
    }

    /** Whether the server had a newer place of somebody else's, so that this one is given up. */
    private boolean follow() {
        boolean newer =
                server.placeWrittenAt(asin).filter(at -> at.isAfter(reportedAt)).isPresent();
        if (newer) {
            place = server.place(asin).orElseThrow();
            jumps += playing ? 1 : 0;
        }
        return newer;
    }

    /** How often it jumped by itself while somebody listened. */
    public synchronized int jumps() {
        return jumps;
    }

    /** Whether it plays. */
    public synchronized boolean isPlaying() {
        return playing;
    }

    /** Where it is, as of its last report. */
    public synchronized Place place() {
        return place;
    }
}
