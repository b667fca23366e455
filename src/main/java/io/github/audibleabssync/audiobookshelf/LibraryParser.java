package io.github.audibleabssync.audiobookshelf;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.ShelfItem;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads libraries, their item lists and single items. */
final class LibraryParser {

    private LibraryParser() {}

    static List<Library> libraries(Json json) throws IOException {
        List<Library> libraries = new ArrayList<>();
        boolean[] listed = {false};
        json.fields(
                name -> {
                    if (name.equals("libraries")) {
                        listed[0] = true;
                        json.elements(name, () -> libraries.add(library(json)));
                    }
                });
        if (!listed[0]) {
            throw new Json.IncompleteAnswer("has no 'libraries'");
        }
        return libraries;
    }

    private static Library library(Json json) throws IOException {
        var fields =
                new Object() {
                    Optional<String> id = Optional.empty();
                    String name = "";
                    boolean books;
                    FinishSetting finish = FinishSetting.DEFAULT;
                };
        json.fields(
                name -> {
                    switch (name) {
                        case "id" -> fields.id = json.text();
                        case "name" -> fields.name = json.text().orElse("");
                        case "mediaType" -> fields.books = json.text().equals(Optional.of("book"));
                        case "settings" -> fields.finish = finish(json);
                        default -> {}
                    }
                });
        return new Library(idOf(fields.id, "a library"), fields.name, fields.books, fields.finish);
    }

    private static FinishSetting finish(Json json) throws IOException {
        var fields =
                new Object() {
                    Optional<Double> percent = Optional.empty();
                    Optional<Duration> remaining = Optional.empty();
                };
        json.fields(
                name -> {
                    switch (name) {
                        case "markAsFinishedPercentComplete" -> fields.percent = json.number();
                        case "markAsFinishedTimeRemaining" -> fields.remaining = json.seconds();
                        default -> {}
                    }
                });
        Optional<FinishSetting> percent =
                fields.percent
                        .filter(value -> value > 0 && value <= 100)
                        .map(FinishSetting.PercentComplete::new);
        Optional<FinishSetting> remaining = fields.remaining.map(FinishSetting.TimeRemaining::new);
        return percent.or(() -> remaining).orElse(FinishSetting.DEFAULT);
    }

    static List<ShelfItem> items(Json json, Library library) throws IOException {
        List<ShelfItem> items = new ArrayList<>();
        var list =
                new Object() {
                    boolean listed;
                    int length;
                    double total;
                };
        json.fields(
                name -> {
                    switch (name) {
                        case "results" -> {
                            list.listed = true;
                            json.elements(
                                    name,
                                    () -> {
                                        list.length++;
                                        item(json, library).ifPresent(items::add);
                                    });
                        }
                        case "total" -> list.total = json.number().orElse(0.0);
                        default -> {}
                    }
                });
        if (!list.listed) {
            throw new Json.IncompleteAnswer("has no 'results'");
        }
        if (list.length < list.total) {
            throw new Json.IncompleteAnswer(
                    "lists %d of %.0f items".formatted(list.length, list.total));
        }
        return items;
    }

    private static Optional<ShelfItem> item(Json json, Library library) throws IOException {
        var fields =
                new Object() {
                    Optional<String> id = Optional.empty();
                    boolean missing;
                    boolean book = true;
                    Media media = new Media();
                };
        json.fields(
                name -> {
                    switch (name) {
                        case "id" -> fields.id = json.text();
                        case "isMissing" -> fields.missing = json.flag().orElse(false);
                        case "mediaType" -> fields.book = json.text().equals(Optional.of("book"));
                        case "media" -> json.fields(field -> fields.media.take(field, json));
                        default -> {}
                    }
                });
        if (!fields.book) {
            return Optional.empty();
        }
        Duration runtime = fields.media.duration.orElse(Duration.ZERO);
        return Optional.of(
                new ShelfItem(
                        idOf(fields.id, "an item"),
                        library.id(),
                        fields.media.asin,
                        fields.media.title,
                        runtime,
                        fields.missing,
                        library.finish().finishesFrom(runtime)));
    }

    static ItemChapters chapters(Json json) throws IOException {
        Media media = new Media();
        json.fields(
                name -> {
                    if (name.equals("media")) {
                        json.fields(field -> media.take(field, json));
                    }
                });
        Duration runtime =
                media.duration.orElseThrow(
                        () -> new Json.IncompleteAnswer("has no 'media.duration'"));
        return new ItemChapters(runtime, media.chapterStarts);
    }

    private static String idOf(Optional<String> id, String owner) {
        return id.orElseThrow(() -> new Json.IncompleteAnswer("has " + owner + " without an id"));
    }

    /** What an item says of its audio, in a list or on its own. */
    private static final class Media {
        private Optional<Asin> asin = Optional.empty();
        private String title = "(untitled)";
        private Optional<Duration> duration = Optional.empty();
        private final List<Duration> chapterStarts = new ArrayList<>();

        void take(String name, Json json) throws IOException {
            switch (name) {
                case "duration" -> duration = json.seconds();
                case "metadata" -> json.fields(field -> takeMetadata(field, json));
                case "chapters" -> {
                    if (!json.isNull()) {
                        json.elements(name, () -> chapterStarts.add(chapterStart(json)));
                    }
                }
                default -> {}
            }
        }

        private void takeMetadata(String name, Json json) throws IOException {
            switch (name) {
                case "asin" -> asin = json.text().flatMap(Asin::find);
                case "title" -> title = json.text().orElse(title);
                default -> {}
            }
        }

        private static Duration chapterStart(Json json) throws IOException {
            var fields =
                    new Object() {
                        Optional<Duration> start = Optional.empty();
                    };
            json.fields(
                    name -> {
                        if (name.equals("start")) {
                            fields.start = json.seconds();
                        }
                    });
            return fields.start.orElseThrow(
                    () -> new Json.IncompleteAnswer("has a chapter without a start"));
        }
    }
}
