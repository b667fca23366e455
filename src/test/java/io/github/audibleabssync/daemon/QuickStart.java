package io.github.audibleabssync.daemon;

import io.github.audibleabssync.App;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Lets the many processes of these tests start in a fraction of the time, as the distribution does: Java remembers from one run
 * what it loaded. That works for jars only, so the class folders of the build become jars first. Made once in each test
 * process, at its first need.
 */
final class QuickStart {

    private static final List<String> OPTIONS =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx96m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private static final String JAVA = ProcessHandle.current().info().command().orElseThrow();

    private QuickStart() {}

    /** The beginning of a command line, up to and including the class path. */
    static List<String> command() {
        return Once.COMMAND;
    }

    private static final class Once {
        private static final List<String> COMMAND = make();
    }

    private static List<String> make() {
        try {
            Path folder = Files.createTempDirectory("quick-start");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            String classPath = jarsOnly(folder);
            Path cache = folder.resolve("tests.aot");
            train(folder, classPath, cache);
            List<String> command = new ArrayList<>(List.of(JAVA, "-XX:AOTCache=" + cache));
            command.addAll(OPTIONS);
            command.addAll(List.of("-cp", classPath));
            return List.copyOf(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jarsOnly(Path folder) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(part);
            if (Files.isDirectory(path)) {
                jars.add(jar(path, folder.resolve("classes-" + jars.size() + ".jar")).toString());
            } else if (Files.exists(path)) {
                jars.add(part);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path one : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(one).toString().replace('\\', '/')));
                Files.copy(one, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    private static void train(Path folder, String classPath, Path cache) throws IOException {
        Path output = folder.resolve("training.log");
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:AOTCacheOutput=" + cache));
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", classPath, App.class.getName(), "demo", "--for", "5s"));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment()
                .put("ROUTES_PATH", HaltingRoutes.SHIPPED.resolve("*.camel.yaml").toString());
        Process training = builder.start();
        try {
            boolean ended = training.waitFor(2, TimeUnit.MINUTES);
            if (!ended || !Files.exists(cache)) {
                throw new IllegalStateException(
                        "Java made no AOT cache; it said:\n" + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            training.destroyForcibly();
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path one : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
