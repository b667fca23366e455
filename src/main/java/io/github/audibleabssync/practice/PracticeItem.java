package io.github.audibleabssync.practice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An item of the practice Audiobookshelf.
 *
 * @param asin verbatim as its metadata has it, spaces and letter case included; empty for none
 * @param duration of all its audio; zero for an e-book without audio
 * @param chapterStarts from the start of the book; empty for no chapters
 * @param episodes ids of a podcast's episodes; empty for a book
 * @param missing its files are gone
 * @param forbidden the listener may not see it: not listed, 403 when asked for, and yet written to
 */
public record PracticeItem(
        String id,
        String libraryId,
        String title,
        Optional<String> asin,
        Duration duration,
        List<Duration> chapterStarts,
        List<String> episodes,
        boolean missing,
        boolean forbidden) {

    /** A book with an ASIN. */
    public static PracticeItem book(
            String id, String libraryId, String title, String asin, Duration duration) {
        return new PracticeItem(
                id,
                libraryId,
                title,
                Optional.of(asin),
                duration,
                List.of(),
                List.of(),
                false,
                false);
    }

    /** A podcast with these episodes. */
    public static PracticeItem podcast(
            String id, String libraryId, String title, List<String> episodes) {
        return new PracticeItem(
                id,
                libraryId,
                title,
                Optional.empty(),
                Duration.ZERO,
                List.of(),
                episodes,
                false,
                false);
    }

    /** The same item with this ASIN text; empty for none. */
    public PracticeItem withAsin(Optional<String> other) {
        return new PracticeItem(
                id, libraryId, title, other, duration, chapterStarts, episodes, missing, forbidden);
    }

    /** The same item with chapters that begin here. */
    public PracticeItem withChapters(List<Duration> starts) {
        return new PracticeItem(
                id, libraryId, title, asin, duration, starts, episodes, missing, forbidden);
    }

    /** The same item, its files gone or back. */
    public PracticeItem withMissing(boolean gone) {
        return new PracticeItem(
                id, libraryId, title, asin, duration, chapterStarts, episodes, gone, forbidden);
    }

    /** The same item, out of the listener's sight or in it. */
    public PracticeItem withForbidden(boolean hidden) {
        return new PracticeItem(
                id, libraryId, title, asin, duration, chapterStarts, episodes, missing, hidden);
    }

    boolean isPodcast() {
        return !episodes.isEmpty();
    }

    /** The id of the book or podcast itself: not the one that progress is kept under. */
    String mediaId() {
        return "media-" + id;
    }
}
