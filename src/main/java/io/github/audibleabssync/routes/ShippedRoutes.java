package io.github.audibleabssync.routes;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The route files as this release ships them, whatever a user put in their place on disk. */
public final class ShippedRoutes {

    private static final String LIST = "shipped-routes.txt";
    private static final Pattern VERSION =
            Pattern.compile("^# Version (\\d{1,6})\\s*$", Pattern.MULTILINE);

    private ShippedRoutes() {}

    /**
     * A shipped file.
     *
     * @param name of the file, without a folder
     * @param version raised by each change of its content
     * @param sha256 of its content, in hexadecimal
     */
    public record Shipped(String name, int version, String sha256) {

        /** Its text. */
        public String text() {
            return ShippedRoutes.read("shipped/" + name);
        }
    }

    /** All of them, by name. */
    public static List<Shipped> list() {
        return read(LIST)
                .lines()
                .map(line -> line.split(" ", -1))
                .map(word -> new Shipped(word[0], Integer.parseInt(word[1]), word[2]))
                .toList();
    }

    /** That of a name. */
    public static Optional<Shipped> find(String name) {
        return list().stream().filter(shipped -> shipped.name().equals(name)).findFirst();
    }

    /** The version that a file says it is of; empty when it does not say. */
    public static OptionalInt versionOf(String text) {
        Matcher line = VERSION.matcher(text);
        return line.find() ? OptionalInt.of(Integer.parseInt(line.group(1))) : OptionalInt.empty();
    }

    private static String read(String resource) {
        try (@Nullable InputStream in = ShippedRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the program is incomplete: it lacks " + resource + "; install it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
