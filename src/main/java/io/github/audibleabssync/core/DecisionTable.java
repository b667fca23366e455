package io.github.audibleabssync.core;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Renders the rules for people, {@code docs/decision-table.md}. The committed file is compared with it by a test. */
public final class DecisionTable {

    private DecisionTable() {}

    /** The page. */
    public static String render() {
        return """
        # Decision table

        What is decided about a book, rule by rule. Logs, metrics and `/status` call the rules
        by these numbers; the numbers are names and not an order. The stages are walked from A to E. In A to D the first
        rule that fits decides; what it wants to write then passes every rule of E.

        This page is rendered from the enum `Rule`.
        """
                + Arrays.stream(Rule.Stage.values())
                        .map(DecisionTable::stage)
                        .collect(Collectors.joining())
                + reasons();
    }

    private static String stage(Rule.Stage stage) {
        return "\n## Stage %s: %s\n\n".formatted(stage, stage.title())
                + "| rule | situation | decision | reasons |\n|---|---|---|---|\n"
                + Arrays.stream(Rule.values())
                        .filter(rule -> rule.stage() == stage)
                        .map(DecisionTable::row)
                        .collect(Collectors.joining());
    }

    private static String row(Rule rule) {
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        rule.label(),
                        rule.sentence(),
                        rule.decision(),
                        rule.reasons().stream()
                                .map(reason -> "`" + reason + "`")
                                .collect(Collectors.joining(", ")));
    }

    private static String reasons() {
        return "\n## Reasons\n\n| reason | meaning |\n|---|---|\n"
                + Arrays.stream(Reason.values())
                        .map(reason -> "| `%s` | %s |\n".formatted(reason, reason.sentence()))
                        .collect(Collectors.joining());
    }
}
