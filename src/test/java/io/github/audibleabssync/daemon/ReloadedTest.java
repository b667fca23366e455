package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.camel.EditedRoutes;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code ROUTES_RELOAD=true} in a process with the memory that is shipped. */
class ReloadedTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path folder;
    private PracticeHome home;
    private EditedRoutes routes;
    private PracticeBook book;

    @BeforeEach
    void aDaemonWithABook() throws IOException {
        home = new PracticeHome(folder);
        routes = EditedRoutes.copyTo(folder.resolve("own-routes"));
        book = home.books(1).getFirst();
        home.with("ROUTES_PATH", routes.folder().toString()).with("ROUTES_RELOAD", "true");
        home.startWith(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        home.awaitAgreements(List.of(book));
    }

    @AfterEach
    void close() {
        home.close();
    }

    private void awaitSaid(String words, int times) {
        home.await(
                words,
                SOON,
                () ->
                        home.daemon().output().lines().filter(line -> line.contains(words)).count()
                                == times);
    }

    @Test
    void goodAndBadEditsInTurnAndThenAMoveArrivesOnce() throws IOException {
        String report = routes.text("70-");
        for (int edit = 1; edit <= 4; edit++) {
            routes.edit("70-", "method: report", "method: reportt");
            awaitSaid("The edited routes are not taken over", edit);
            routes.replaceByRename("70-", report + "# edit " + edit + "\n");
            awaitSaid("Edited routes taken over: 70-report-cycle.camel.yaml", edit);
        }

        home.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(10));

        home.await("the move", PracticeHome.PATIENCE, () -> home.journalRows() == 1);
        assertThat(home.applied(book)).hasSize(1);
        assertThat(home.daemon().output()).doesNotContain("Exception", "OutOfMemory", " ERROR ");
        assertThat(home.stop()).isIn(0, 143);
        assertThat(home.daemon().output()).contains("Stopped in good order");
    }

    @Test
    void anEditThatWaitsForACycleThatHangsDoesNotHoldUpTheEnd() throws IOException {
        home.audible.faults().next(1, Faults.on("GET", "/1.0/annotations"), Fault.hang());
        home.await("a hanging read", SOON, () -> home.audible.faults().outstanding() == 0);
        routes.edit("70-", "# What", "# Edited: what");
        home.await(
                "a good edit that waits",
                SOON,
                () ->
                        home.daemon()
                                .output()
                                .contains("taken over as soon as the running cycle ends"));
        Instant told = Instant.now();

        assertThat(home.stop()).isIn(0, 143);

        assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(8));
        assertThat(home.daemon().output())
                .contains("Stopped in good order")
                .doesNotContain("taken over:");
    }
}
