package io.github.audibleabssync.simulator;

import io.github.audibleabssync.core.Side;

import java.time.Duration;

/** What somebody does, or what goes wrong. Books count from 0 here and from 1 in stories. */
sealed interface Action {

    /** Done with one book. */
    sealed interface OfBook extends Action {
        int book();

        /** The same with another book. */
        OfBook withBook(int other);
    }

    /** A thing that goes wrong, or is made right again. */
    sealed interface Trouble extends Action {}

    /**
     * Plays from where the side stands, for some time; the server hears of it every tick.
     *
     * @param tick equal to the length when the device is offline until the end
     */
    record Listen(int book, Side side, Duration length, Duration tick) implements OfBook {
        @Override
        public Listen withBook(int other) {
            return new Listen(other, side, length, tick);
        }

        @Override
        public String toString() {
            return "%s: listens for %s%s"
                    .formatted(
                            where(book, side),
                            clock(length),
                            tick.equals(length)
                                    ? ", offline until the end"
                                    : ", told every %d s".formatted(tick.toSeconds()));
        }
    }

    /** Drags the slider. */
    record Seek(int book, Side side, Duration to) implements OfBook {
        @Override
        public Seek withBook(int other) {
            return new Seek(other, side, to);
        }

        @Override
        public String toString() {
            return "%s: drags the slider to %s".formatted(where(book, side), clock(to));
        }
    }

    /** Rewinds from where the side stands. */
    record Rewind(int book, Side side, Duration by) implements OfBook {
        @Override
        public Rewind withBook(int other) {
            return new Rewind(other, side, by);
        }

        @Override
        public String toString() {
            return "%s: rewinds by %s".formatted(where(book, side), clock(by));
        }
    }

    /** Presses "start over". */
    record StartOver(int book, Side side) implements OfBook {
        @Override
        public StartOver withBook(int other) {
            return new StartOver(other, side);
        }

        @Override
        public String toString() {
            return "%s: starts over, at 0:00:00".formatted(where(book, side));
        }
    }

    /** Drags the slider to right before the end. */
    record NearEnd(int book, Side side, Duration left) implements OfBook {
        @Override
        public NearEnd withBook(int other) {
            return new NearEnd(other, side, left);
        }

        @Override
        public String toString() {
            return "%s: drags the slider to %s before the end"
                    .formatted(where(book, side), clock(left));
        }
    }

    /** Presses "mark as finished", or "not finished". */
    record Mark(int book, Side side, boolean finished) implements OfBook {
        @Override
        public Mark withBook(int other) {
            return new Mark(other, side, finished);
        }

        @Override
        public String toString() {
            return "%s: marks it as %sfinished"
                    .formatted(where(book, side), finished ? "" : "not ");
        }
    }

    /** Discards the progress on Audiobookshelf. */
    record Discard(int book) implements OfBook {
        @Override
        public Discard withBook(int other) {
            return new Discard(other);
        }

        @Override
        public String toString() {
            return "%s: discards the progress".formatted(where(book, Side.AUDIOBOOKSHELF));
        }
    }

    /** Hides the book from "continue listening": its time moves, its place does not. */
    record Hide(int book) implements OfBook {
        @Override
        public Hide withBook(int other) {
            return new Hide(other);
        }

        @Override
        public String toString() {
            return "%s: hides it from 'continue listening'"
                    .formatted(where(book, Side.AUDIOBOOKSHELF));
        }
    }

    /**
     * A forgotten device comes back with the place of an old day.
     *
     * @param age of its place
     * @param datedNow it says that the place is of now; else it tells the true time
     */
    record StaleDevice(int book, Duration age, boolean datedNow) implements OfBook {
        @Override
        public StaleDevice withBook(int other) {
            return new StaleDevice(other, age, datedNow);
        }

        @Override
        public String toString() {
            return "%s: an old device comes back with the place of %s ago, dated %s"
                    .formatted(
                            where(book, Side.AUDIOBOOKSHELF),
                            clock(age),
                            datedNow ? "now" : "then");
        }
    }

    /** A person decides, with a command. */
    record Ruling(int book, What what) implements OfBook {
        enum What {
            CONFIRM,
            KEEP_AUDIBLE,
            KEEP_AUDIOBOOKSHELF,
            UNDO
        }

        @Override
        public Ruling withBook(int other) {
            return new Ruling(other, what);
        }

        @Override
        public String toString() {
            return "book %d: a person says %s".formatted(book + 1, what);
        }
    }

    /** Nothing of a service can be reached. */
    record Outage(Side side, Duration length) implements Trouble {
        @Override
        public String toString() {
            return "%s is away for %s".formatted(side.title(), clock(length));
        }
    }

    /** The next requests go wrong. */
    record Spoil(Side side, Kind kind, Which which, int times, int onlyBook) implements Trouble {
        /** Of every book. */
        static final int ANY = -1;

        enum Kind {
            ERROR_500,
            BAD_GATEWAY_AFTERWARDS,
            UNAVAILABLE_503,
            NOT_FOUND_404,
            TOO_MANY_429,
            UNAUTHORIZED,
            WEB_PAGE,
            CLOSED,
            ANSWER_LOST,
            MALFORMED,
            TRUNCATED,
            TIMEOUT_UNSEEN,
            TIMEOUT_APPLIED,
            APPLIED_LATE,
            FORGOTTEN,
            PARTIAL
        }

        enum Which {
            ALL,
            READS,
            WRITES
        }

        @Override
        public String toString() {
            return "%s: the next %d %s%s go wrong: %s"
                    .formatted(
                            side.title(),
                            times,
                            which == Which.ALL
                                    ? "requests"
                                    : which.name().toLowerCase(java.util.Locale.ROOT),
                            onlyBook == ANY ? "" : " of book " + (onlyBook + 1),
                            kind);
        }
    }

    /** A server's clock is set. */
    record SetClock(Side side, Duration skew) implements Trouble {
        @Override
        public String toString() {
            return "%s's clock shows %+d s from now on".formatted(side.title(), skew.toSeconds());
        }
    }

    /** A server sends no {@code Date} for some time. */
    record NoDate(Side side, Duration length) implements Trouble {
        @Override
        public String toString() {
            return "%s sends no date for %s".formatted(side.title(), clock(length));
        }
    }

    /** The state cannot be written for some operations: a full disk. */
    record DiskFull(int operations) implements Trouble {
        @Override
        public String toString() {
            return "the disk is full for %d operations".formatted(operations);
        }
    }

    /**
     * The daemon is killed.
     *
     * @param point after so many more requests and operations of the store
     * @param down until it is started again
     */
    record Crash(int point, Duration down) implements Trouble {
        @Override
        public String toString() {
            return "the daemon is killed %d steps later, and started again after %s"
                    .formatted(point, clock(down));
        }
    }

    private static String where(int book, Side side) {
        return "book %d, %s".formatted(book + 1, side.title());
    }

    /** Hours, minutes and seconds. */
    static String clock(Duration time) {
        return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
