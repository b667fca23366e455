package io.github.audibleabssync.cli.demo;

import io.github.audibleabssync.cli.demo.DemoBook.Where;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.PracticeAccount;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeEntry;
import io.github.audibleabssync.practice.PracticeLibrary;
import io.github.audibleabssync.practice.PracticeListener;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Both practice servers, and a dozen invented books in every state that a first sight can meet. */
final class World implements AutoCloseable {

    private static final Duration YESTERDAY = Duration.ofDays(1);
    private static final Duration LONG_AGO = Duration.ofDays(200);

    private final PracticeAudible audible = new PracticeAudible();
    private final PracticeAudiobookshelf audiobookshelf = new PracticeAudiobookshelf();
    private final PracticeLibrary library = new PracticeLibrary(audible, audiobookshelf);
    private final PracticeListener listener = new PracticeListener(audible, audiobookshelf);
    private final List<DemoBook> books = new ArrayList<>();
    private final Cast cast;

    /**
     * The books that the listeners hold in their hands; the others only stand there.
     *
     * @param inStep in step from the start
     * @param jumped in step from the start, until somebody jumps back in it
     * @param nearlyDone in step from the start, near its end
     * @param notBegun begun by nobody yet
     * @param onPhone begun on the phone only
     * @param withoutJingles its file has lost Audible's opening and closing jingle
     */
    record Cast(
            PracticeBook inStep,
            PracticeBook jumped,
            PracticeBook nearlyDone,
            PracticeBook notBegun,
            PracticeBook onPhone,
            PracticeBook withoutJingles) {}

    /** One side's place as the server itself knows it. */
    record Standing(Place place, boolean finished) {
        @Override
        public String toString() {
            return finished ? place + " ✓" : place.toString();
        }
    }

    World() {
        audible.start();
        audiobookshelf.start();
        PracticeBook inStep = both(library.book(Duration.ofHours(31)));
        onPhone(inStep, "PT1H15M", YESTERDAY);
        onShelf(inStep, "PT1H15M", false, YESTERDAY);
        PracticeBook jumped = both(library.book(Duration.ofHours(14)));
        onPhone(jumped, "PT5H", YESTERDAY);
        onShelf(jumped, "PT5H", false, YESTERDAY);
        PracticeBook nearlyDone = both(library.book(Duration.ofHours(7)));
        onPhone(nearlyDone, "PT6H20M", YESTERDAY);
        onShelf(nearlyDone, "PT6H20M", false, YESTERDAY);
        PracticeBook notBegun = both(library.book(Duration.ofHours(26)));
        onShelf(both(library.book(Duration.ofHours(9))), "PT45M", false, YESTERDAY);
        PracticeBook onPhone = both(library.book(Duration.ofHours(28)));
        onPhone(onPhone, "PT3H20M", YESTERDAY);
        PracticeBook done = both(library.book(Duration.ofHours(6)));
        onPhone(done, "PT4H30M", Duration.ofDays(3));
        onShelf(done, "PT6H", true, YESTERDAY);
        PracticeBook withoutJingles = both(library.bookWithoutBranding(Duration.ofHours(24)));
        onPhone(withoutJingles, "PT1H30M2.043S", YESTERDAY);
        onShelf(withoutJingles, "PT1H", false, Duration.ofDays(3));
        onPhone(both(library.book(Duration.ofHours(11))), "PT4H", LONG_AGO);
        PracticeBook farApart = both(library.book(Duration.ofHours(12)));
        onPhone(farApart, "PT5H40M", Duration.ofDays(9));
        onShelf(farApart, "PT1H", false, YESTERDAY);
        PracticeBook otherEdition =
                both(
                        library.otherEdition(
                                Duration.ofHours(10),
                                List.of(),
                                Duration.ofMinutes(510),
                                List.of()));
        onPhone(otherEdition, "PT1H", YESTERDAY);
        onShelf(otherEdition, "PT2H", false, YESTERDAY);
        PracticeBook twice = both(library.book(Duration.ofHours(8)));
        library.duplicate(twice, Duration.ofHours(8));
        onPhone(twice, "PT30M", YESTERDAY);
        library.onAudibleOnly(1).forEach(book -> books.add(new DemoBook(book, Where.AUDIBLE_ONLY)));
        library.onAudiobookshelfOnly(1)
                .forEach(book -> books.add(new DemoBook(book, Where.AUDIOBOOKSHELF_ONLY)));
        cast = new Cast(inStep, jumped, nearlyDone, notBegun, onPhone, withoutJingles);
    }

    private PracticeBook both(PracticeBook book) {
        books.add(DemoBook.onBothSides(book));
        return book;
    }

    private void onPhone(PracticeBook book, String place, Duration ago) {
        audible.prepare(book.asin(), new Place(Duration.parse(place)), audible.now().minus(ago));
    }

    private void onShelf(PracticeBook book, String place, boolean finished, Duration ago) {
        audiobookshelf.prepare(
                book.itemId(),
                new Place(Duration.parse(place)),
                finished,
                audiobookshelf.now().minus(ago));
    }

    /** All books, in the order in which they are shown. */
    List<DemoBook> books() {
        return List.copyOf(books);
    }

    Cast cast() {
        return cast;
    }

    PracticeListener listener() {
        return listener;
    }

    String audibleUrl() {
        return audible.url();
    }

    String audiobookshelfUrl() {
        return audiobookshelf.url();
    }

    /** Writes the session file of the invented customer. */
    Path writeSession(Path file) {
        return PracticeAccount.write(file, audible.session());
    }

    /** How long the book is on Audible. */
    Duration runtime(Asin asin) {
        return audible.title(asin).orElseThrow().runtime();
    }

    Optional<Standing> onAudible(DemoBook book) {
        Asin asin = book.book().asin();
        return audible.title(asin)
                .flatMap(title -> audible.place(asin))
                .map(place -> new Standing(place, audible.isFinished(asin)));
    }

    Optional<Standing> onAudiobookshelf(DemoBook book) {
        Optional<PracticeEntry> entry = audiobookshelf.entry(book.book().itemId());
        return entry.map(one -> new Standing(one.place(), one.finished()));
    }

    @Override
    public void close() {
        audible.close();
        audiobookshelf.close();
    }
}
