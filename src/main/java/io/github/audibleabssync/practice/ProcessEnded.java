package io.github.audibleabssync.practice;

/** A request that would have ended the real server's process: its connection is closed without a byte. */
final class ProcessEnded extends RuntimeException {
    ProcessEnded(String request) {
        super("the real server would have ended: " + request);
    }
}
