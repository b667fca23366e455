package io.github.audibleabssync.practice;

import io.github.audibleabssync.core.Asin;

import java.time.Duration;
import java.util.List;

/**
 * A title of the practice Audible library.
 *
 * @param runtime exact, brand intro and outro included; the library shows it in whole minutes
 * @param intro Audible's own jingle at the start
 * @param outro Audible's own jingle at the end
 * @param chapterStarts from the start of the audio; empty for one chapter
 * @param deliveryType {@code SinglePartBook}, {@code MultiPartBook}, {@code PodcastParent} …
 */
public record PracticeTitle(
        Asin asin,
        String title,
        Duration runtime,
        Duration intro,
        Duration outro,
        List<Duration> chapterStarts,
        String deliveryType) {

    /** A book without jingles. */
    public static PracticeTitle book(Asin asin, String title, Duration runtime) {
        return new PracticeTitle(
                asin, title, runtime, Duration.ZERO, Duration.ZERO, List.of(), "SinglePartBook");
    }

    /** The same title with jingles; the runtime stays as it is and contains them. */
    public PracticeTitle withBranding(Duration before, Duration after) {
        return new PracticeTitle(asin, title, runtime, before, after, chapterStarts, deliveryType);
    }

    /** The same title with chapters that begin here. */
    public PracticeTitle withChapters(List<Duration> starts) {
        return new PracticeTitle(asin, title, runtime, intro, outro, starts, deliveryType);
    }

    /** The same title as another kind of content. */
    public PracticeTitle withDeliveryType(String type) {
        return new PracticeTitle(asin, title, runtime, intro, outro, chapterStarts, type);
    }
}
