package io.github.audibleabssync.cli.check;

import io.github.audibleabssync.Version;
import io.github.audibleabssync.camel.Canary;
import io.github.audibleabssync.camel.Canary.Finding;
import io.github.audibleabssync.camel.Canary.Unfit;
import io.github.audibleabssync.camel.Pause;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.cli.check.Topic.Because;
import io.github.audibleabssync.core.BookSearch.Found;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;
import io.github.audibleabssync.state.StateFile;
import io.github.audibleabssync.state.StateFileProblem;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code check --write-test}: one reversible write a side, with the daemon's own lock on the state. */
final class WriteTest {

    private final Surroundings surroundings;
    private final String book;

    WriteTest(Surroundings surroundings, String book) {
        this.surroundings = surroundings;
        this.book = book;
    }

    boolean isDaemonRunning() {
        try {
            return StateFile.isDaemonRunning(
                    SettingsLoader.statePath(
                            surroundings.environment(), surroundings.workingDirectory()));
        } catch (StateFileProblem lockUnreadable) {
            return false;
        }
    }

    /**
     * Tries it, unless something is wrong already.
     *
     * @param before what the check found
     */
    List<Line> run(List<Line> before) {
        if (before.stream().anyMatch(line -> line.level() == Level.ERROR)) {
            return List.of(Topic.WRITE_TEST.notChecked(Because.ERRORS));
        }
        Settings settings =
                SettingsLoader.load(surroundings.environment(), surroundings.workingDirectory());
        if (settings.sync().dryRun()) {
            return List.of(WriteTestWords.DRY_RUN.line());
        }
        Path path = settings.daemon().statePath();
        if (!Files.exists(path)) {
            return List.of(WriteTestWords.STATE_IS_NEW.line());
        }
        try (StateFile state = StateFile.open(path, surroundings.clock(), Version.current());
                Canary canary =
                        new Canary(
                                settings,
                                surroundings.environment(),
                                state.store(),
                                surroundings.clock(),
                                new Pause(surroundings.clock()))) {
            return run(canary);
        } catch (StateFileProblem problem) {
            return List.of(WriteTestWords.NO_STATE.line(Words.of(problem)));
        }
    }

    private List<Line> run(Canary canary) {
        return switch (canary.find(book)) {
            case Found.One(Pair pair) -> run(canary, pair);
            case Found.Several(List<Pair> pairs) ->
                    List.of(
                            WriteTestWords.SEVERAL_BOOKS
                                    .line(book, pairs.size())
                                    .with(pairs.stream().map(WriteTest::name).toList()));
            case Found.None(List<Pair> nearest) ->
                    List.of(
                            WriteTestWords.NO_SUCH_BOOK
                                    .line(book, suggestion(canary))
                                    .with(nearest.stream().map(WriteTest::name).toList()));
        };
    }

    private static String name(Pair pair) {
        return "%s (%s)".formatted(pair.title(), pair.key());
    }

    private static String suggestion(Canary canary) {
        String books =
                canary.suggest().stream().map(WriteTest::name).collect(Collectors.joining(", "));
        return books.isEmpty()
                ? "Listen to a book for two minutes, let the daemon carry it over, and try with it"
                        + " when you have paused it for two minutes."
                : "These may do: " + books + ".";
    }

    private static List<Line> run(Canary canary, Pair pair) {
        List<Line> lines = new ArrayList<>();
        try {
            Optional<Unfit> unfit = canary.findUnfit(pair);
            if (unfit.isPresent()) {
                return List.of(
                        WriteTestWords.UNFIT.line(
                                name(pair), why(unfit.get()), suggestion(canary)));
            }
            for (Side side : Side.values()) {
                lines.add(line(canary.test(pair, side)));
            }
        } catch (StateStoreFailed failure) {
            lines.add(WriteTestWords.STATE_FAILED.line(Words.of(failure)));
        } catch (SyncFailure failure) {
            lines.add(WriteTestWords.FAILED.line(Words.of(failure)));
        }
        return lines;
    }

    private static String why(Unfit unfit) {
        return switch (unfit) {
            case SEVERAL -> "several Audiobookshelf items share its ASIN";
            case EDITION -> "the two sides have different editions of it";
            case NO_AGREEMENT -> "the daemon has not confirmed yet that both sides agree on it";
            case PENDING ->
                    "an earlier write to it is not confirmed yet; the daemon's next start does"
                            + " that";
            case UNREADABLE -> "a side does not say where it is";
            case NO_PLACE -> "it was not begun on both sides";
            case FINISHED -> "it is finished";
            case AT_START -> "it is at its start";
            case AT_END -> "it is near its end";
            case APART -> "the two sides do not stand at the same place";
            case PLAYING -> "somebody listens to it, or did within the last two minutes";
        };
    }

    private static Line line(Finding found) {
        String side = found.side().title();
        String problem = found.problem().isEmpty() ? "" : " " + found.problem();
        return switch (found.outcome()) {
            case PROVED ->
                    WriteTestWords.PROVED.line(side, found.place(), found.aside(), found.place());
            case FORBIDDEN -> WriteTestWords.FORBIDDEN.line(side);
            case NOT_ARRIVED -> WriteTestWords.NOT_ARRIVED.line(side, found.aside(), problem);
            case OVERTAKEN -> WriteTestWords.OVERTAKEN.line(side);
            case LEFT_ASIDE ->
                    WriteTestWords.LEFT_ASIDE.line(side, found.aside(), found.place(), problem);
        };
    }
}
