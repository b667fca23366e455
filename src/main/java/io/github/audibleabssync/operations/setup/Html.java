package io.github.audibleabssync.operations.setup;

import io.github.audibleabssync.audible.Marketplace;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page as text: no script, nothing from elsewhere, fit for a phone. Whatever is put into it is escaped here. */
final class Html {

    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>audible-abs-sync</title>
            <style>
            body{font:17px/1.5 system-ui,sans-serif;max-width:38em;margin:1.5em auto;padding:0 1em;color:#222;background:#fff}
            label{display:block;margin:.8em 0 .2em}
            input[type=text],input[type=password],select,textarea{width:100%;box-sizing:border-box;font:inherit;padding:.4em}
            button{font:inherit;padding:.5em 1.2em;margin:1em 0}
            .wrong{border-left:4px solid #b00;padding-left:.8em}
            .good{border-left:4px solid #080;padding-left:.8em}
            @media (prefers-color-scheme:dark){body{color:#ddd;background:#181818}a{color:#8bf}}
            </style></head><body>
            <h1>audible-abs-sync</h1>
            """;
    private static final String FOOT = "</body></html>\n";

    private final StringBuilder body = new StringBuilder();

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    Html text(String words) {
        return line("<p>%s</p>", words);
    }

    Html good(List<String> words) {
        words.forEach(one -> line("<p class=\"good\">%s</p>", one));
        return this;
    }

    Html wrong(List<String> words) {
        words.forEach(one -> line("<p class=\"wrong\" role=\"alert\">%s</p>", one));
        return this;
    }

    Html heading(String words) {
        return line("<h2>%s</h2>", words);
    }

    /** A link to another site, which is not told where it was. */
    Html link(String address, String words) {
        return line(
                "<p><a href=\"%s\" target=\"_blank\" rel=\"noopener noreferrer\">%s</a></p>",
                address, words);
    }

    Html form(String step, String proof) {
        return line(
                "<form method=\"post\" action=\"/\" autocomplete=\"off\">"
                        + "<input type=\"hidden\" name=\"step\" value=\"%s\">"
                        + "<input type=\"hidden\" name=\"form\" value=\"%s\">",
                step, proof);
    }

    Html end(SetUpWords button) {
        return line("<button>%s</button></form>", button.with());
    }

    Html field(String name, SetUpWords label, String value) {
        return line(
                "<label for=\"%1$s\">%2$s</label>"
                        + "<input type=\"text\" id=\"%1$s\" name=\"%1$s\" value=\"%3$s\""
                        + " autocapitalize=\"off\" spellcheck=\"false\">",
                name, label.with(), value);
    }

    Html secretField(String name, SetUpWords label) {
        return line(
                "<label for=\"%1$s\">%2$s</label><input type=\"password\" id=\"%1$s\" name=\"%1$s\""
                        + " autocomplete=\"off\">",
                name, label.with());
    }

    Html longField(String name, SetUpWords label) {
        return line(
                "<label for=\"%1$s\">%2$s</label>"
                        + "<textarea id=\"%1$s\" name=\"%1$s\" rows=\"4\" autocomplete=\"off\""
                        + " autocapitalize=\"off\" spellcheck=\"false\"></textarea>",
                name, label.with());
    }

    Html shops(Optional<Marketplace> chosen) {
        String options =
                Stream.of(Marketplace.values())
                        .map(
                                shop ->
                                        "<option value=\"%s\"%s>%s (audible.%s)</option>"
                                                .formatted(
                                                        shop.code(),
                                                        chosen.filter(shop::equals).isPresent()
                                                                ? " selected"
                                                                : "",
                                                        shop.code(),
                                                        shop.tld()))
                        .collect(Collectors.joining());
        line("<label for=\"shop\">%s</label>", SetUpWords.SHOP.with());
        body.append("<select id=\"shop\" name=\"shop\">").append(options).append("</select>\n");
        return line(
                "<label><input type=\"checkbox\" name=\"username\" value=\"yes\"> %s</label>",
                SetUpWords.USER_NAME.with());
    }

    private Html line(String form, Object... places) {
        Object[] escaped = Stream.of(places).map(place -> escape(String.valueOf(place))).toArray();
        body.append(form.formatted(escaped)).append('\n');
        return this;
    }

    String page() {
        return HEAD + body + FOOT;
    }
}
