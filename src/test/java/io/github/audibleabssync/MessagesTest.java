package io.github.audibleabssync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every message to a person, on one page that can be read through: {@code docs/messages.md}. It is rendered from the code, so
 * that a message that changes has to be read once more, here.
 */
final class MessagesTest {

    private static final Path FILE = Path.of("docs/messages.md");
    private static final Path MAIN = Path.of("src/main/java/io/github/audibleabssync");

    /**
     * A chapter of the page.
     *
     * @param title what it is about
     * @param where where a person meets these messages
     * @param sources files, without {@code .java}, or folders, with a slash at the end; the first chapter that fits has the file
     */
    private record Chapter(String title, String where, List<String> sources) {
        private boolean has(String file) {
            return sources.stream()
                    .anyMatch(
                            source ->
                                    source.endsWith("/")
                                            ? file.startsWith(source)
                                            : file.equals(source + ".java"));
        }
    }

    /** In the order of the page. Put a new file with messages into the chapter that it belongs to, or make one. */
    private static final List<Chapter> CHAPTERS =
            List.of(
                    new Chapter(
                            "Signing in and out",
                            "`login` and `logout`, on the terminal, and the set-up page",
                            List.of(
                                    "cli/account/",
                                    "account/",
                                    "audible/PasteProblem",
                                    "audible/RegistrationProblem",
                                    "audible/SignIn",
                                    "audible/NewSession",
                                    "audible/Registration",
                                    "audible/Deregistration",
                                    "audible/DeviceKey",
                                    "cli/Keyboard")),
                    new Chapter(
                            "The session file, and other credentials",
                            "`login`, `logout`, the log, and `/healthz`",
                            List.of(
                                    "audible/SessionFile",
                                    "audible/SessionFileProblem",
                                    "audible/SessionFileWriter",
                                    "audible/SessionKeys",
                                    "audible/SessionCipher",
                                    "audible/SessionJson",
                                    "audible/AudibleSession",
                                    "audible/RequestSigner",
                                    "audible/TokenRefresh",
                                    "camel/SessionSetting",
                                    "camel/AudibleAccount",
                                    "camel/AudiobookshelfServer",
                                    "camel/Credentials")),
                    new Chapter(
                            "Files and folders of somebody else",
                            "part of the messages about the session file and the state",
                            List.of("failure/AccessRemedy")),
                    new Chapter(
                            "Settings",
                            "all together at start, on standard error; warnings in the log",
                            List.of("settings/")),
                    new Chapter(
                            "Moving from the older daemon", "the log at start", List.of("moving/")),
                    new Chapter(
                            "The state, its copies and `restore`",
                            "the log and standard error at start, every command, `restore`,"
                                    + " `/healthz`",
                            List.of("state/", "cli/RestoreCommand", "camel/Backups")),
                    new Chapter(
                            "Routes and the start",
                            "standard error at start, `check --routes`, the log and `/healthz`"
                                    + " after an edit",
                            List.of(
                                    "routes/",
                                    "cli/routes/",
                                    "Daemon",
                                    "HangUp",
                                    "camel/RouteFiles",
                                    "camel/RoutesProblem",
                                    "camel/EnvironmentProxies",
                                    "camel/HttpClients",
                                    "operations/RequiredRoutes")),
                    new Chapter(
                            "`check`, and what the first look found",
                            "`check`; the log and `/status`",
                            List.of("cli/check/", "camel/Canary", "camel/FirstFindings")),
                    new Chapter(
                            "Why a book waits, and why not",
                            "`holds`, `why`, `plan`, `/status`, the log",
                            List.of("core/")),
                    new Chapter(
                            "What the services answer",
                            "the log, `/healthz`, `/status`",
                            List.of(
                                    "audible/",
                                    "audiobookshelf/",
                                    "camel/ServiceLink",
                                    "camel/OutageLog",
                                    "wire/",
                                    "failure/")),
                    new Chapter(
                            "Cycles, writes and what becomes of them",
                            "the log, `/status`, answers of commands",
                            List.of(
                                    "camel/BookFinder",
                                    "camel/Cycles",
                                    "camel/LibraryScan",
                                    "camel/Memory",
                                    "camel/PlaceReader",
                                    "camel/PlaceWriter",
                                    "camel/Settlement",
                                    "camel/WriteConfirmer",
                                    "camel/PlanPage",
                                    "camel/Books",
                                    "operations/CycleReporter",
                                    "operations/CycleSummary",
                                    "operations/FirstLook",
                                    "operations/DryRunPlan")),
                    new Chapter(
                            "Answers of commands",
                            "the terminal, and the same over HTTP",
                            List.of(
                                    "cli/ask/",
                                    "camel/Commands",
                                    "camel/Orders",
                                    "operations/Asking",
                                    "operations/OperatorDesk",
                                    "operations/OperatorCall",
                                    "operations/PastTime",
                                    "operations/Inquiry",
                                    "operations/InquiryPages")),
                    new Chapter(
                            "Health and the HTTP server",
                            "`/healthz`, answers over HTTP, `healthcheck`",
                            List.of("operations/", "cli/HealthcheckCommand")),
                    new Chapter(
                            "The command line",
                            "`--help`, wrong command lines, the unexpected",
                            List.of("cli/")));

    /** What has a page of its own, or is no message. */
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "core/Rule", // docs/decision-table.md
                    "core/DecisionTable",
                    "state/FirstSchema", // SQL
                    "state/SecondSchema",
                    "state/CommandTable",
                    "settings/SettingsTable", // docs/settings.md
                    "settings/SettingsDocs",
                    "operations/SyncMetrics"); // descriptions of meters

    private static final List<String> NOT_THE_DAEMON = List.of("practice/", "cli/demo/");

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        String page = render();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(FILE, page);
        }

        assertThat(FILE)
                .as(
                        "render it anew: mvn -q test -Dtest=MessagesTest -Ddocs.write=true; then"
                                + " read it")
                .hasContent(page);
    }

    @Test
    void everyFileWithMessagesIsInAChapter() throws IOException {
        assertThat(texts()).isNotEmpty();
        assertThat(texts().keySet())
                .as("files with messages and without a chapter: put them into CHAPTERS")
                .filteredOn(file -> chapter(file).isEmpty())
                .isEmpty();
    }

    @Test
    void sentencesArePutTogetherAsAPersonReadsThem() throws IOException {
        assertThat(render())
                .contains("- The state file cannot be read: {file}.")
                .contains("Nothing was pasted. Sign in with the link,")
                .contains("is no setting; write")
                .doesNotContain("SELECT ", "%s", "\\n");
    }

    private static Optional<Chapter> chapter(String file) {
        return CHAPTERS.stream().filter(chapter -> chapter.has(file)).findFirst();
    }

    /** By file, below the root of the packages. */
    private static Map<String, Set<String>> texts() throws IOException {
        try (Stream<Path> all = Files.walk(MAIN)) {
            List<Path> files =
                    all.filter(path -> path.toString().endsWith(".java"))
                            .filter(
                                    path ->
                                            NOT_THE_DAEMON.stream()
                                                    .noneMatch(name(path)::startsWith))
                            .filter(path -> !ELSEWHERE.contains(name(path).replace(".java", "")))
                            .toList();
            return MessageTexts.read(files).entrySet().stream()
                    .filter(file -> !file.getValue().isEmpty())
                    .collect(Collectors.toMap(file -> name(file.getKey()), Map.Entry::getValue));
        }
    }

    private static String name(Path file) {
        return MAIN.relativize(file).toString().replace('\\', '/');
    }

    private static String render() throws IOException {
        Map<String, Set<String>> texts = texts();
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Messages

                Everything that the program says to a person: what happened, to which book or setting, what to do now. What stands
                in braces or as … is filled in; of [one | other] one is said. The rules have a page of their own
                (`decision-table.md`), and so have the settings (`settings.md`).

                Rendered from the code by `MessagesTest`; a change of a message is a change of this page.

                | messages | where they appear |
                |---|---|
                """);
        for (Chapter chapter : CHAPTERS) {
            page.append("| %s | %s |\n".formatted(chapter.title(), chapter.where()));
        }
        for (Chapter chapter : CHAPTERS) {
            page.append("\n## %s\n".formatted(chapter.title()));
            List<String> files = new ArrayList<>(texts.keySet());
            files.removeIf(file -> !chapter(file).equals(Optional.of(chapter)));
            files.sort(
                    Comparator.comparingInt((String file) -> rank(chapter, file))
                            .thenComparing(Comparator.naturalOrder()));
            Set<String> said = new LinkedHashSet<>();
            for (String file : files) {
                page.append("\n### %s\n\n".formatted(file.replace(".java", "")));
                texts.getOrDefault(file, Set.of()).stream()
                        .filter(said::add)
                        .forEach(text -> page.append("- ").append(escape(text)).append('\n'));
            }
        }
        return page.toString();
    }

    private static int rank(Chapter chapter, String file) {
        return chapter.sources().stream()
                .filter(source -> file.startsWith(source))
                .findFirst()
                .map(chapter.sources()::indexOf)
                .orElse(chapter.sources().size());
    }

    private static String escape(String text) {
        return text.replace("<", "&lt;").replace("*", "\\*");
    }
}
