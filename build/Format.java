import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs the formatter over every Java file below the last argument; the other arguments are the formatter's own. */
class Format {
    public static void main(String[] args) throws Exception {
        List<String> call = new ArrayList<>(List.of("--aosp", "--skip-javadoc-formatting"));
        call.addAll(List.of(args).subList(0, args.length - 1));
        try (Stream<Path> files = Files.walk(Path.of(args[args.length - 1]))) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().forEach(call::add);
        }
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        int found = new Main(out, err, System.in).format(call.toArray(new String[0]));
        out.flush();
        err.flush();
        if (found != 0) {
            System.err.println("These files are not formatted: run 'mvn -q initialize exec:exec@format -Dformat.action=--replace'.");
        }
        System.exit(found);
    }
}
