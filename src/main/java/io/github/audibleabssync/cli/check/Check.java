package io.github.audibleabssync.cli.check;

import io.github.audibleabssync.audible.AudibleSession;
import io.github.audibleabssync.camel.DirectService;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.cli.check.Topic.Because;
import io.github.audibleabssync.cli.routes.RoutesCheck;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.core.ShelfItem;
import io.github.audibleabssync.settings.AudibleSettings;
import io.github.audibleabssync.settings.AudiobookshelfSettings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.settings.SettingsReview;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at everything, from the settings to the books. Only reads, from both sides and from the disk. */
final class Check {

    private final Surroundings surroundings;
    private final SettingsReview settings;
    private final List<Line> lines = new ArrayList<>();
    private final List<Line> clocks = new ArrayList<>();

    Check(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.settings =
                SettingsLoader.review(surroundings.environment(), surroundings.workingDirectory());
    }

    List<Line> run() {
        lines.addAll(new HomeChecks(settings, new RoutesCheck(surroundings)).lines());
        Optional<List<AudibleTitle>> titles = audible();
        Optional<List<ShelfItem>> items = audiobookshelf();
        if (titles.isPresent() && items.isPresent()) {
            boolean twins =
                    settings.audiobookshelf()
                            .filter(AudiobookshelfSettings::allowDuplicateAsin)
                            .isPresent();
            lines.addAll(new BooksCheck(titles.get(), items.get(), twins).lines());
        } else {
            lines.add(Topic.BOOKS.notChecked(Because.BOTH_SIDES));
        }
        lines.addAll(clocks);
        return lines;
    }

    private Optional<List<AudibleTitle>> audible() {
        if (settings.audible().isEmpty()) {
            lines.add(Topic.SESSION.notChecked(Because.SETTINGS));
            lines.add(Topic.AUDIBLE.notChecked(Because.SETTINGS));
            lines.add(Topic.MARKETPLACE.notChecked(Because.SETTINGS));
            return Optional.empty();
        }
        AudibleSettings own = settings.audible().get();
        SessionCheck session = new SessionCheck(own);
        Optional<AudibleSession> usable = session.run();
        lines.addAll(session.lines());
        if (usable.isEmpty()) {
            lines.add(Topic.AUDIBLE.notChecked(Because.SESSION));
            lines.add(Topic.MARKETPLACE.notChecked(Because.SESSION));
            return Optional.empty();
        }
        try (DirectService service =
                DirectService.audible(
                        own,
                        settings.daemon().requestTimeout(),
                        surroundings.environment(),
                        surroundings.clock())) {
            AudibleCheck check = new AudibleCheck(own, usable.get(), service);
            Optional<List<AudibleTitle>> titles = check.run();
            lines.addAll(check.lines());
            titles.ifPresent(read -> clocks.add(ClockCheck.line(service)));
            return titles;
        }
    }

    private Optional<List<ShelfItem>> audiobookshelf() {
        if (settings.audiobookshelf().isEmpty()) {
            lines.add(Topic.AUDIOBOOKSHELF.notChecked(Because.SETTINGS));
            lines.add(Topic.VERSION.notChecked(Because.SETTINGS));
            lines.add(Topic.TOKEN.notChecked(Because.SETTINGS));
            lines.add(Topic.LIBRARIES.notChecked(Because.SETTINGS));
            return Optional.empty();
        }
        AudiobookshelfSettings own = settings.audiobookshelf().get();
        try (DirectService service = open(own)) {
            ShelfCheck check = new ShelfCheck(own, service, surroundings.clock());
            Optional<List<ShelfItem>> items = check.run();
            lines.addAll(check.lines());
            items.ifPresent(read -> clocks.add(ClockCheck.line(service)));
            return items;
        } catch (UnusableCertificates problem) {
            lines.add(CheckWords.SHELF_CERTIFICATES.line(Words.of(problem)));
            return Optional.empty();
        }
    }

    private DirectService open(AudiobookshelfSettings own) {
        try {
            return DirectService.audiobookshelf(
                    own,
                    settings.daemon().requestTimeout(),
                    surroundings.environment(),
                    surroundings.clock());
        } catch (IllegalArgumentException problem) {
            throw new UnusableCertificates(problem);
        }
    }

    /** {@code EXTRA_CA_FILE} is there, and no list of certificates. */
    private static final class UnusableCertificates extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private UnusableCertificates(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
