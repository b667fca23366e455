package io.github.audibleabssync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that the README tells people to run. */
public final class ReadmeCommands {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern COMMENT = Pattern.compile("\\s{2,}#.*");
    private static final Pattern SPAN =
            Pattern.compile("`((?:audible-abs-sync|docker|mvn|sudo|curl) [^`]+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*?) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String PROMPT = "$ ";

    private ReadmeCommands() {}

    /**
     * All of them, each once: the lines of {@code sh} blocks and those after a prompt, what stands in the text as code, and
     * the table of the commands that ask and decide.
     */
    public static Set<String> list() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Set<String> commands = new LinkedHashSet<>();
        Matcher block = BLOCK.matcher(readme);
        while (block.find()) {
            boolean shell = block.group(1).equals("sh");
            for (String line : block.group(2).split("\n", -1)) {
                String command = COMMENT.matcher(line).replaceAll("").strip();
                if (shell && !command.isEmpty()) {
                    commands.add(command);
                } else if (block.group(1).isEmpty() && command.startsWith(PROMPT)) {
                    commands.add(command.substring(PROMPT.length()));
                }
            }
        }
        String prose = BLOCK.matcher(readme).replaceAll("");
        SPAN.matcher(prose).results().forEach(span -> commands.add(span.group(1)));
        String table =
                prose.substring(prose.indexOf("\n## Ask it"), prose.indexOf("\n## Watch it"));
        ROW.matcher(table)
                .results()
                .flatMap(row -> CODE.matcher(row.group(1)).results())
                .forEach(code -> commands.add("audible-abs-sync " + code.group(1)));
        return commands;
    }
}
