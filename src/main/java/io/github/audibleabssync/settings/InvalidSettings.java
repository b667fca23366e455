package io.github.audibleabssync.settings;

import java.util.List;

/** The daemon cannot start with these settings. Lists every problem; no secret is among the words. */
public final class InvalidSettings extends RuntimeException {

    /** What the process exits with: the usual code for a wrong configuration. */
    public static final int EXIT_CODE = 78;

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidSettings(List<String> problems) {
        super(text(problems));
        this.problems = List.copyOf(problems);
    }

    private static String text(List<String> problems) {
        String head =
                problems.size() == 1
                        ? "A setting is wrong, nothing was started:"
                        : problems.size() + " settings are wrong, nothing was started:";
        return head + "\n  - " + String.join("\n  - ", problems);
    }

    /** One sentence a problem: the variable, its value (secrets masked), and what to write instead. */
    public List<String> problems() {
        return problems;
    }
}
