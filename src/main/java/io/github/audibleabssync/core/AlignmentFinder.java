package io.github.audibleabssync.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses how a place on one side's audio translates to the other's: the first that fits, in the order of contract §1.
 *
 * <p>The Audible library tells a runtime in whole minutes. That is enough to know that two runtimes are about equal, and not
 * enough to call them different: then the exact runtime has to be read first, and {@link #find} says so.
 */
public final class AlignmentFinder {

    private static final Duration EQUAL = Duration.ofSeconds(2);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Half a percent, as the part of a whole. */
    private static final int PART = 200;

    private AlignmentFinder() {}

    /**
     * The alignment of a pair.
     *
     * @param audibleMinutes Audible's runtime in whole minutes, whichever way they were rounded; zero when unknown
     * @param exact what Audible's content metadata say; empty while they were not read
     * @param audiobookshelfRuntime the exact length of the item's audio; zero for an e-book
     * @param audiobookshelfChapters where the item's chapters start; empty when it has none, or when {@link #asksForChapters}
     *     does not ask for them
     * @return empty when only the exact runtime can tell; never empty when {@code exact} is given
     */
    public static Optional<Alignment> find(
            Duration audibleMinutes,
            Optional<AudibleAudio> exact,
            Duration audiobookshelfRuntime,
            List<Duration> audiobookshelfChapters) {
        if (!isAudio(audiobookshelfRuntime)) {
            return Optional.of(new Alignment.None());
        }
        Optional<Duration> runtime = exactRuntime(exact);
        if (runtime.isPresent()) {
            return Optional.of(
                    byExact(
                            exact.get(),
                            runtime.get(),
                            audiobookshelfRuntime,
                            audiobookshelfChapters));
        }
        if (fitsMinutes(audibleMinutes, audiobookshelfRuntime)) {
            return Optional.of(new Alignment.Identity(Duration.ZERO));
        }
        return exact.isPresent() ? Optional.of(new Alignment.None()) : Optional.empty();
    }

    /**
     * Whether {@link #find} can make use of the item's chapters: neither equal runtimes nor intro and outro explain the two
     * runtimes, and Audible has chapters to pair up with.
     */
    public static boolean asksForChapters(AudibleAudio exact, Duration audiobookshelfRuntime) {
        return isAudio(audiobookshelfRuntime)
                && exact.chapterStarts().size() >= 2
                && exactRuntime(Optional.of(exact))
                        .filter(
                                runtime ->
                                        byLength(exact, runtime, audiobookshelfRuntime).isEmpty())
                        .isPresent();
    }

    private static Alignment byExact(
            AudibleAudio exact,
            Duration runtime,
            Duration audiobookshelfRuntime,
            List<Duration> audiobookshelfChapters) {
        return byLength(exact, runtime, audiobookshelfRuntime)
                .or(
                        () ->
                                byChapters(
                                        exact.chapterStarts(),
                                        runtime,
                                        audiobookshelfChapters,
                                        audiobookshelfRuntime))
                .or(() -> byShare(runtime, audiobookshelfRuntime))
                .orElseGet(Alignment.None::new);
    }

    private static Optional<Alignment> byLength(
            AudibleAudio exact, Duration runtime, Duration audiobookshelfRuntime) {
        if (differ(runtime, audiobookshelfRuntime).compareTo(EQUAL) <= 0) {
            return Optional.of(new Alignment.Identity(Duration.ZERO));
        }
        Duration story = runtime.minus(exact.intro()).minus(exact.outro());
        return differ(story, audiobookshelfRuntime).compareTo(EQUAL) <= 0
                ? Optional.of(new Alignment.Offset(exact.intro()))
                : Optional.empty();
    }

    private static Optional<Alignment> byChapters(
            List<Duration> audible,
            Duration audibleEnd,
            List<Duration> audiobookshelf,
            Duration audiobookshelfEnd) {
        if (audible.size() != audiobookshelf.size() || audible.size() < 2) {
            return Optional.empty();
        }
        List<Duration> audibleBounds = bounds(audible, audibleEnd);
        List<Duration> audiobookshelfBounds = bounds(audiobookshelf, audiobookshelfEnd);
        return ascends(audibleBounds) && ascends(audiobookshelfBounds)
                ? Optional.of(new Alignment.Chapters(audibleBounds, audiobookshelfBounds))
                : Optional.empty();
    }

    /** What comes before the first chapter belongs to it. */
    private static List<Duration> bounds(List<Duration> starts, Duration end) {
        List<Duration> bounds = new ArrayList<>(starts);
        bounds.set(0, Duration.ZERO);
        bounds.add(end);
        return List.copyOf(bounds);
    }

    private static boolean ascends(List<Duration> bounds) {
        for (int i = 1; i < bounds.size(); i++) {
            if (bounds.get(i).compareTo(bounds.get(i - 1)) <= 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Alignment> byShare(Duration runtime, Duration audiobookshelfRuntime) {
        Duration difference = differ(runtime, audiobookshelfRuntime);
        return difference.compareTo(runtime.dividedBy(PART)) <= 0
                ? Optional.of(new Alignment.Identity(difference))
                : Optional.empty();
    }

    private static boolean fitsMinutes(Duration minutes, Duration audiobookshelfRuntime) {
        Duration allowed = minutes.dividedBy(PART).plus(MINUTE);
        return isAudio(minutes) && differ(minutes, audiobookshelfRuntime).compareTo(allowed) <= 0;
    }

    private static Optional<Duration> exactRuntime(Optional<AudibleAudio> exact) {
        return exact.flatMap(AudibleAudio::runtime).filter(AlignmentFinder::isAudio);
    }

    private static boolean isAudio(Duration runtime) {
        return runtime.isPositive();
    }

    private static Duration differ(Duration one, Duration other) {
        return one.minus(other).abs();
    }
}
