package io.github.audibleabssync.core;

import java.time.Duration;
import java.util.Optional;

/**
 * A book item of an Audiobookshelf library.
 *
 * @param id the library item's id; not for ever, see {@link BookKey}
 * @param libraryId the library that holds it
 * @param asin as its metadata says; empty when they say none
 * @param title for people
 * @param runtime exact length of its audio; zero for an e-book without audio
 * @param missing its files are gone
 * @param finishesFrom the place from which the library's own setting calls it finished in session syncs
 */
public record ShelfItem(
        String id,
        String libraryId,
        Optional<Asin> asin,
        String title,
        Duration runtime,
        boolean missing,
        Place finishesFrom) {}
