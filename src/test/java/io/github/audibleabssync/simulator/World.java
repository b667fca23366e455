package io.github.audibleabssync.simulator;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import io.github.audibleabssync.core.Alignment;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.practice.InProcess;
import io.github.audibleabssync.practice.PracticeAccount;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeEntry;
import io.github.audibleabssync.practice.PracticeLibrary;
import io.github.audibleabssync.simulator.History.BookSetup;
import io.github.audibleabssync.simulator.History.SideSetup;
import io.github.audibleabssync.simulator.Truth.By;
import io.github.audibleabssync.simulator.Truth.Held;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Both practice servers with the books of a history, and the truth about them. */
final class World {

    private static final PracticeAccount ACCOUNT = PracticeAccount.create();

    final Clock clock;
    final PracticeAudible audible;
    final PracticeAudiobookshelf audiobookshelf;
    private final List<PracticeBook> books = new ArrayList<>();
    private final List<Truth> onAudible = new ArrayList<>();
    private final List<Truth> onAudiobookshelf = new ArrayList<>();
    private final History.Setup setup;
    private Duration skewOfAudible;
    private Duration skewOfAudiobookshelf;

    World(History.Setup setup, Clock clock) {
        this(setup, clock, new PracticeAudible(ACCOUNT, clock), new PracticeAudiobookshelf(clock));
    }

    /** A world with these servers, which are empty. */
    World(
            History.Setup setup,
            Clock clock,
            PracticeAudible audible,
            PracticeAudiobookshelf audiobookshelf) {
        this.setup = setup;
        this.clock = clock;
        this.audible = audible;
        this.audiobookshelf = audiobookshelf;
        audible.log().keep(0).withoutBodies();
        audiobookshelf.log().keep(0).withoutBodies();
        skewOfAudible = setup.skewOfAudible();
        skewOfAudiobookshelf = setup.skewOfAudiobookshelf();
        audible.skewClock(skewOfAudible);
        audiobookshelf.skewClock(skewOfAudiobookshelf);
        audible.tokens(Duration.ofDays(3650), false);
        PracticeLibrary library = new PracticeLibrary(audible, audiobookshelf);
        setup.books().forEach(book -> add(library, book));
        audible.lag(setup.lag(), setup.lag());
    }

    private void add(PracticeLibrary library, BookSetup book) {
        PracticeBook added =
                book.branded()
                        ? library.bookWithoutBranding(book.runtime())
                        : library.book(book.runtime());
        books.add(added);
        SideSetup audibleSide = book.audible();
        Duration intro = book.branded() ? PracticeLibrary.INTRO : Duration.ZERO;
        audibleSide
                .place()
                .ifPresent(
                        place ->
                                audible.prepare(
                                        added.asin(),
                                        new Place(place.plus(intro)),
                                        audible.now().minus(audibleSide.ago())));
        if (audibleSide.finished()) {
            audible.prepareFinished(added.asin(), true, audible.now().minus(audibleSide.ago()));
        }
        SideSetup shelf = book.shelf();
        shelf.place()
                .ifPresent(
                        place ->
                                audiobookshelf.prepare(
                                        added.itemId(),
                                        new Place(place),
                                        shelf.finished(),
                                        audiobookshelf.now().minus(shelf.ago())));
        onAudible.add(new Truth());
        onAudiobookshelf.add(new Truth());
        note(books.size() - 1, AUDIBLE, By.HAND);
        note(books.size() - 1, AUDIOBOOKSHELF, By.HAND);
    }

    /** Sets a server's clock. */
    void setClock(Side side, Duration skew) {
        if (side == AUDIBLE) {
            showAtOnce();
            skewOfAudible = skew;
            audible.skewClock(skew);
        } else {
            skewOfAudiobookshelf = skew;
            audiobookshelf.skewClock(skew);
        }
    }

    /** Ends the lag, which goes by Audible's clock: set back, it would show old values for as long. */
    private void showAtOnce() {
        audible.lag(Duration.ZERO, Duration.ZERO);
        for (PracticeBook book : books) {
            Optional<Instant> at = audible.placeWrittenAt(book.asin());
            audible.place(book.asin())
                    .ifPresent(place -> audible.prepare(book.asin(), place, at.orElseThrow()));
            boolean finished = audible.isFinished(book.asin());
            audible.prepareFinished(book.asin(), !finished, audible.now());
            audible.prepareFinished(book.asin(), finished, audible.now());
        }
    }

    int size() {
        return books.size();
    }

    PracticeBook book(int number) {
        return books.get(number);
    }

    BookKey key(int number) {
        return BookKey.of(books.get(number).asin());
    }

    Duration runtime(int number, Side side) {
        BookSetup book = setup.books().get(number);
        return side == AUDIBLE && book.branded()
                ? book.runtime().plus(PracticeLibrary.INTRO).plus(PracticeLibrary.OUTRO)
                : book.runtime();
    }

    /** The number of the book that a text names; -1 when it names none or several. */
    int numberIn(String text) {
        int found = -1;
        for (int i = 0; i < books.size(); i++) {
            PracticeBook book = books.get(i);
            if (text.contains(book.asin().value()) || text.contains(book.itemId())) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    Truth truth(int number, Side side) {
        return (side == AUDIBLE ? onAudible : onAudiobookshelf).get(number);
    }

    /** A place of one side on the other's audio. */
    Place translate(int number, Side from, Place place) {
        Alignment alignment =
                setup.books().get(number).branded()
                        ? new Alignment.Offset(PracticeLibrary.INTRO)
                        : new Alignment.Identity(Duration.ZERO);
        return alignment.translate(from, place);
    }

    /** What a server holds now. */
    Held now(int number, Side side, By by) {
        PracticeBook book = books.get(number);
        Instant now = clock.instant();
        if (side == AUDIBLE) {
            Optional<Place> place = audible.place(book.asin());
            return new Held(
                    now,
                    audible.placeWrittenAt(book.asin()).map(at -> at.minus(skewOfAudible)),
                    place,
                    audible.isFinished(book.asin()),
                    by);
        }
        Optional<PracticeEntry> entry = audiobookshelf.entry(book.itemId());
        return new Held(
                now,
                entry.map(PracticeEntry::lastUpdate).map(at -> at.minus(skewOfAudiobookshelf)),
                entry.map(PracticeEntry::place),
                entry.map(PracticeEntry::finished).orElse(false),
                by);
    }

    /** What a server shows of a book now: Audible may show an old place. */
    Held shown(int number, Side side) {
        Held now = now(number, side, By.HAND);
        if (side == AUDIOBOOKSHELF) {
            return now;
        }
        return InProcess.shown(audible, books.get(number).asin())
                .map(
                        shown ->
                                new Held(
                                        now.at(),
                                        Optional.of(shown.lastUpdated().minus(skewOfAudible)),
                                        Optional.of(shown.place()),
                                        now.finished(),
                                        By.HAND))
                .orElse(
                        new Held(
                                now.at(),
                                Optional.empty(),
                                Optional.empty(),
                                now.finished(),
                                By.HAND));
    }

    /** Notes what a server holds now. */
    void note(int number, Side side, By by) {
        truth(number, side).add(now(number, side, by));
    }
}
