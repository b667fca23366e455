package io.github.audibleabssync.cli.check;

import io.github.audibleabssync.audiobookshelf.AudiobookshelfAnswers;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfRequests;
import io.github.audibleabssync.audiobookshelf.Library;
import io.github.audibleabssync.audiobookshelf.ServerStatus;
import io.github.audibleabssync.audiobookshelf.TokenUser;
import io.github.audibleabssync.camel.DirectService;
import io.github.audibleabssync.cli.check.Topic.Because;
import io.github.audibleabssync.core.ShelfItem;
import io.github.audibleabssync.failure.AnswerLost;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.settings.AudiobookshelfSettings;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Audiobookshelf: is it there, is it one, whose token is this, and what may that user see? */
final class ShelfCheck {

    private final AudiobookshelfSettings settings;
    private final DirectService shelf;
    private final Clock clock;
    private final List<Line> lines = new ArrayList<>();

    ShelfCheck(AudiobookshelfSettings settings, DirectService shelf, Clock clock) {
        this.settings = settings;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** The items of the chosen libraries; empty when they could not be read. */
    Optional<List<ShelfItem>> run() {
        if (!answers()) {
            lines.add(Topic.VERSION.notChecked(Because.AUDIOBOOKSHELF));
            lines.add(Topic.TOKEN.notChecked(Because.AUDIOBOOKSHELF));
            lines.add(Topic.LIBRARIES.notChecked(Because.AUDIOBOOKSHELF));
            return Optional.empty();
        }
        Optional<TokenUser> user = user();
        if (user.isEmpty()) {
            lines.add(Topic.LIBRARIES.notChecked(Because.TOKEN));
            return Optional.empty();
        }
        try {
            return items(libraries(user.get()));
        } catch (SyncFailure failure) {
            lines.add(CheckWords.LIBRARIES_UNREADABLE.line(Words.of(failure)));
            return Optional.empty();
        }
    }

    /** Who answers is asked before anybody sees the token. */
    private boolean answers() {
        try {
            ServerStatus status =
                    AudiobookshelfAnswers.status(
                            shelf.askAsStranger(AudiobookshelfRequests.status()));
            if (!status.ready()) {
                lines.add(CheckWords.SHELF_IS_NEW.line());
                return false;
            }
            lines.add(CheckWords.SHELF_ANSWERS.line(settings.baseUrl()));
            lines.add(ServerVersion.line(status.version()));
            return true;
        } catch (ServiceUnavailable | AnswerLost failure) {
            lines.add(CheckWords.SHELF_UNREACHABLE.line(settings.baseUrl(), Words.of(failure)));
        } catch (CredentialsRejected doorman) {
            lines.add(CheckWords.SHELF_HAS_DOORMAN.line(settings.baseUrl()));
        } catch (SyncFailure stranger) {
            lines.add(CheckWords.SHELF_IS_ANOTHER.line(settings.baseUrl(), Words.of(stranger)));
        }
        return false;
    }

    private Optional<TokenUser> user() {
        TokenCheck token = new TokenCheck(settings.token().reveal(), clock.instant());
        Optional<Line> useless = token.useless();
        if (useless.isPresent()) {
            lines.add(useless.get());
            return Optional.empty();
        }
        try {
            TokenUser user = AudiobookshelfAnswers.user(shelf.ask(AudiobookshelfRequests.me()));
            lines.add(token.line(user));
            return Optional.of(user);
        } catch (SyncFailure failure) {
            lines.add(CheckWords.TOKEN_REFUSED.line(Words.of(failure)));
            return Optional.empty();
        }
    }

    private List<Library> libraries(TokenUser user) {
        List<Library> visible =
                AudiobookshelfAnswers.libraries(shelf.ask(AudiobookshelfRequests.libraries()))
                        .stream()
                        .filter(Library::books)
                        .toList();
        if (visible.isEmpty()) {
            lines.add(CheckWords.LIBRARIES_NONE.line(user.name()));
            return List.of();
        }
        if (settings.libraryId().isEmpty()) {
            lines.add(CheckWords.LIBRARIES_SEEN.line(visible.size(), names(visible)));
            return visible;
        }
        String wanted = settings.libraryId().get();
        List<Library> chosen =
                visible.stream().filter(library -> library.id().equals(wanted)).toList();
        lines.add(
                chosen.isEmpty()
                        ? CheckWords.LIBRARY_UNKNOWN.line(wanted, namesAndIds(visible))
                        : CheckWords.LIBRARY_CHOSEN.line(chosen.getFirst().name()));
        return chosen;
    }

    private static String names(List<Library> libraries) {
        return libraries.stream().map(Library::name).collect(Collectors.joining(", "));
    }

    private static String namesAndIds(List<Library> libraries) {
        return libraries.stream()
                .map(library -> "%s (%s)".formatted(library.id(), library.name()))
                .collect(Collectors.joining(", "));
    }

    private Optional<List<ShelfItem>> items(List<Library> libraries) {
        if (libraries.isEmpty()) {
            return Optional.empty();
        }
        List<ShelfItem> items = new ArrayList<>();
        for (Library library : libraries) {
            items.addAll(
                    AudiobookshelfAnswers.items(
                            shelf.ask(AudiobookshelfRequests.items(library.id())), library));
        }
        return Optional.of(items);
    }

    /** What was found. */
    List<Line> lines() {
        return lines;
    }
}
