package io.github.audibleabssync.cli.demo;

import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.SideState;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.state.StateStore;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells the story: what the listeners do, and what the daemon made of it as its state remembers. One line each. */
final class Narrator {

    /** What passes by itself within a cycle or two is no news. */
    private static final Set<Reason> NO_NEWS =
            EnumSet.of(
                    Reason.IN_SYNC,
                    Reason.WRITE_PENDING,
                    Reason.COOLING_DOWN,
                    Reason.TARGET_MOVED,
                    Reason.SIDE_UNKNOWN,
                    Reason.NOT_SEEN_YET);

    private final PrintStream out;
    private final StateStore store;
    private final List<DemoBook> books;
    private final Clock clock;
    private final Instant begin;
    private final Map<BookKey, Integer> told = new HashMap<>();
    private final Map<BookKey, News> lastNews = new HashMap<>();
    private long journal;

    private record News(Rule rule, Outcome outcome, Reason reason) {}

    Narrator(PrintStream out, StateStore store, List<DemoBook> books, Clock clock) {
        this.out = out;
        this.store = store;
        this.books = books;
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** How long the story has been going on. */
    Duration time() {
        return Duration.between(begin, clock.instant());
    }

    /** A listener did something. */
    void act(String who, PracticeBook book, String what) {
        line(who, book, what);
    }

    /** Tells what the daemon did and decided since the last time. */
    void look() {
        Map<BookKey, BookState> states = store.listBooks();
        long written = store.countJournal();
        for (DemoBook book : books) {
            BookKey key = BookKey.of(book.book().asin());
            if (written != journal) {
                tellWrites(book.book(), key);
            }
            Optional.ofNullable(states.get(key))
                    .flatMap(BookState::last)
                    .ifPresent(verdict -> tellVerdict(book.book(), key, verdict));
        }
        journal = written;
    }

    private void tellWrites(PracticeBook book, BookKey key) {
        List<JournalEntry> entries = store.listJournal(key);
        int known = told.getOrDefault(key, 0);
        for (int i = entries.size() - known - 1; i >= 0; i--) {
            JournalEntry entry = entries.get(i);
            line(
                    "daemon to " + entry.side().title(),
                    book,
                    change(entry) + because(entry.rule(), entry.reason()));
        }
        told.put(key, entries.size());
    }

    private static String change(JournalEntry entry) {
        SideState after = entry.after();
        boolean wasFinished = entry.before().map(SideState::finished).orElse(false);
        String flag =
                after.finished() == wasFinished ? "" : wasFinished ? "not finished" : "finished";
        String from = entry.before().map(before -> before.place().toString()).orElse("nothing");
        String move = from.equals(after.place().toString()) ? "" : from + " → " + after.place();
        return move.isEmpty() || flag.isEmpty() ? move + flag : move + ", " + flag;
    }

    private void tellVerdict(PracticeBook book, BookKey key, Verdict verdict) {
        News news = new News(verdict.rule(), verdict.outcome(), verdict.reason());
        if (news.equals(lastNews.put(key, news)) || NO_NEWS.contains(verdict.reason())) {
            return;
        }
        switch (verdict.outcome()) {
            case AGREE -> line("daemon agrees", book, because("", verdict));
            case HOLD -> line("daemon waits", book, because("", verdict));
            case LEAVE -> line("daemon leaves it", book, because("", verdict));
            case WRITE -> {}
        }
    }

    private static String because(String what, Verdict verdict) {
        return what + because(verdict.rule(), verdict.reason()).strip();
    }

    /** The rule's number in the contract, and its sentence. */
    static String because(Rule rule, Reason reason) {
        return "  [rule %s] %s".formatted(rule.label(), reason.sentence());
    }

    private void line(String who, PracticeBook book, String what) {
        long seconds = time().toSeconds();
        out.printf(
                "%3d:%02d  %-24s  %-26s  %s%n",
                seconds / 60, seconds % 60, who, book.title(), what);
        out.flush();
    }
}
