package io.github.audibleabssync.cli.check;

import io.github.audibleabssync.core.Alignment;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookMatcher;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.ShelfItem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which books both sides know, and why the others are not among them. */
final class BooksCheck {

    private static final int EXAMPLES = 10;

    private final List<AudibleTitle> titles;
    private final List<ShelfItem> items;
    private final Map<BookKey, Pair> pairs;
    private final Map<String, ShelfItem> itemsById;

    /**
     * A comparison.
     *
     * @param allowTwins whether every item with the ASIN is a book of its own
     */
    BooksCheck(List<AudibleTitle> titles, List<ShelfItem> items, boolean allowTwins) {
        this.titles = titles;
        this.items = items;
        this.pairs = BookMatcher.pair(titles, items, Map.of(), Map.of(), Map.of(), allowTwins);
        this.itemsById =
                items.stream()
                        .collect(
                                Collectors.toMap(
                                        ShelfItem::id, Function.identity(), (one, other) -> one));
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(
                pairs.isEmpty()
                        ? CheckWords.BOOKS_NONE.line(titles.size(), items.size())
                        : CheckWords.BOOKS_MATCHED.line(pairs.size(), titles.size(), items.size()));
        Set<Asin> onAudible = titles.stream().map(AudibleTitle::asin).collect(Collectors.toSet());
        Set<String> names =
                titles.stream().map(title -> plain(title.title())).collect(Collectors.toSet());
        Predicate<ShelfItem> audio = item -> !item.runtime().isZero();
        Predicate<ShelfItem> matched = item -> item.asin().filter(onAudible::contains).isPresent();
        Predicate<ShelfItem> alike = item -> names.contains(plain(item.title()));
        Predicate<ShelfItem> named = item -> item.asin().isPresent();
        Predicate<ShelfItem> other = audio.and(matched.negate());

        addPairs(lines, CheckWords.BOOKS_TWICE, Pair::ambiguous);
        addPairs(lines, CheckWords.BOOKS_MISSING, pair -> item(pair).missing());
        addPairs(lines, CheckWords.BOOKS_DIFFER, pair -> isOtherLength(pair));
        addItems(lines, CheckWords.BOOKS_LOOK_ALIKE, other.and(alike));
        addItems(lines, CheckWords.BOOKS_WITHOUT_ASIN, other.and(alike.or(named).negate()));
        addItems(lines, CheckWords.BOOKS_OF_OTHERS, other.and(named).and(alike.negate()));
        addItems(lines, CheckWords.BOOKS_WITHOUT_AUDIO, audio.negate());
        Set<Asin> onBoth = pairs.keySet().stream().map(BookKey::asin).collect(Collectors.toSet());
        add(
                lines,
                CheckWords.BOOKS_ONLY_AUDIBLE,
                titles.stream()
                        .filter(title -> !onBoth.contains(title.asin()))
                        .map(title -> "%s (%s)".formatted(title.title(), title.asin()))
                        .toList());
        return lines;
    }

    private ShelfItem item(Pair pair) {
        return Objects.requireNonNull(itemsById.get(pair.itemId()));
    }

    private static boolean isOtherLength(Pair pair) {
        return pair.alignment() instanceof Alignment.None;
    }

    private void addPairs(List<Line> lines, CheckWords words, Predicate<Pair> those) {
        add(
                lines,
                words,
                pairs.values().stream()
                        .filter(those)
                        .map(
                                pair ->
                                        "%s (%s)%s"
                                                .formatted(
                                                        pair.title(),
                                                        pair.key(),
                                                        isOtherLength(pair) ? lengths(pair) : ""))
                        .toList());
    }

    private static String lengths(Pair pair) {
        return ": %s on Audible, %s on Audiobookshelf"
                .formatted(minutes(pair.audibleRuntime()), minutes(pair.audiobookshelfRuntime()));
    }

    private static String minutes(Duration runtime) {
        return "%d:%02d h".formatted(runtime.toHours(), runtime.toMinutesPart());
    }

    private void addItems(List<Line> lines, CheckWords words, Predicate<ShelfItem> those) {
        add(
                lines,
                words,
                items.stream()
                        .filter(those)
                        .map(item -> item.title() + item.asin().map(" (%s)"::formatted).orElse(""))
                        .toList());
    }

    private static void add(List<Line> lines, CheckWords words, List<String> books) {
        if (books.isEmpty()) {
            return;
        }
        List<String> examples = new ArrayList<>(books.subList(0, Math.min(EXAMPLES, books.size())));
        if (books.size() > EXAMPLES) {
            examples.add("and %d more".formatted(books.size() - EXAMPLES));
        }
        lines.add(words.line(books.size()).with(examples));
    }

    /** What stays of a title when people's ways to write it are taken off: subtitles, cases, punctuation. */
    private static String plain(String title) {
        String main = title.split("[:(\\[]", 2)[0];
        return main.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
