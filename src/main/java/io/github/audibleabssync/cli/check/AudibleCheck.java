package io.github.audibleabssync.cli.check;

import io.github.audibleabssync.audible.AudibleAnswers;
import io.github.audibleabssync.audible.AudibleRequests;
import io.github.audibleabssync.audible.AudibleSession;
import io.github.audibleabssync.audible.LibraryPage;
import io.github.audibleabssync.audible.Marketplace;
import io.github.audibleabssync.camel.DirectService;
import io.github.audibleabssync.cli.check.Topic.Because;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.failure.AnswerLost;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.settings.AudibleSettings;
import io.github.audibleabssync.wire.ServiceAnswer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Audible: does it accept the session, and is the library of this marketplace the right one? */
final class AudibleCheck {

    private static final int FEW = 1;
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 200;

    private final AudibleSettings settings;
    private final AudibleSession session;
    private final DirectService audible;
    private final List<Line> lines = new ArrayList<>();

    AudibleCheck(AudibleSettings settings, AudibleSession session, DirectService audible) {
        this.settings = settings;
        this.session = session;
        this.audible = audible;
    }

    /** The library; empty when it could not be read. */
    Optional<List<AudibleTitle>> run() {
        if (!accepts()) {
            lines.add(Topic.MARKETPLACE.notChecked(Because.AUDIBLE));
            return Optional.empty();
        }
        try {
            List<AudibleTitle> titles = library();
            lines.add(marketplace(titles.size()));
            return Optional.of(titles);
        } catch (SyncFailure failure) {
            lines.add(CheckWords.LIBRARY_UNREADABLE.line(Words.of(failure)));
            return Optional.empty();
        }
    }

    private boolean accepts() {
        try {
            AudibleAnswers.library(audible.ask(AudibleRequests.library(1, FEW, Optional.empty())));
            lines.add(CheckWords.AUDIBLE_ACCEPTS.line(audible.baseUrl()));
            return true;
        } catch (ServiceUnavailable | AnswerLost failure) {
            lines.add(CheckWords.AUDIBLE_UNREACHABLE.line(Words.of(failure)));
        } catch (SyncFailure failure) {
            lines.add(CheckWords.AUDIBLE_REFUSES.line(Words.of(failure)));
        }
        return false;
    }

    private List<AudibleTitle> library() {
        List<AudibleTitle> titles = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            ServiceAnswer answer =
                    audible.ask(AudibleRequests.library(page, PAGE, Optional.empty()));
            LibraryPage read = AudibleAnswers.library(answer);
            if (read.empty()) {
                return titles;
            }
            titles.addAll(read.titles());
        }
        throw new UnexpectedAnswer(
                "it does not end after %d pages; if this lasts, Audible has changed: report it."
                        .formatted(MOST_PAGES));
    }

    private Line marketplace(int titles) {
        Marketplace chosen =
                (settings.localeGiven()
                                ? Marketplace.find(settings.locale())
                                : session.marketplace())
                        .orElse(Marketplace.US);
        Optional<Marketplace> other = session.marketplace().filter(own -> own != chosen);
        if (other.isPresent()) {
            return CheckWords.MARKETPLACE_DIFFERS.line(chosen.code(), other.get().code());
        }
        return titles == 0
                ? CheckWords.MARKETPLACE_EMPTY.line(chosen.code(), Marketplace.codes())
                : CheckWords.MARKETPLACE_GOOD.line(chosen.code(), titles);
    }

    /** What was found. */
    List<Line> lines() {
        return lines;
    }
}
