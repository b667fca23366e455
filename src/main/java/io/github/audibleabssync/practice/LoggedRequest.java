package io.github.audibleabssync.practice;

import java.time.Instant;

/**
 * One request in a practice server's log.
 *
 * @param time when it was read completely, by the machine's clock
 * @param path without the query and without the server's sub-path, encoded
 * @param query without the question mark, encoded; empty when there was none
 * @param body as text; empty when there was none or bodies are not kept
 * @param status what it was answered; 0 while it is not, or when the connection was closed without a byte
 */
public record LoggedRequest(
        Instant time, String method, String path, String query, String body, int status) {

    /** Whether it has this method and a path that begins so. */
    public boolean is(String method, String pathPrefix) {
        return this.method.equals(method) && path.startsWith(pathPrefix);
    }

    /** Whether it was meant to change something. */
    public boolean writes() {
        return !method.equals("GET") && !method.equals("HEAD");
    }
}
