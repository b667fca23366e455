package io.github.audibleabssync.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteJDBCLoader;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** SQLite's library for the platform of the image, which need not be the one that builds it. */
class NativeLibraryTest {

    /** Where an ELF file names its machine. */
    private static final int MACHINE = 18;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"amd64, 62", "arm64, 183", "x86_64, 62", "aarch64, 183"})
    void isUnpackedForThePlatformThatIsNamed(String platform, int machine) throws Exception {
        assumeTrue("Linux".equals(System.getProperty("os.name")), "ELF");

        assertThat(unpack(platform)).contains("unpacked lib/native/libsqlitejdbc.so");

        assertThat(Files.readAllBytes(folder.resolve("lib/native/libsqlitejdbc.so")))
                .satisfies(library -> assertThat(library[MACHINE] & 0xff).isEqualTo(machine));
    }

    @Test
    void aPlatformThatSqliteDoesNotKnowFailsTheBuildOfTheImage() throws Exception {
        assertThat(unpack("vax")).contains("has no library for ").doesNotContain("unpacked");
    }

    private String unpack(String platform) throws IOException, URISyntaxException {
        Path jar =
                Path.of(
                        SQLiteJDBCLoader.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Path script = folder.resolve("bin/unpack-sqlite-native");
        for (Path part : List.of(script, folder.resolve("lib/jar"))) {
            Files.createDirectories(part.getParent());
        }
        Files.copy(Path.of("src/main/dist/bin/unpack-sqlite-native"), script);
        Files.copy(jar, folder.resolve("lib").resolve(jar.getFileName()));
        Process process =
                new ProcessBuilder("sh", script.toString(), platform)
                        .redirectErrorStream(true)
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
