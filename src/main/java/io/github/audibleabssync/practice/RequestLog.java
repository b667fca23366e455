package io.github.audibleabssync.practice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * What was asked of a practice server, in the order of arrival. Keeps the last 10,000 requests with their bodies; {@link #keep}
 * and {@link #withoutBodies} make it smaller for large runs.
 */
public final class RequestLog {
    private static final int USUAL_LIMIT = 10_000;

    private final Deque<Slot> slots = new ArrayDeque<>();
    private int limit = USUAL_LIMIT;
    private boolean bodies = true;
    private long total;

    RequestLog() {}

    /** Keeps at most so many requests from now on, the latest; 0 for none. {@link #total} still counts all. */
    public synchronized RequestLog keep(int limit) {
        this.limit = limit;
        trim();
        return this;
    }

    /** Keeps no bodies from now on. */
    public synchronized RequestLog withoutBodies() {
        bodies = false;
        return this;
    }

    /** All requests that are kept. */
    public synchronized List<LoggedRequest> all() {
        return slots.stream().map(Slot::line).toList();
    }

    /** The kept requests that fit. */
    public List<LoggedRequest> all(Predicate<LoggedRequest> which) {
        return all().stream().filter(which).toList();
    }

    /** How many of the kept requests fit. */
    public long count(Predicate<LoggedRequest> which) {
        return all(which).size();
    }

    /** How many of the kept requests have this method and a path that begins so. */
    public long count(String method, String pathPrefix) {
        return count(request -> request.is(method, pathPrefix));
    }

    /** How many requests came in all, kept or not, since the start or the last {@link #clear()}. */
    public synchronized long total() {
        return total;
    }

    /** The requests after the first {@code total}: what came since {@link #total} was asked. */
    public synchronized List<LoggedRequest> since(long total) {
        long skip = Math.max(0, total - (this.total - slots.size()));
        return slots.stream().skip(skip).map(Slot::line).toList();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        slots.clear();
        total = 0;
    }

    synchronized Slot begin(PracticeRequest request) {
        Slot slot = new Slot(request, bodies ? request.text() : "");
        total++;
        slots.add(slot);
        trim();
        return slot;
    }

    private void trim() {
        while (slots.size() > limit) {
            slots.removeFirst();
        }
    }

    /** A request whose answer may still be to come. */
    static final class Slot {
        private final LoggedRequest asked;
        private volatile int status;

        private Slot(PracticeRequest request, String body) {
            asked =
                    new LoggedRequest(
                            request.time(),
                            request.method(),
                            request.path(),
                            request.query(),
                            body,
                            0);
        }

        void answered(int status) {
            this.status = status;
        }

        private LoggedRequest line() {
            return new LoggedRequest(
                    asked.time(),
                    asked.method(),
                    asked.path(),
                    asked.query(),
                    asked.body(),
                    status);
        }
    }
}
