package io.github.audibleabssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.Daemon;
import io.github.audibleabssync.camel.EditedRoutes;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsLoader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every mistake in the routes is found without running them, with its file and line. */
class RouteTrialTest {

    @TempDir Path folder;
    private EditedRoutes routes;
    private final PracticeAudible audible = new PracticeAudible();
    private final PracticeAudiobookshelf audiobookshelf = new PracticeAudiobookshelf();

    @BeforeEach
    void copyTheShippedRoutes() throws IOException {
        routes = EditedRoutes.copyTo(folder.resolve("routes"));
        audible.start();
        audiobookshelf.start();
    }

    @AfterEach
    void nothingWasAskedAndNothingIsLeft() throws IOException {
        audible.close();
        audiobookshelf.close();
        assertThat(audible.log().all()).isEmpty();
        assertThat(audiobookshelf.log().all()).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(routes.folder());
        }
    }

    private List<String> problems(String http) {
        Map<String, String> environment =
                Map.of(
                        "ABS_BASE_URL", audiobookshelf.url(),
                        "ABS_TOKEN", PracticeAudiobookshelf.TOKEN,
                        "AUDIBLE_API_URL", audible.url(),
                        "AUDIBLE_AUTH_JSON_PATH", folder.resolve("none.json").toString(),
                        "STATE_PATH", folder.resolve("state.db").toString(),
                        "ROUTES_PATH", routes.folder().toString(),
                        "SYNC_INTERVAL_SECONDS", "1",
                        "HTTP_SERVER_ENABLED", http,
                        "HTTP_SERVER_HOST", "127.0.0.1");
        Settings settings = SettingsLoader.load(environment, folder);
        return new Daemon(settings, environment, Clock.systemUTC())
                .routeTrial()
                .problems(RouteTexts.read(settings.daemon().routesPath()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void theShippedOnesAreFine(String http) {
        assertThat(problems(http)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    60- | steps:                              | steps: [}                               | line {line}, column 15: expected the node content, but found '}'
                    50- | throttle:                           | throttel:                               | line {line}, column 11: Unknown node id: throttel
                    50- | mode: TotalRequests                 | modee: TotalRequests                    | line {line}, column 20: Unsupported field: modee
                    50- | mode: TotalRequests                 | mode: Total                             | 50-write-place.camel.yaml: Time period in millis can only be set when using total requests mode
                    10- | ref: cycles                         | ref: cyclez                             | line {line}, route 'sync-first-sweep': No bean could be found in the registry for: cyclez
                    10- | method: begin                       | method: beginn                          | line {line}, route 'sync-cycle': Method with name: beginn not found
                    10- | method: plan                        | method: plann                           | line {line}, route 'sync-cycle': Method with name: plann not found
                    10- | to: direct:find-books               | to: nosuch:thing                        | line {line}, route 'sync-cycle': No endpoint could be found for: nosuch://thing
                    10- | to: direct:find-books               | to: direct:nowhere                      | line {line}) sends to 'direct:nowhere', and no route begins there
                    10- | to: direct:find-books               | to: "bean:cycles?method=begins"         | line {line}: 'bean:cycles?method=begins' calls a method that the bean 'cycles' does not have: begins
                    10- | to: direct:find-books               | to: bean:cyclez                         | line {line}, route 'sync-cycle': No bean could be found in the registry for: cyclez
                    10- | {{SYNC_INTERVAL_SECONDS}}           | {{SYNC_INTERVALL}}                      | line {line}, route 'sync-every-interval': Property with key [SYNC_INTERVALL] not found
                    10- | "{{SYNC_INTERVAL_SECONDS}}s"        | often                                   | route 'sync-every-interval': the timer's period is no time
                    10- | delay: 0                            | delaay: 0                               | line {line}, route 'sync-every-interval': Failed to resolve endpoint
                    10- | ${variable.cycle.asked}             | ${variable.cycle.asked                  | line {line}, route 'sync-cycle': expected symbol functionEnd
                    10- | aggregationStrategy: allThenFail    | aggregationStrategy: allThenFial        | line {line}, route 'sync-cycle': Cannot find AggregationStrategy
                    10- | executorService: writers            | executorService: writerz                | line {line}, route 'sync-cycle': ExecutorServiceRef writerz not found
                    40- | failure.StateStoreFailed            | failure.NoSuchFailure                   | line {line}, route 'sync-book': there is no class io.github.audibleabssync.failure.NoSuchFailure
                    50- | idempotentRepository: claims        | idempotentRepository: claimz            | line {line}, route 'claim-and-write': No bean could be found in the registry for: claimz
                    85- | httpClient: "#audibleHttp"          | httpClient: "#audibleHtpp"              | line {line}, route 'call-audible': No bean could be found in the registry for: audibleHtpp
                    20- | routeConfigurationId: repeat-reads  | routeConfigurationId: repeat-readz      | route 'list-audiobookshelf-items': there is no routeConfiguration 'repeat-readz'
                    90- | maximumRedeliveries: 3              | maximumRedeliveries: three              | 90-failure-policy.camel.yaml, line 15: the redelivery policy cannot be read
                    80- | "bean:operatorDesk?method=holds"    | "bean:operatorDesk?method=holdz"        | 'bean:operatorDesk?method=holdz' calls a method that the bean 'operatorDesk' does not have: holdz
                    70- | id: report-cycle                    | id: report                              | route 'report-cycle' is missing
                    70- | group: sync                         | autoStartup: false                      | has autoStartup: false, and nothing goes without it
                    70- | direct:report-cycle                 | direct:sync-cycle                       | direct:report-cycle', and no route begins there
                    """)
    void aMistakeIsFoundWithFileAndLine(String file, String before, String after, String said)
            throws IOException {
        int line = routes.edit(file, before, after);

        List<String> problems = problems("false");

        assertThat(problems)
                .anySatisfy(
                        problem ->
                                assertThat(problem)
                                        .contains(said.replace("{line}", Integer.toString(line))));
        if (said.contains("{line}")) {
            assertThat(problems.getFirst()).contains(routes.file(file).toString());
        }
    }

    @Test
    void aStepOverHttpIsLookedAtWhereTheServerIsOn() throws IOException {
        int line = routes.edit("80-", "method: showCycle", "method: showCicle");

        assertThat(problems("true"))
                .singleElement()
                .asString()
                .contains("80-operate.camel.yaml, line " + line, "showCicle");
    }

    @Test
    void twoRoutesThatBeginAtTheSamePlaceAreFound() throws IOException {
        routes.add(
                "99-mine.camel.yaml",
                "- route: {id: mine, from: {uri: direct:find-books, steps: [{log: x}]}}\n");

        assertThat(problems("false"))
                .singleElement()
                .asString()
                .contains("'find-books'", "'mine'", "direct:find-books");
    }

    @Test
    void theSameIdTwiceIsFound() throws IOException {
        routes.add("61-copy.camel.yaml", routes.text("60-"));

        assertThat(problems("false"))
                .hasSize(4)
                .allSatisfy(
                        problem ->
                                assertThat(problem)
                                        .contains(
                                                "Several routes have the same id",
                                                "60-remember",
                                                "61-copy"));
    }

    @Test
    void allFilesThatCannotBeReadAreSaidAtOnce() throws IOException {
        routes.edit("60-", "steps:", "stepz:");
        routes.edit("70-", "steps:", "stepz:");

        assertThat(problems("false")).hasSize(2);
    }

    @Test
    void aThrottleOfAModeThatThereIsNotIsFoundWhereCamelTakesIt() throws IOException {
        int line = routes.edit("50-", "mode: TotalRequests", "mode: Total");
        routes.edit("50-", "            timePeriodMillis: \"{{SYNC_COOLDOWN_SECONDS}}000\"\n", "");

        assertThat(problems("false"))
                .singleElement()
                .asString()
                .contains(
                        "line " + (line - 2), "mode 'Total'", "TotalRequests, ConcurrentRequests");
    }

    @Test
    void aRouteOfOnesOwnNeedsNoId() throws IOException {
        routes.add(
                "99-mine.camel.yaml",
                "- from: {uri: timer:mine, parameters: {period: 1000}, steps: [{log: x}]}\n");

        assertThat(problems("false")).isEmpty();
    }

    @Test
    void aCronExpressionThatIsNoneIsFound() throws IOException {
        routes.edit(
                "10-",
                """
                      uri: timer:sync-every-interval
                      parameters:
                        period: "{{SYNC_INTERVAL_SECONDS}}s"
                        delay: 0
                        synchronous: true
                """,
                """
                      uri: quartz:sync-every-interval
                      parameters:
                        cron: "0 0/5 25 * * ?"
                """);

        assertThat(problems("false"))
                .singleElement()
                .asString()
                .contains(
                        "10-sync-cycle.camel.yaml, line ",
                        "route 'sync-every-interval': Hour values must");
    }
}
