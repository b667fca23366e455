package io.github.audibleabssync.moving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import io.github.audibleabssync.core.Asin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The older daemon's state file: a JSON object with, among much that does not count here, a {@code watchlist} of ASINs. It is
 * only ever read. Its places and times are no agreement: nobody read them back.
 */
final class OlderState {

    /** Some hundred bytes a book: room for tens of thousands of them. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    /** More than that many are no list of what somebody listens to. */
    static final int MOST_BOOKS = 500;

    private static final JsonFactory JSON = new JsonFactory();

    private OlderState() {}

    /** It cannot be used; the message says what is wrong with it, and nothing of its content. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }

    /**
     * The watchlist, the book used last first; entries that are no ASINs are passed over, and more than {@link #MOST_BOOKS}
     * are not read.
     *
     * @param file an existing file
     * @throws Unusable if the file cannot be read, is too large, is damaged, or has no watchlist
     */
    static List<Asin> readWatchlist(Path file) throws Unusable {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException unreadable) {
            throw new Unusable("it cannot be read: " + unreadable.getClass().getSimpleName());
        }
        if (content.length > MOST_BYTES) {
            throw new Unusable("it is larger than %d MB".formatted(MOST_BYTES >> 20));
        }
        try (JsonParser parser = JSON.createParser(content)) {
            return latestFirst(
                    readToTheEnd(parser).orElseThrow(() -> new Unusable("it has no watchlist")));
        } catch (JsonProcessingException damaged) {
            throw new Unusable("it is damaged" + where(damaged));
        } catch (IOException impossible) {
            throw new Unusable("it is damaged");
        }
    }

    /** One that breaks a limit, such as that of nesting, has no place. */
    private static String where(JsonProcessingException damaged) {
        return Optional.ofNullable(damaged.getLocation())
                .map(
                        place ->
                                " in line %d, column %d"
                                        .formatted(place.getLineNr(), place.getColumnNr()))
                .orElse("");
    }

    /** Goes on after the watchlist: one that was cut off was not written to its end, and who knows what else is wrong. */
    private static Optional<List<String>> readToTheEnd(JsonParser parser) throws IOException {
        Optional<List<String>> watchlist = Optional.empty();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return watchlist;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && field.equals("watchlist")) {
                watchlist = Optional.of(readTexts(parser));
            } else {
                parser.skipChildren();
            }
        }
        return watchlist;
    }

    private static List<String> readTexts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                texts.add(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return texts;
    }

    private static List<Asin> latestFirst(List<String> texts) {
        SequencedSet<Asin> books = new LinkedHashSet<>();
        texts.reversed().stream().flatMap(text -> Asin.find(text).stream()).forEach(books::add);
        return books.stream().limit(MOST_BOOKS).toList();
    }
}
