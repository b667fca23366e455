package io.github.audibleabssync.core;

/**
 * Under which name the daemon remembers a pair.
 *
 * <p>The ASIN alone, so that files that were moved, and got a new item id, keep their history. Only where the user allowed
 * one ASIN on several Audiobookshelf items do the further items carry their id.
 *
 * @param asin the title
 * @param twin the Audiobookshelf item id of a further item with the same ASIN; empty for the pair proper
 */
public record BookKey(Asin asin, String twin) implements Comparable<BookKey> {

    /** The pair proper of a title. */
    public static BookKey of(Asin asin) {
        return new BookKey(asin, "");
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it does not start with an ASIN
     */
    public static BookKey parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? of(new Asin(text))
                : new BookKey(new Asin(text.substring(0, slash)), text.substring(slash + 1));
    }

    @Override
    public int compareTo(BookKey other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return twin.isEmpty() ? asin.value() : asin.value() + "/" + twin;
    }
}
