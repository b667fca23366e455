package io.github.audibleabssync.simulator;

import io.github.audibleabssync.simulator.History.BookSetup;
import io.github.audibleabssync.simulator.History.Setup;
import io.github.audibleabssync.simulator.History.Step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a history that fails as short as it can get and still fails. */
final class Shrinker {

    private static final int MOST_TRIES = 600;

    private final Predicate<History> fails;
    private int tries;

    private Shrinker(Predicate<History> fails) {
        this.fails = fails;
    }

    static History shrink(History history, Predicate<History> fails) {
        return new Shrinker(fails).shrink(history);
    }

    private History shrink(History history) {
        History best = history;
        boolean smaller = true;
        while (smaller && tries < MOST_TRIES) {
            History before = best;
            best = withoutSteps(best);
            best = simplerSetup(best);
            best = withoutBooks(best);
            smaller = !best.equals(before);
        }
        return best;
    }

    private boolean fails(History history) {
        tries++;
        return tries <= MOST_TRIES && fails.test(history);
    }

    /** Drops halves, quarters and so on, then single steps. */
    private History withoutSteps(History history) {
        History best = history;
        for (int size = Math.max(1, best.steps().size() / 2); size >= 1; size /= 2) {
            for (int from = 0; from < best.steps().size(); ) {
                List<Step> fewer = new ArrayList<>(best.steps());
                fewer.subList(from, Math.min(fewer.size(), from + size)).clear();
                History shorter = best.with(fewer);
                if (fails(shorter)) {
                    best = shorter;
                } else {
                    from += size;
                }
            }
        }
        return best;
    }

    private History simplerSetup(History history) {
        Setup s = history.setup();
        History best = history;
        for (Setup simpler :
                List.of(
                        new Setup(
                                s.books(),
                                s.interval(),
                                Duration.ZERO,
                                Duration.ZERO,
                                s.lag(),
                                s.latency()),
                        new Setup(
                                s.books(),
                                s.interval(),
                                s.skewOfAudible(),
                                s.skewOfAudiobookshelf(),
                                Duration.ZERO,
                                s.latency()),
                        new Setup(
                                s.books(),
                                s.interval(),
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ofMillis(50)))) {
            History other = best.with(simpler);
            if (!simpler.equals(best.setup()) && fails(other)) {
                best = other;
            }
        }
        return best;
    }

    /** Drops books, the later ones moving up. */
    private History withoutBooks(History history) {
        History best = history;
        for (int book = best.setup().books().size() - 1;
                book >= 0 && best.setup().books().size() > 1;
                book--) {
            History fewer = without(best, book);
            if (fails(fewer)) {
                best = fewer;
            }
        }
        return best;
    }

    private static History without(History history, int book) {
        Setup s = history.setup();
        List<BookSetup> books = new ArrayList<>(s.books());
        books.remove(book);
        List<Step> steps = new ArrayList<>();
        for (Step step : history.steps()) {
            switch (step.action()) {
                case Action.OfBook ofBook -> {
                    if (ofBook.book() < book) {
                        steps.add(step);
                    } else if (ofBook.book() > book) {
                        steps.add(new Step(step.at(), ofBook.withBook(ofBook.book() - 1)));
                    }
                }
                case Action.Trouble trouble -> steps.add(step);
            }
        }
        return new History(
                history.seed(),
                new Setup(
                        List.copyOf(books),
                        s.interval(),
                        s.skewOfAudible(),
                        s.skewOfAudiobookshelf(),
                        s.lag(),
                        s.latency()),
                List.copyOf(steps));
    }
}
