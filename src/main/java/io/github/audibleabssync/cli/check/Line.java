package io.github.audibleabssync.cli.check;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param topic what
 * @param level how it is
 * @param text what was found
 * @param remedy what to do now; empty when nothing is to be done, or the text says it
 * @param details examples
 */
record Line(Topic topic, Level level, String text, String remedy, List<String> details) {

    Line {
        details = List.copyOf(details);
    }

    Line(Topic topic, Level level, String text, String remedy) {
        this(topic, level, text, remedy, List.of());
    }

    /** The same with examples. */
    Line with(List<String> examples) {
        return new Line(topic, level, text, remedy, examples);
    }
}
