package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.AudibleRequests;
import io.github.audibleabssync.audible.LibraryPage;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pages through the Audible library: all of it, or what changed since a token. Ends with the first empty page. */
public final class LibraryScan {

    private static final int PAGE_SIZE = 200;
    private static final int MOST_PAGES = 200;

    private final Optional<String> since;
    private final List<AudibleTitle> titles = new ArrayList<>();
    private final Set<Asin> revoked = new HashSet<>();
    private Optional<String> token = Optional.empty();
    private boolean unfinished = true;
    private int page;

    LibraryScan(Optional<String> since) {
        this.since = since;
    }

    /** Whether another page has to be asked for. */
    public boolean isUnfinished() {
        return unfinished;
    }

    /** Asks for the next page. */
    public ServiceRequest nextRequest() {
        page++;
        return AudibleRequests.library(page, PAGE_SIZE, since);
    }

    /**
     * Collects a page.
     *
     * @throws UnexpectedAnswer if there is no end of pages: a list that is not whole must not replace the known one
     */
    void accept(LibraryPage answer) {
        if (page >= MOST_PAGES && !answer.empty()) {
            throw new UnexpectedAnswer(
                    "Audible's library does not end after %d pages; what is known of it stays. If it lasts, Audible has changed: report it."
                            .formatted(MOST_PAGES));
        }
        titles.addAll(answer.titles());
        revoked.addAll(answer.revoked());
        token = token.or(answer::stateToken);
        unfinished = !answer.empty();
    }

    boolean isComplete() {
        return since.isEmpty();
    }

    List<AudibleTitle> titles() {
        return titles;
    }

    Set<Asin> revoked() {
        return revoked;
    }

    Optional<String> token() {
        return token;
    }
}
