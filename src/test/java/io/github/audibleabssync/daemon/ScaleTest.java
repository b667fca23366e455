package io.github.audibleabssync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeBook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * 10,000 titles on Audible and 2,000 books on both sides, with the options for Java that are shipped and the HTTP server on,
 * as in the container.
 *
 * <p>Nothing is put into the state: the first sweep really runs. It is short here since cycles begin every second, and 25 hot
 * books fill a request, so that each cycle opens a second one for 25 books that were never asked, besides the 25 of the
 * sweep's own step every two seconds: about a minute. With the usual interval the steps alone take 160 s.
 */
class ScaleTest {

    private static final int ON_AUDIBLE_ONLY = 8_000;
    private static final int ON_BOTH = 2_000;
    private static final int HOT = 25;
    private static final int UNTOUCHED = 300;
    private static final int STEADY_CYCLES = 10;
    private static final long MOST_MEMORY_KB = 160 * 1024;

    @TempDir Path folder;

    @Test
    void aSteadyCycleIsTwoRequestsAndShortWhateverTheLibrariesHold() throws IOException {
        try (PracticeHome home = new PracticeHome(folder).withHttpServer()) {
            // given
            List<PracticeBook> both = libraries(home);
            Path options = Path.of("src/main/dist/lib/jvm.options").toAbsolutePath();
            Instant start = Instant.now();
            DaemonProcess daemon = home.startWith(List.of("@" + options));
            home.awaitState(
                    "the first sweep",
                    Duration.ofMinutes(4),
                    store ->
                            store.listBooks().values().stream()
                                            .filter(book -> book.askedAt().isPresent())
                                            .count()
                                    == both.size());
            Duration swept = Duration.between(start, Instant.now());
            long peak = daemon.memory("VmHWM");
            long pages = home.audible.log().count("GET", "/1.0/library");
            home.awaitCycles(3);

            // when
            long audible = home.audible.log().total();
            long audiobookshelf = home.audiobookshelf.log().total();
            home.awaitCycles(STEADY_CYCLES + 1);
            List<LoggedRequest> steady =
                    Stream.concat(
                                    home.audible.log().since(audible).stream(),
                                    home.audiobookshelf.log().since(audiobookshelf).stream())
                            .sorted(Comparator.comparing(LoggedRequest::time))
                            .dropWhile(request -> !request.is("GET", "/api/me"))
                            .limit(2L * STEADY_CYCLES)
                            .toList();
            long memory = daemon.memory("VmRSS");

            // then
            Duration longest = Duration.ZERO;
            Duration longestStep = Duration.ZERO;
            for (int cycle = 0; cycle < STEADY_CYCLES; cycle++) {
                LoggedRequest first = steady.get(2 * cycle);
                LoggedRequest second = steady.get(2 * cycle + 1);
                assertThat(first.path()).startsWith("/api/me");
                assertThat(second.path()).isEqualTo("/1.0/annotations/lastpositions");
                longest = max(longest, Duration.between(first.time(), second.time()));
                if (cycle > 0) {
                    Instant before = steady.get(2 * cycle - 2).time();
                    longestStep = max(longestStep, Duration.between(before, first.time()));
                }
            }
            System.out.printf(
                    "scale: first sweep %d s, library pages %d, steady cycle 2 requests in <= %d"
                            + " ms, a cycle every <= %d ms, resident %d MB idle, %d MB at most%n",
                    swept.toSeconds(),
                    pages,
                    longest.toMillis(),
                    longestStep.toMillis(),
                    memory / 1024,
                    peak / 1024);
            assertThat(pages).isEqualTo(51);
            assertThat(home.audible.log().count("GET", "/1.0/library")).isEqualTo(pages);
            assertThat(home.audible.log().count("PUT", "/")).isZero();
            assertThat(home.audiobookshelf.log().all(LoggedRequest::writes)).isEmpty();
            assertThat(longest).isLessThan(Duration.ofSeconds(1));
            // the timer waits for the cycle: were one longer than a second, so would be this
            assertThat(longestStep).isLessThan(Duration.ofSeconds(2));
            assertThat(memory).isLessThan(MOST_MEMORY_KB);
            assertThat(peak).isLessThan(MOST_MEMORY_KB);
            assertThat(daemon.output()).doesNotContain("OutOfMemoryError");
        }
    }

    /** Most books were finished long ago, some never begun, and a few are being listened to. */
    private static List<PracticeBook> libraries(PracticeHome home) {
        Instant then = Instant.now().minus(Duration.ofDays(100));
        List<PracticeBook> both = home.library.books(ON_BOTH);
        home.library.onAudibleOnly(ON_AUDIBLE_ONLY);
        for (int i = 0; i < both.size() - UNTOUCHED; i++) {
            PracticeBook book = both.get(i);
            boolean finished = i >= HOT;
            home.audible.prepare(book.asin(), PracticeHome.FIRST, then);
            home.audiobookshelf.prepare(book.itemId(), PracticeHome.FIRST, finished, then);
            if (finished) {
                home.audible.prepareFinished(book.asin(), true, then);
            }
        }
        return both;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
