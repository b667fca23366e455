package io.github.audibleabssync.practice;

import io.github.audibleabssync.core.Asin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the practice Audible knows of one customer's titles. Every method holds the lock. */
final class Titles {

    /** A title in the library, or one that was returned. Read and changed under the lock of {@link Titles} only. */
    static final class Owned {
        private final PracticeTitle title;
        private final Lagging<HeardPosition> position = new Lagging<>();
        private final Lagging<FinishedRecord> finished = new Lagging<>();
        private int edition = 1;
        private boolean revoked;
        private long token;

        private Owned(PracticeTitle title) {
            this.title = title;
        }
    }

    /** A library row at one moment. */
    record Row(
            PracticeTitle title, boolean revoked, long token, Optional<FinishedRecord> finished) {}

    private final Map<Asin, Owned> owned = new LinkedHashMap<>();
    private long token;
    private volatile Duration positionLag = Duration.ZERO;
    private volatile Duration flagLag = Duration.ZERO;

    void lag(Duration positions, Duration flags) {
        positionLag = positions;
        flagLag = flags;
    }

    /** The library's state token: ms, moves with titles that come and go only. */
    synchronized long token() {
        return token;
    }

    synchronized void add(PracticeTitle title, Instant now) {
        Owned fresh = new Owned(title);
        owned.put(title.asin(), fresh);
        touch(fresh, now);
    }

    synchronized void revoke(Asin asin, Instant now) {
        Owned title = get(asin);
        title.revoked = true;
        touch(title, now);
    }

    private void touch(Owned title, Instant now) {
        token = Math.max(token + 1, now.toEpochMilli());
        title.token = token;
    }

    private Owned get(Asin asin) {
        Owned title = owned.get(asin);
        if (title == null) {
            throw new IllegalArgumentException("not in the practice Audible library: " + asin);
        }
        return title;
    }

    synchronized Optional<PracticeTitle> title(Asin asin) {
        return Optional.ofNullable(owned.get(asin)).map(title -> title.title);
    }

    synchronized List<Row> rows(Predicate<Row> which, Instant now) {
        List<Row> rows = new ArrayList<>();
        for (Owned one : owned.values()) {
            Row row = new Row(one.title, one.revoked, one.token, one.finished.seen(now));
            if (which.test(row)) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** {@code CR!} and 28 capital letters and digits; another one with each edition. */
    synchronized Optional<String> acr(Asin asin) {
        return Optional.ofNullable(owned.get(asin))
                .map(one -> "CR!" + asin + "PRACTICEEDITION" + "%03d".formatted(one.edition));
    }

    synchronized void newEdition(Asin asin) {
        get(asin).edition++;
    }

    synchronized boolean isInLibrary(Asin asin) {
        return owned.containsKey(asin);
    }

    synchronized Optional<HeardPosition> seenPosition(Asin asin, Instant now) {
        return get(asin).position.seen(now);
    }

    synchronized Optional<HeardPosition> position(Asin asin) {
        return get(asin).position.truth();
    }

    /** Stores a position; readers see it after the lag. */
    synchronized void heard(Asin asin, HeardPosition position, Instant now) {
        get(asin).position.set(Optional.of(position), now, positionLag);
    }

    synchronized void forget(Asin asin, Instant now) {
        get(asin).position.set(Optional.empty(), now, Duration.ZERO);
    }

    synchronized Optional<FinishedRecord> finished(Asin asin) {
        return get(asin).finished.truth();
    }

    /** Stores the flag; an event that changes nothing leaves the record as it is. */
    synchronized void mark(Asin asin, FinishedRecord record, Instant now) {
        Lagging<FinishedRecord> old = get(asin).finished;
        boolean known = old.truth().map(FinishedRecord::finished).orElse(false);
        if (known != record.finished()) {
            old.set(Optional.of(record), now, flagLag);
        }
    }

    /** All records that readers see, oldest change first. */
    synchronized List<Map.Entry<Asin, FinishedRecord>> records(Instant now) {
        List<Map.Entry<Asin, FinishedRecord>> all = new ArrayList<>();
        owned.forEach(
                (asin, one) ->
                        one.finished.seen(now).ifPresent(seen -> all.add(Map.entry(asin, seen))));
        all.sort(Comparator.comparing(entry -> entry.getValue().eventTime()));
        return all;
    }
}
