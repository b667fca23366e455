package io.github.audibleabssync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The webhook that the README shows, put where the README says. */
final class ReadmeWebhookTest {

    @TempDir Path folder;

    @Test
    void itIsCalledOnceForAWrite() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        HttpServer hook =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        hook.createContext(
                "/hook",
                exchange -> {
                    calls.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        hook.start();
        try (Rig rig = rigWithHook("http://127.0.0.1:" + hook.getAddress().getPort() + "/hook")) {
            PracticeBook book = agreedBook(rig);
            rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(10));

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.writes()).isEqualTo(1);
            assertThat(cycle.stopped()).isEmpty();
            assertThat(calls).containsExactly("{\"book\":\"%s\"}".formatted(book.title()));
        } finally {
            hook.stop(0);
        }
    }

    @Test
    void oneThatDoesNotAnswerCostsNeitherTheWriteNorTheCycle() throws Exception {
        try (Rig rig = rigWithHook("http://127.0.0.1:9/hook")) {
            PracticeBook book = agreedBook(rig);
            rig.listener.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(10));

            Cycle cycle = rig.nextCycle();

            assertThat(cycle.writes()).isEqualTo(1);
            assertThat(cycle.succeeded()).isTrue();
        }
    }

    private static PracticeBook agreedBook(Rig rig) throws Exception {
        PracticeBook book = rig.bookAt(Duration.ofHours(1));
        rig.start().nextCycles(2);
        return book;
    }

    private Rig rigWithHook(String address) throws Exception {
        EditedRoutes routes = EditedRoutes.copyTo(folder.resolve("routes"));
        String last = "            method: settle\n";
        routes.edit(
                "60-",
                last,
                last
                        + ReadmeRecipesTest.recipe("A webhook after each write")
                                .replace("https://example.org/hook", address));
        return new Rig(folder).with("ROUTES_PATH", routes.folder().toString());
    }
}
