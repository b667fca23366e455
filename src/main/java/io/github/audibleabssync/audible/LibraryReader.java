package io.github.audibleabssync.audible;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.wire.ServiceAnswer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a page of the library, an entry at a time. */
final class LibraryReader {

    /** Delivery types that are no books. The content type does not tell: lectures and speeches have their own. */
    private static final Set<String> NO_BOOKS =
            Set.of("Periodical", "SinglePartIssue", "MultiPartIssue", "BookSeries");

    private static final String NO_TOKEN = "0";

    private final List<AudibleTitle> titles = new ArrayList<>();
    private final Set<Asin> revoked = new HashSet<>();
    private boolean empty = true;

    private LibraryReader() {}

    static LibraryPage read(ServiceAnswer answer) {
        LibraryReader reader = new LibraryReader();
        JsonAnswer.readList("the request for the library", answer, "items", reader::add);
        return new LibraryPage(
                reader.titles,
                reader.revoked,
                header(answer, "state-token"),
                header(answer, "continuation-token"),
                reader.empty);
    }

    private static Optional<String> header(ServiceAnswer answer, String name) {
        return answer.header(name)
                .map(String::strip)
                .filter(token -> !token.isEmpty() && !token.equals(NO_TOKEN));
    }

    private void add(JsonNode item) {
        empty = false;
        Optional<Asin> asin = AudibleAnswers.asin(item);
        if (asin.isEmpty()) {
            return;
        }
        if (isRevoked(item)) {
            revoked.add(asin.get());
        } else if (isBook(item)) {
            titles.add(title(asin.get(), item));
        }
    }

    /** Older answers have no status, but say that the title is no longer to be seen. */
    private static boolean isRevoked(JsonNode item) {
        JsonNode visible = item.path("library_status").path("is_visible");
        return JsonAnswer.text(item.path("status"))
                .map(status -> status.equalsIgnoreCase("Revoked"))
                .orElse(visible.isBoolean() && !visible.booleanValue());
    }

    private static boolean isBook(JsonNode item) {
        String type = item.path("content_delivery_type").asText();
        return !type.startsWith("Podcast") && !NO_BOOKS.contains(type);
    }

    private static AudibleTitle title(Asin asin, JsonNode item) {
        JsonNode status = item.path("listening_status");
        return new AudibleTitle(
                asin,
                JsonAnswer.text(item.path("title")).orElse(asin.value()),
                Duration.ofMinutes(Math.max(0, item.path("runtime_length_min").intValue())),
                flag(item.path("is_finished")).or(() -> flag(status.path("is_finished"))),
                AudibleTime.find(status.path("finished_at_timestamp")));
    }

    private static Optional<Boolean> flag(JsonNode value) {
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }
}
