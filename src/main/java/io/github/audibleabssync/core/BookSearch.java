package io.github.audibleabssync.core;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds the book that a person means: by its ASIN, its Audiobookshelf item id, or a piece of its title. In titles, case,
 * accents and the kind of apostrophe do not matter, and a whole title wins over a piece of a longer one.
 */
public final class BookSearch {

    /** So many titles are offered when none fits. */
    private static final int MOST_NEAREST = 3;

    /** This share of what was typed has to be in a title for it to be near. */
    private static final double NEAR = 0.65;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("[\u2018\u2019\u02BC`\u00B4]");
    private static final Pattern GAPS = Pattern.compile("\\s+");

    private BookSearch() {}

    /** What a search found. */
    public sealed interface Found {

        /**
         * The book.
         *
         * @param pair it
         */
        record One(Pair pair) implements Found {}

        /**
         * More than one book fits.
         *
         * @param pairs by title
         */
        record Several(List<Pair> pairs) implements Found {}

        /**
         * No book fits.
         *
         * @param nearest those whose titles come near, the nearest first; often none
         */
        record None(List<Pair> nearest) implements Found {}
    }

    /**
     * Searches.
     *
     * @param text what the person wrote
     * @param pairs all books
     */
    public static Found find(String text, Collection<Pair> pairs) {
        String wanted = plain(text);
        if (wanted.isEmpty()) {
            return new Found.None(List.of());
        }
        String name = text.strip();
        List<Predicate<Pair>> ways =
                List.of(
                        pair -> pair.key().toString().equalsIgnoreCase(name),
                        pair -> pair.key().asin().value().equalsIgnoreCase(name),
                        pair -> pair.itemId().equals(name),
                        pair -> plain(pair.title()).equals(wanted),
                        pair -> plain(pair.title()).contains(wanted));
        return ways.stream()
                .map(way -> list(pairs, way))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .<Found>map(
                        found ->
                                found.size() == 1
                                        ? new Found.One(found.getFirst())
                                        : new Found.Several(found))
                .orElseGet(() -> new Found.None(nearest(wanted, pairs)));
    }

    private static List<Pair> list(Collection<Pair> pairs, Predicate<Pair> way) {
        return pairs.stream()
                .filter(way)
                .sorted(Comparator.comparing(Pair::title).thenComparing(Pair::key))
                .toList();
    }

    private static String plain(String text) {
        String letters =
                ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String quotes = APOSTROPHES.matcher(letters).replaceAll("'");
        return GAPS.matcher(quotes.strip())
                .replaceAll(" ")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static List<Pair> nearest(String wanted, Collection<Pair> pairs) {
        Set<String> typed = pairsOfLetters(wanted);
        return pairs.stream()
                .filter(pair -> nearness(typed, pair) >= NEAR)
                .sorted(
                        Comparator.comparingDouble((Pair pair) -> -nearness(typed, pair))
                                .thenComparing(Pair::title)
                                .thenComparing(Pair::key))
                .limit(MOST_NEAREST)
                .toList();
    }

    /** Which share of the typed pairs of letters the title has, too. */
    private static double nearness(Set<String> typed, Pair pair) {
        Set<String> shared = pairsOfLetters(plain(pair.title()));
        shared.retainAll(typed);
        return typed.isEmpty() ? 0 : (double) shared.size() / typed.size();
    }

    private static Set<String> pairsOfLetters(String text) {
        Set<String> found = new HashSet<>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            found.add(text.substring(i, i + 2));
        }
        return found;
    }
}
