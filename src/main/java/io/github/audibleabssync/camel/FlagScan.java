package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.FinishedFlags;

import java.time.Instant;
import java.util.Optional;

/** Pages through the finished flags that changed since a time. */
public final class FlagScan {

    private static final int MOST_PAGES = 50;

    private final Instant since;
    private Instant latest;
    private Optional<String> continuation = Optional.empty();
    private boolean unfinished = true;
    private int pages;

    FlagScan(Instant since) {
        this.since = since;
        this.latest = since;
    }

    /** Whether another page has to be asked for. */
    public boolean isUnfinished() {
        return unfinished;
    }

    Instant since() {
        return since;
    }

    Optional<String> continuation() {
        return continuation;
    }

    /** The latest change seen. */
    Instant latest() {
        return latest;
    }

    /**
     * Takes over a page.
     *
     * @param now a change dated later is of a device with a wrong clock: the next scan must not wait for that time
     */
    void accept(FinishedFlags page, Instant now) {
        pages++;
        continuation = page.continuation();
        unfinished = continuation.isPresent() && pages < MOST_PAGES;
        page.flags().values().stream()
                .flatMap(flag -> flag.changedAt().stream())
                .filter(time -> time.isAfter(latest) && !time.isAfter(now))
                .max(Instant::compareTo)
                .ifPresent(time -> latest = time);
    }
}
