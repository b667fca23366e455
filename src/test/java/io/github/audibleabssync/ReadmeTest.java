package io.github.audibleabssync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.settings.SettingsTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the documents say, held against what is there. */
final class ReadmeTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+?)(#[^)]*)?\\)");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"");
    private static final Pattern VARIABLE =
            Pattern.compile(
                    "`((?:ABS|AUDIBLE|SYNC|HTTP_SERVER|ROUTES|STATE|LOG|METRICS|ONE_WAY|DRY|WATCHLIST)_[A-Z0-9_]+)");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"})
    void everyRelativeLinkLeadsToAFile(String document) throws IOException {
        List<String> broken =
                LINK.matcher(text(document))
                        .results()
                        .map(match -> match.group(1))
                        .filter(target -> !target.startsWith("http"))
                        .filter(target -> !Files.exists(Path.of(target)))
                        .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void everySettingThatItNamesIsInTheTable() throws IOException {
        List<String> named =
                VARIABLE.matcher(text("README.md"))
                        .results()
                        .map(match -> match.group(1))
                        .distinct()
                        .toList();

        assertThat(named).isNotEmpty().allMatch(SettingsTable.names()::contains);
    }

    @Test
    void itListsEveryRouteFile() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            TreeSet<String> shipped = new TreeSet<>();
            files.forEach(file -> shipped.add(String.valueOf(file.getFileName())));

            TreeSet<String> listed = new TreeSet<>();
            Pattern.compile("\\(routes/([a-z0-9-]+\\.camel\\.yaml)\\)")
                    .matcher(text("README.md"))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .forEach(listed::add);

            assertThat(listed).isEqualTo(shipped);
        }
    }

    @Test
    void itsFirstTwoCommandsAreTheDemoAndTheGate() throws IOException {
        List<String> commands =
                Pattern.compile("```sh\\n(.+)\\n```")
                        .matcher(text("README.md"))
                        .results()
                        .map(match -> match.group(1))
                        .toList();

        assertThat(commands.subList(0, 2))
                .containsExactly("mvn -q compile exec:exec@demo", "mvn -B verify");
        assertThat(text(".ci/run")).contains(commands.get(1));
    }

    @Test
    void everyTroubleIsHeadedByWhatTheLogSays() throws IOException {
        String readme = text("README.md");
        List<String> headings =
                Pattern.compile("(?m)^### (.+)$")
                        .matcher(readme)
                        .region(readme.indexOf("\n## Troubleshooting\n"), readme.length())
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        String literals = literalsOfTheCode();

        assertThat(headings).hasSizeGreaterThan(5);
        assertThat(headings.subList(0, headings.size() - 1)).allMatch(literals::contains);
    }

    /** All string literals, with those joined that a line break only parts. */
    private static String literalsOfTheCode() throws IOException {
        StringBuilder literals = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
                STRING.matcher(code)
                        .results()
                        .forEach(match -> literals.append(match.group()).append('\n'));
            }
        }
        return literals.toString();
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
