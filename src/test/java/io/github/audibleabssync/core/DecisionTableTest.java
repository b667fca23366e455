package io.github.audibleabssync.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The committed decision table is the one that the rules render, and no rule of the contract is missing. */
class DecisionTableTest {

    private static final Path FILE = Path.of("docs/decision-table.md");

    @Test
    void theCommittedFileIsTheRendering() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(FILE, DecisionTable.render());
        }

        assertThat(FILE)
                .as("render it anew: mvn -q test -Dtest=DecisionTableTest -Ddocs.write=true")
                .hasContent(DecisionTable.render());
    }

    @Test
    void everyNumberOfTheContractIsARule() {
        assertThat(Arrays.stream(Rule.values()).map(Rule::label))
                .doesNotHaveDuplicates()
                .containsAll(IntStream.rangeClosed(1, 46).mapToObj(String::valueOf).toList());
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleSaysWhatItIsAboutAndWhatFollows(Rule rule) {
        assertThat(rule.sentence()).isNotBlank().doesNotEndWith(".").doesNotContain("|");
        assertThat(rule.decision()).isNotBlank().doesNotEndWith(".").doesNotContain("|");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonBelongsToARule(Reason reason) {
        assertThat(Rule.values()).anyMatch(rule -> rule.reasons().contains(reason));
    }
}
