package io.github.audibleabssync.practice;

import io.github.audibleabssync.core.Asin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Fills both practice servers with invented books: the same ones on every run, {@code B0PRACT001} first. Ten thousand titles
 * take a few megabytes.
 */
public final class PracticeLibrary {
    /** Audible's jingles as {@link #bookWithoutBranding} and {@link #bookWithBranding} have them. */
    public static final Duration INTRO = Duration.ofMillis(2_043);

    /** The jingle at the end. */
    public static final Duration OUTRO = Duration.ofMillis(5_062);

    private static final String[] FIRST = {
        "Paper", "Copper", "Silent", "Winter", "Glass", "Borrowed", "Northern", "Hollow", "Amber"
    };
    private static final String[] SECOND = {
        "Harbour", "Orchard", "Signal", "Atlas", "Lantern", "Meridian", "Archive", "Tide"
    };
    private static final int RADIX = 36;

    private final PracticeAudible audible;
    private final PracticeAudiobookshelf audiobookshelf;
    private int last;

    /** Fills these two. */
    public PracticeLibrary(PracticeAudible audible, PracticeAudiobookshelf audiobookshelf) {
        this.audible = audible;
        this.audiobookshelf = audiobookshelf;
    }

    /** The nth invented ASIN, from 1. */
    public static Asin asin(int number) {
        String digits = Integer.toString(number, RADIX).toUpperCase(Locale.ROOT);
        return new Asin("B0PRACT" + "0".repeat(Math.max(0, 3 - digits.length())) + digits);
    }

    /** A book of this length on both sides, with equal audio. */
    public PracticeBook book(Duration runtime) {
        PracticeBook book = next();
        audible.add(PracticeTitle.book(book.asin(), book.title(), runtime));
        put(book, runtime);
        return book;
    }

    /** As many books on both sides, of 5 to 20 hours. */
    public List<PracticeBook> books(int count) {
        return IntStream.range(0, count).mapToObj(i -> book(usualRuntime())).toList();
    }

    /** As many titles on Audible only. */
    public List<PracticeBook> onAudibleOnly(int count) {
        List<PracticeBook> books = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PracticeBook book = next();
            audible.add(PracticeTitle.book(book.asin(), book.title(), usualRuntime()));
            books.add(book);
        }
        return books;
    }

    /** As many items on Audiobookshelf only. */
    public List<PracticeBook> onAudiobookshelfOnly(int count) {
        List<PracticeBook> books = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PracticeBook book = next();
            put(book, usualRuntime());
            books.add(book);
        }
        return books;
    }

    /** A book whose file has lost Audible's jingles: Audible's place is the file's plus {@link #INTRO}. */
    public PracticeBook bookWithoutBranding(Duration onAudiobookshelf) {
        PracticeBook book = next();
        Duration runtime = onAudiobookshelf.plus(INTRO).plus(OUTRO);
        audible.add(
                PracticeTitle.book(book.asin(), book.title(), runtime).withBranding(INTRO, OUTRO));
        put(book, onAudiobookshelf);
        return book;
    }

    /** A book with Audible's jingles on both sides. */
    public PracticeBook bookWithBranding(Duration runtime) {
        PracticeBook book = next();
        audible.add(
                PracticeTitle.book(book.asin(), book.title(), runtime).withBranding(INTRO, OUTRO));
        put(book, runtime);
        return book;
    }

    /** A book of which the two sides have different audio, with as many equal or unequal chapters as are given. */
    public PracticeBook otherEdition(
            Duration onAudible,
            List<Duration> chaptersOnAudible,
            Duration onAudiobookshelf,
            List<Duration> chaptersOnAudiobookshelf) {
        PracticeBook book = next();
        audible.add(
                PracticeTitle.book(book.asin(), book.title(), onAudible)
                        .withChapters(chaptersOnAudible));
        audiobookshelf.add(
                PracticeItem.book(
                                book.itemId(),
                                PracticeAudiobookshelf.BOOKS,
                                book.title(),
                                book.asin().value(),
                                onAudiobookshelf)
                        .withChapters(chaptersOnAudiobookshelf));
        return book;
    }

    /** One more item with a book's ASIN. Returns the book with the new item's id. */
    public PracticeBook duplicate(PracticeBook book, Duration onAudiobookshelf) {
        PracticeBook twin = new PracticeBook(book.asin(), nextId(++last), book.title());
        put(twin, onAudiobookshelf);
        return twin;
    }

    private void put(PracticeBook book, Duration duration) {
        audiobookshelf.add(
                PracticeItem.book(
                        book.itemId(),
                        PracticeAudiobookshelf.BOOKS,
                        book.title(),
                        book.asin().value(),
                        duration));
    }

    private PracticeBook next() {
        int number = ++last;
        String title =
                "The %s %s, %d"
                        .formatted(
                                FIRST[number % FIRST.length],
                                SECOND[number % SECOND.length],
                                number);
        return new PracticeBook(asin(number), nextId(number), title);
    }

    private static String nextId(int number) {
        return "00000000-0000-4000-8000-%012d".formatted(number);
    }

    private Duration usualRuntime() {
        return Duration.ofHours(5).plusSeconds(last * 7_919L % 54_000);
    }
}
