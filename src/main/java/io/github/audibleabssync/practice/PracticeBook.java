package io.github.audibleabssync.practice;

import io.github.audibleabssync.core.Asin;

/**
 * A book of the practice libraries.
 *
 * @param itemId its Audiobookshelf item; made up and unknown there when the book is on Audible only
 */
public record PracticeBook(Asin asin, String itemId, String title) {}
