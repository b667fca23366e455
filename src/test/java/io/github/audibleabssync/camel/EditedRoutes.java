package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * A copy of the shipped routes that a person edits.
 *
 * @param folder where it is
 */
public record EditedRoutes(Path folder) {

    private static final Path SHIPPED = Path.of("routes").toAbsolutePath();

    /** Copies them. */
    public static EditedRoutes copyTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> shipped = Files.list(SHIPPED)) {
            for (Path file : shipped.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return new EditedRoutes(folder);
    }

    /** The file whose name begins so. */
    public Path file(String begin) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(begin))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text(String begin) throws IOException {
        return Files.readString(file(begin));
    }

    /** Replaces the first occurrence in a file. Returns its line. */
    public int edit(String begin, String before, String after) throws IOException {
        String text = text(begin);
        int at = text.indexOf(before);
        assertThat(at).as("%s in %s", before, begin).isNotNegative();
        Files.writeString(
                file(begin), text.substring(0, at) + after + text.substring(at + before.length()));
        return (int) text.substring(0, at + 1).lines().count();
    }

    /** As an editor does that writes another file first. */
    public void replaceByRename(String begin, String text) throws IOException {
        Path draft = Files.writeString(folder.resolve(".draft~"), text);
        Files.move(draft, file(begin), StandardCopyOption.ATOMIC_MOVE);
    }

    public void add(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    public void restore(String begin) throws IOException {
        Path file = file(begin);
        Files.copy(SHIPPED.resolve(file.getFileName()), file, StandardCopyOption.REPLACE_EXISTING);
    }
}
