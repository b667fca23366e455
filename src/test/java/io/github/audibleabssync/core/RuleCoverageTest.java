package io.github.audibleabssync.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** No rule without its proof: a row of the decision tables, a test of the whole application, a line of the documentation. */
class RuleCoverageTest {

    private static final List<Class<?>> TABLES =
            List.of(
                    MayDecideTest.class,
                    FirstSightTest.class,
                    FlagsAndAbsenceTest.class,
                    PlacesTest.class,
                    OnTheWayTest.class);

    /** What the tables cannot show, since a book and its readings alone do not decide it, and where it is shown instead. */
    private static final Map<Rule, String> NOT_OF_ONE_BOOK =
            Map.of(
                    Rule.R34_TARGET_MOVED, "io.github.audibleabssync.camel.MovingTargetTest",
                    Rule.R41_STATE_DAMAGED, "io.github.audibleabssync.state.StateFileTest",
                    Rule.R42_SAFETY_STOP, "io.github.audibleabssync.core.SafetyStopTest",
                    Rule.R44_DRY_RUN, "io.github.audibleabssync.camel.DryRunTest",
                    Rule.R46_NO_RULE, "io.github.audibleabssync.core.EveryCombinationTest",
                    Rule.CHOSEN, "io.github.audibleabssync.core.RulingsTest",
                    Rule.UNDONE, "io.github.audibleabssync.core.RulingsTest");

    /**
     * The whole application cannot come to rule 46: {@link EveryCombinationTest} proves that no combination does, and {@link
     * PlacesTest} what would happen.
     */
    private static final Set<Rule> UNREACHABLE = EnumSet.of(Rule.R46_NO_RULE);

    /** Rules that change what another rule writes or compares: a row names them, its decision has the other's number. */
    private static final Set<Rule> CHANGES_ANOTHER =
            EnumSet.of(Rule.R37_BEFORE_THE_END, Rule.R38_CLAMPED, Rule.R40_CLOCK_WANDERS);

    private static final Pattern DECIDED_BY = Pattern.compile("rule (\\S+?)(,|$)");
    private static final Pattern NAMED = Pattern.compile("^(\\d+):");

    private static Set<Rule> inTables = Set.of();
    private static Set<Rule> inTheWholeApplication = Set.of();

    @BeforeAll
    static void look() throws ReflectiveOperationException {
        Set<Rule> rows = EnumSet.noneOf(Rule.class);
        for (Class<?> table : TABLES) {
            rows.addAll(rulesOf(table));
        }
        inTables = rows;
        inTheWholeApplication =
                new ClassFileImporter()
                                .importPackages(
                                        "io.github.audibleabssync.camel",
                                        "io.github.audibleabssync.daemon")
                                .stream()
                                .filter(RuleCoverageTest::runsTheDaemon)
                                .flatMap(one -> one.getMethods().stream())
                                .flatMap(RuleCoverageTest::covered)
                                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleDecidesARowOfTheTables(Rule rule) throws ClassNotFoundException {
        if (NOT_OF_ONE_BOOK.containsKey(rule)) {
            assertThat(Class.forName(NOT_OF_ONE_BOOK.get(rule))).isNotNull();
            assertThat(inTables).doesNotContain(rule);
        } else {
            assertThat(inTables).contains(rule);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleIsShownAtWorkInTheWholeApplication(Rule rule) {
        assertThat(inTheWholeApplication.contains(rule))
                .as("a test with @Covers(Rule.%s)", rule)
                .isNotEqualTo(UNREACHABLE.contains(rule));
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleIsALineOfTheDocumentedTable(Rule rule) throws IOException {
        assertThat(Files.readAllLines(Path.of("docs/decision-table.md")))
                .anyMatch(line -> line.startsWith("| " + rule.label() + " |"));
    }

    // --- the tables

    /** The rules by which the rows of a class are decided when they are decided now. */
    private static Set<Rule> rulesOf(Class<?> table) throws ReflectiveOperationException {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        for (Method method : table.getDeclaredMethods()) {
            if (Modifier.isStatic(method.getModifiers())
                    && method.getReturnType() == Stream.class
                    && method.getParameterCount() == 0) {
                for (Object row : ((Stream<?>) method.invoke(null)).toList()) {
                    rules.addAll(rulesOf(((Arguments) row).get()));
                }
            }
        }
        return rules;
    }

    private static Set<Rule> rulesOf(Object[] row) {
        String situation = (String) row[0];
        String expected = (String) row[2];
        assertThat(((Book) row[1]).decision()).as(situation).isEqualTo(expected);
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        find(DECIDED_BY, expected).ifPresent(rules::add);
        find(NAMED, situation).filter(CHANGES_ANOTHER::contains).ifPresent(rules::add);
        return rules;
    }

    private static Optional<Rule> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? Arrays.stream(Rule.values())
                        .filter(rule -> rule.label().equals(matcher.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    // --- the whole application

    private static boolean runsTheDaemon(JavaClass one) {
        return one.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getSimpleName())
                .anyMatch(name -> name.equals("Rig") || name.equals("PracticeHome"));
    }

    private static Stream<Rule> covered(JavaMethod method) {
        return method.isAnnotatedWith(Covers.class)
                        && method.isMetaAnnotatedWith(
                                "org.junit.platform.commons.annotation.Testable")
                ? Stream.of(method.getAnnotationOfType(Covers.class).value())
                : Stream.empty();
    }
}
