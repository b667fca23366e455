package io.github.audibleabssync.audible;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleTitle;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A page of the Audible library.
 *
 * @param titles its books; podcasts, magazines and series are left out
 * @param revoked titles that left the library; only asked for with a state token
 * @param stateToken continues from this reading, once its last page is dealt with; empty when Audible gave none
 * @param continuationToken there is more; empty when Audible gave none
 * @param empty no entry of any kind: the page after the last
 */
public record LibraryPage(
        List<AudibleTitle> titles,
        Set<Asin> revoked,
        Optional<String> stateToken,
        Optional<String> continuationToken,
        boolean empty) {

    /** Keeps its own copies. */
    public LibraryPage {
        titles = List.copyOf(titles);
        revoked = Set.copyOf(revoked);
    }
}
