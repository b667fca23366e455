import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Breaks the decision core in hundreds of ways, one at a time, and counts how often its tests notice. Runs PIT as a command
 * line of its own, on the Java that runs this, and fails below the threshold, and when nothing was broken at all: a tool that
 * cannot read the classes finds nothing to break, and says so with success.
 *
 * <p>Arguments: the folder with PIT's jars, the tests' class path, the least share of noticed mutations in percent, the folder
 * for the report.
 */
class Mutations {
    private static final String CORE = "io.github.audibleabssync.core";

    public static void main(String[] args) throws Exception {
        Path tools = Path.of(args[0]);
        String classPath = args[1];
        double threshold = Double.parseDouble(args[2]);
        Path folder = Files.createDirectories(Path.of(args[3]));
        Path report = folder.resolve("mutations.xml");
        Path log = folder.resolve("pit.log");
        Files.deleteIfExists(report);

        if (run(tools, classPath, folder, log) != 0 || !Files.exists(report)) {
            System.err.println("PIT failed; the end of " + log + ":");
            List<String> lines = Files.readAllLines(log);
            lines.subList(Math.max(0, lines.size() - 30), lines.size()).forEach(System.err::println);
            System.exit(1);
        }

        List<Element> all = mutations(report);
        List<Element> unnoticed = all.stream().filter(one -> one.getAttribute("detected").equals("false")).toList();
        unnoticed.stream().map(Mutations::tell).sorted().forEach(System.out::println);
        double score = all.isEmpty() ? 0 : 100.0 * (all.size() - unnoticed.size()) / all.size();
        String result = String.format(Locale.ROOT, "mutation score of %s: %.1f %% (%d of %d noticed; at least %.0f %% are needed)",
                CORE, score, all.size() - unnoticed.size(), all.size(), threshold);
        System.out.println(result);
        if (all.isEmpty()) {
            System.err.println("No mutation was made: PIT could not read the classes, or found none. See " + log);
        }
        System.exit(all.isEmpty() || score < threshold ? 1 : 0);
    }

    /** What goes through all combinations or all tables is left out: it takes a second each time, and the rows alone have to notice. */
    private static int run(Path tools, String classPath, Path folder, Path log) throws IOException, InterruptedException {
        List<String> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(tools)) {
            files.filter(file -> file.toString().endsWith(".jar")).map(Path::toString).sorted().forEach(jars::add);
        }
        String all = String.join(System.getProperty("path.separator"), jars) + System.getProperty("path.separator") + classPath;
        List<String> call = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", all,
                "org.pitest.mutationtest.commandline.MutationCoverageReport",
                "--reportDir", folder.toString(),
                "--sourceDirs", "src/main/java",
                "--targetClasses", CORE + ".*",
                "--targetTests", CORE + ".*Test",
                "--excludedTestClasses", CORE + ".EveryCombinationTest," + CORE + ".RuleCoverageTest",
                "--threads", "2",
                "--jvmArgs", "-XX:TieredStopAtLevel=1,-XX:+UseSerialGC",
                "--outputFormats", "XML",
                "--timestampedReports=false");
        return new ProcessBuilder(call).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    }

    private static List<Element> mutations(Path report) throws Exception {
        var found = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(report.toFile())
                .getElementsByTagName("mutation");
        List<Element> mutations = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            mutations.add((Element) found.item(i));
        }
        return mutations;
    }

    private static String tell(Element mutation) {
        return "unnoticed: " + text(mutation, "sourceFile") + ":" + text(mutation, "lineNumber") + " "
                + text(mutation, "mutatedMethod") + ": " + text(mutation, "description");
    }

    private static String text(Element mutation, String name) {
        return mutation.getElementsByTagName(name).item(0).getTextContent();
    }
}
