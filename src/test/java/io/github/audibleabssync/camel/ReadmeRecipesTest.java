package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.practice.FinishSetting;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeShelfLibrary;

import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the README shows to edit in the routes, put where it says; the webhook has a test of its own. */
@Timeout(60)
final class ReadmeRecipesTest {

    private static final String TIMER =
            """
                from:
                  uri: timer:sync-every-interval
                  parameters:
                    period: "{{SYNC_INTERVAL_SECONDS}}s"
                    delay: 0
                    synchronous: true
            """;
    private static final String THREE_STEPS =
            """
                          - bean:
                              ref: bookFinder
                              method: itemsRequest
                          - to: direct:call-audiobookshelf
                          - bean:
                              ref: bookFinder
                              method: acceptItems
            """;

    @TempDir Path folder;

    /** The YAML after a heading in bold type. */
    static String recipe(String heading) throws IOException {
        Matcher block =
                Pattern.compile(
                                "\\*\\*" + Pattern.quote(heading) + "\\*\\*.+?```yaml\n(.+?)```",
                                Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).as(heading).isTrue();
        return block.group(1);
    }

    @Test
    void aCronExpressionRunsTheCycles() throws Exception {
        EditedRoutes routes = EditedRoutes.copyTo(folder.resolve("routes"));
        String cron = recipe("A cron expression instead of the interval");
        assertThat(cron).contains("0 0/2 6-23 * * ?");
        routes.edit("10-", TIMER, cron.replace("0 0/2 6-23 * * ?", "* * * * * ?"));
        try (Rig rig = new Rig(folder)) {
            rig.with("ROUTES_PATH", routes.folder().toString()).withTimers();
            rig.start();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> rig.audiobookshelf.log().total() >= 4);
        }
    }

    /** As it stands in the README, too, it can be run. */
    @Test
    void theCronExpressionOfTheReadmeCanBeRun() throws Exception {
        EditedRoutes routes = EditedRoutes.copyTo(folder.resolve("routes"));
        routes.edit("10-", TIMER, recipe("A cron expression instead of the interval"));
        try (Rig rig = new Rig(folder)) {
            rig.with("ROUTES_PATH", routes.folder().toString()).withTimers();
            rig.start();

            assertThat(rig.context().getRouteController().getRouteStatus("sync-every-interval"))
                    .isEqualTo(ServiceStatus.Started);
        }
    }

    @Test
    void aLibraryIsLeftOutAndNeverAskedForItsItems() throws Exception {
        try (Rig rig = withoutLibrary("Children")) {
            PracticeBook book = rig.bookAt(Duration.ofHours(1));
            rig.audiobookshelf.add(
                    new PracticeShelfLibrary("kids", "Children", false, FinishSetting.USUAL));
            rig.start().nextCycles(2);

            assertThat(pairs(rig)).extracting(Pair::itemId).containsExactly(book.itemId());
            assertThat(asked(rig)).hasSize(1).noneMatch(path -> path.contains("kids"));
        }
    }

    @Test
    void noBookOfTheLibraryThatIsLeftOutIsSynced() throws Exception {
        try (Rig rig = withoutLibrary("Books")) {
            rig.bookAt(Duration.ofHours(1));
            rig.audiobookshelf.add(
                    new PracticeShelfLibrary("kids", "Children", false, FinishSetting.USUAL));
            Cycle cycle = rig.start().nextCycles(2);

            assertThat(cycle.succeeded()).isTrue();
            assertThat(pairs(rig)).isEmpty();
            assertThat(asked(rig)).containsExactly("/api/libraries/kids/items");
        }
    }

    private Rig withoutLibrary(String name) throws Exception {
        EditedRoutes routes = EditedRoutes.copyTo(folder.resolve("routes"));
        String leave = recipe("A library that is left out").replace("Children", name);
        routes.edit("20-", THREE_STEPS, leave);
        return new Rig(folder).with("ROUTES_PATH", routes.folder().toString());
    }

    private static List<String> asked(Rig rig) {
        return rig.audiobookshelf.log().all(request -> request.path().endsWith("/items")).stream()
                .map(LoggedRequest::path)
                .distinct()
                .toList();
    }

    private static List<Pair> pairs(Rig rig) {
        return List.copyOf(
                rig.context().getRegistry().lookupByNameAndType("books", Books.class).pairs());
    }
}
