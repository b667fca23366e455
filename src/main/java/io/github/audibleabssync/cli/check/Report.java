package io.github.audibleabssync.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.cli.ExitCode;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was found, for people or for programs.
 *
 * @param lines in the order in which they were found
 */
record Report(List<Line> lines) {

    private static final int WIDTH = 100;

    /** What people copy and paste stays on one line. */
    private static final Pattern COMMAND = Pattern.compile("'(audible-abs-sync|chmod|sudo) [^']*'");

    private static final char UNBROKEN = '\u00a0';
    private static final String INDENT = " ".repeat(25);

    void print(PrintStream out) {
        for (Line line : lines) {
            String[] parts = wrap(line.text());
            out.printf("%-8s %-15s %s%n", line.level().label(), line.topic().label(), parts[0]);
            for (int i = 1; i < parts.length; i++) {
                out.println(INDENT + parts[i]);
            }
            line.details().forEach(detail -> out.println(INDENT + "  " + detail));
            if (!line.remedy().isEmpty()) {
                String arrow = "-> ";
                for (String part : wrap(line.remedy())) {
                    out.println(INDENT + arrow + part);
                    arrow = "   ";
                }
            }
        }
        out.println();
        out.println(summary());
    }

    private static String[] wrap(String text) {
        StringBuilder wrapped = new StringBuilder();
        String kept = COMMAND.matcher(text).replaceAll(Report::unbroken);
        for (String paragraph : kept.split("\n", -1)) {
            int column = 0;
            for (String word : paragraph.split(" ", -1)) {
                if (column > 0 && column + 1 + word.length() > WIDTH) {
                    wrapped.append('\n');
                    column = 0;
                } else if (column > 0) {
                    wrapped.append(' ');
                    column++;
                }
                wrapped.append(word);
                column += word.length();
            }
            wrapped.append('\n');
        }
        return wrapped.toString().replace(UNBROKEN, ' ').stripTrailing().split("\n", -1);
    }

    private static String unbroken(MatchResult command) {
        return Matcher.quoteReplacement(command.group().replace(' ', UNBROKEN));
    }

    private String summary() {
        return switch (worst()) {
            case ERROR ->
                    "%d errors, %d warnings: begin with the first."
                            .formatted(count(Level.ERROR), count(Level.WARNING));
            case WARNING -> "%d warnings, no error.".formatted(count(Level.WARNING));
            case OK, NOT_CHECKED -> "All is well.";
        };
    }

    private long count(Level level) {
        return lines.stream().filter(line -> line.level() == level).count();
    }

    private Level worst() {
        return lines.stream().map(Line::level).max(Comparator.naturalOrder()).orElse(Level.OK);
    }

    String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("result", word(worst() == Level.NOT_CHECKED ? Level.OK : worst()));
        ArrayNode all = json.putArray("lines");
        for (Line line : lines) {
            ObjectNode one = all.addObject();
            one.put("topic", line.topic().label());
            one.put("level", word(line.level()));
            one.put("text", line.text());
            if (!line.remedy().isEmpty()) {
                one.put("remedy", line.remedy());
            }
            if (!line.details().isEmpty()) {
                ArrayNode details = one.putArray("details");
                line.details().forEach(details::add);
            }
        }
        return json.toPrettyString();
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    /** 0 all is well, 1 there are warnings, 2 there are errors. */
    ExitCode code() {
        return switch (worst()) {
            case ERROR -> ExitCode.USAGE;
            case WARNING -> ExitCode.FAILED;
            case OK, NOT_CHECKED -> ExitCode.OK;
        };
    }
}
