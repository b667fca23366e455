package io.github.audibleabssync.audible;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The beginning of an answer, for messages: short, on one line, without tokens, cookies, names and customer ids. */
final class Excerpt {

    private static final int MOST_READ = 2000;
    private static final int MOST_SHOWN = 160;
    private static final String MASK = "***";

    private static final Pattern SECRET_FIELD =
            Pattern.compile(
                    "(\"[^\"]*(?:token|secret|password|key|cookie|mail|name|customer|user|account)[^\"]*\"\\s*:\\s*)"
                        + "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\\\\?\"?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_VALUE =
            Pattern.compile(
                    "At[a-z]{2}\\|[^\\s\"<]*"
                            + "|\\{(?:enc|key|iv|name|serial):[^}]*}?"
                            + "|(?i:customer)\\s*(?:id)?\\W{0,3}\\s*\\[?A[A-Z0-9]{6,}]?"
                            + "|amzn1\\.[\\w.-]+"
                            + "|\\bA(?=[A-Z]*[0-9])[A-Z0-9]{11,}\\b"
                            + "|[\\w.+-]+@[\\w-]+\\.[\\w.]+"
                            + "|[A-Za-z0-9+/_=-]{25,}");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    private Excerpt() {}

    static String of(byte[] body) {
        int length = Math.min(body.length, MOST_READ);
        String text = new String(body, 0, length, StandardCharsets.UTF_8);
        text = SPACE.matcher(text).replaceAll(" ").strip();
        text = SECRET_FIELD.matcher(text).replaceAll("$1\"" + MASK + "\"");
        text = SECRET_VALUE.matcher(text).replaceAll(MASK);
        if (text.isEmpty()) {
            return "(empty)";
        }
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }
}
