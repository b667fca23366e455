package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.InProcess.Answered;
import io.github.audibleabssync.wire.ServiceRequest;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** What lies around a {@link FastDaemon}: the way to both services, and time. */
public interface Outside {

    /**
     * Sends a request and waits for its answer.
     *
     * @param headers that prove who we are
     * @throws IOException what the HTTP client would have thrown
     */
    Answered send(Side side, ServiceRequest request, Map<String, String> headers)
            throws IOException;

    /** Lets time pass; nothing when it is past. */
    void waitUntil(Instant time);
}
