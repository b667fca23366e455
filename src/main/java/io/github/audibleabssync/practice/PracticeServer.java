package io.github.audibleabssync.practice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What both practice servers have in common: a port on 127.0.0.1 that can be closed and opened again with the state kept, a
 * clock that can be wrong, ordered faults and a log.
 */
public abstract sealed class PracticeServer implements AutoCloseable
        permits PracticeAudible, PracticeAudiobookshelf {

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private final InstantSource time;
    private final LoopbackServer server;
    private volatile Duration skew = Duration.ZERO;
    private volatile Duration dateSkew = Duration.ZERO;
    private volatile boolean dateShown = true;
    private volatile int port;

    PracticeServer(InstantSource time, Duration idleTimeout) {
        this.time = time;
        this.server = new LoopbackServer(this::handle, idleTimeout);
    }

    /** Starts on the port it had before, or on any free one. Returns the port. */
    public int start() {
        return start(port);
    }

    /** Starts on this port of 127.0.0.1; 0 takes any free one. Returns the port. */
    public int start(int port) {
        this.port = server.start(port);
        return this.port;
    }

    /** Closes the port and cuts every connection. What the server knows is kept for the next {@link #start()}. */
    public void stop() {
        server.stop();
    }

    /** Stops and starts on the same port. */
    public void restart() {
        stop();
        start();
    }

    /** Whether it listens. */
    public boolean isRunning() {
        return server.isRunning();
    }

    @Override
    public void close() {
        stop();
    }

    /** Where to reach it: scheme, host, port and sub-path, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The faults to order. */
    public Faults faults() {
        return faults;
    }

    /** What was asked so far. */
    public RequestLog log() {
        return log;
    }

    /** Makes the server's clock wrong: its {@code Date} header and every time it stores. Zero is right. */
    public void skewClock(Duration skew) {
        this.skew = skew;
    }

    /** Makes the {@code Date} header alone wrong, on top of the clock. */
    public void skewDate(Duration skew) {
        this.dateSkew = skew;
    }

    /** Leaves the {@code Date} header out, or sends it again. */
    public void showDate(boolean shown) {
        this.dateShown = shown;
    }

    /** The time by this server's clock, wrong or not. */
    public Instant now() {
        return time.instant().plus(skew);
    }

    /** Answers a request that no fault keeps from it. */
    abstract Answer answer(PracticeRequest request);

    /** The path without the server's sub-path. */
    abstract String pathWithin(String path);

    /** Answers a request, or lets a fault spoil it. */
    Reply receive(PracticeRequest request) throws InterruptedException {
        try {
            return faults.around(request, () -> safely(request));
        } catch (ProcessEnded ended) {
            return new Reply.Nothing();
        }
    }

    /** A mistake of the practice server itself is a 500 that says so. */
    private Answer safely(PracticeRequest request) {
        try {
            return answer(request);
        } catch (ProcessEnded ended) {
            throw ended;
        } catch (RuntimeException mistake) {
            return Answer.text(500, "the practice server failed: " + mistake);
        }
    }

    private Reply handle(HttpReader.Raw raw) throws InterruptedException {
        String[] target = raw.target().split("\\?", 2);
        PracticeRequest request =
                new PracticeRequest(
                        time.instant(),
                        raw.method(),
                        pathWithin(target[0]),
                        target.length == 2 ? target[1] : "",
                        raw.target(),
                        raw.headers(),
                        raw.body());
        return serve(request);
    }

    /** What goes back over the wire for a request, which is logged: without a socket too. */
    Reply serve(PracticeRequest request) throws InterruptedException {
        RequestLog.Slot slot = log.begin(request);
        Reply reply = dated(receive(request));
        slot.answered(
                switch (reply) {
                    case Reply.Whole(Answer answer) -> answer.status();
                    case Reply.Cut(Answer answer, int promised) -> answer.status();
                    case Reply.Nothing() -> 0;
                });
        return reply;
    }

    private Reply dated(Reply reply) {
        if (!dateShown) {
            return reply;
        }
        String date = HTTP_DATE.format(now().plus(dateSkew));
        return switch (reply) {
            case Reply.Whole(Answer answer) -> new Reply.Whole(answer.header("Date", date));
            case Reply.Cut(Answer answer, int promised) ->
                    new Reply.Cut(answer.header("Date", date), promised);
            case Reply.Nothing nothing -> nothing;
        };
    }
}
