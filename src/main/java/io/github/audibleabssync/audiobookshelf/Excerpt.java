package io.github.audibleabssync.audiobookshelf;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.github.audibleabssync.wire.ServiceAnswer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message may say of an answer.
 *
 * <p>Every user object carries a token that never expires. So of JSON only the names of its fields are told, of a page its
 * title, and of a short sentence everything that does not look like a key.
 */
final class Excerpt {

    private static final int READ = 4_000;
    private static final int LONGEST = 100;
    private static final int MOST_FIELDS = 8;
    private static final Pattern TITLE =
            Pattern.compile("<title>([^<]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]{1,15}/[a-z.+-]{1,30}");
    private static final Pattern KEY_LIKE = Pattern.compile("[\\w.~+/=-]{16,}");

    private Excerpt() {}

    /** Status, kind, size, and a harmless glimpse. */
    static String of(ServiceAnswer answer) {
        String kind =
                answer.header("content-type")
                        .map(type -> type.replaceAll(";.*", "").strip())
                        .filter(type -> MEDIA_TYPE.matcher(type).matches())
                        .orElse("no content type");
        return "status %d, %s, %d bytes%s"
                .formatted(answer.status(), kind, answer.body().length, glimpse(answer));
    }

    private static String glimpse(ServiceAnswer answer) {
        String start =
                new String(
                                answer.body(),
                                0,
                                Math.min(READ, answer.body().length),
                                StandardCharsets.UTF_8)
                        .strip();
        if (start.isEmpty()) {
            return "";
        }
        if (start.startsWith("<")) {
            Matcher title = TITLE.matcher(start);
            return title.find() ? ", page '" + tidy(title.group(1)) + "'" : ", a page";
        }
        if (answer.isJson() || start.contains("{") || start.contains("\"")) {
            List<String> names = fieldNames(answer.body());
            return names.isEmpty() ? "" : ", fields " + String.join(", ", names);
        }
        return ", '" + tidy(start) + "'";
    }

    private static String tidy(String text) {
        String line = KEY_LIKE.matcher(text.strip().replaceAll("\\s+", " ")).replaceAll("***");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private static List<String> fieldNames(byte[] body) {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = Json.FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return names;
            }
            while (names.size() < MOST_FIELDS && parser.nextToken() == JsonToken.FIELD_NAME) {
                names.add(tidy(parser.currentName()));
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (IOException broken) {
            return names;
        }
        return names;
    }
}
