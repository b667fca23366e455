package io.github.audibleabssync.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.settings.StateLocation;
import io.github.audibleabssync.state.InMemoryStateStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is read of the older daemon's state, and how often. */
class TakeoverTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir private Path folder;
    private final InMemoryStateStore store = new InMemoryStateStore();
    private Path older = Path.of("");

    @BeforeEach
    void locate() {
        older = folder.resolve("state.json");
    }

    @Test
    void theBookUsedLastComesFirst() throws Exception {
        Files.writeString(
                older,
                """
                {"items": {"B000000001": {"asin": "B000000001", "last_seen_audible_position_ms": 1,
                  "watchlist": ["B0000000XX"], "last_sync_result": null, "error_count": 0}},
                 "watchlist": ["B000000001", "B000000002", "B000000003", "B000000001"],
                 "last_deep_scan": 1735689600.5, "last_successful_sync": null}
                """);

        assertThat(OlderState.readWatchlist(older))
                .extracting(Asin::value)
                .containsExactly("B000000001", "B000000003", "B000000002");
    }

    @Test
    void whatIsNoAsinIsPassedOver() throws Exception {
        Files.writeString(
                older,
                "{\"watchlist\": [\"B000000001\", 7, null, [\"B000000002\"], {\"a\":"
                        + " \"B000000003\"}, \"; DROP TABLE\", \"\"]}");

        assertThat(OlderState.readWatchlist(older)).containsExactly(new Asin("B000000001"));
    }

    @Test
    void ofALongListTheLatestFiveHundredAreRead() throws Exception {
        String list =
                IntStream.range(0, 2000)
                        .mapToObj("\"B%09d\""::formatted)
                        .collect(Collectors.joining(","));
        Files.writeString(older, "{\"watchlist\": [" + list + "]}");

        assertThat(OlderState.readWatchlist(older)).hasSize(500).startsWith(new Asin("B000001999"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"watchlist\": [\"B000000001\"]|it is damaged in line 1, column 29",
                "{\"watchlist\": [\"B000000001\"], \"items\": {\"B0|it is damaged in line 1, column"
                        + " 44",
                "{\"watchlist\": {}}|it has no watchlist",
                "{\"other\": 1}|it has no watchlist",
                "[\"watchlist\"]|it has no watchlist",
                "``|it has no watchlist",
                "SQLite format 3|it is damaged in line 1, column 8",
            })
    void whatCannotBeUsedSaysWhyAndShowsNothingOfIt(String content, String why) throws IOException {
        Files.writeString(older, content);

        assertThatThrownBy(() -> OlderState.readWatchlist(older))
                .isInstanceOf(OlderState.Unusable.class)
                .hasMessage(why);
    }

    @Test
    void aHostileFileIsRefusedAndNotSwallowed() throws IOException {
        Files.writeString(older, "{\"items\":" + "[".repeat(100_000));
        assertThatThrownBy(() -> OlderState.readWatchlist(older))
                .isInstanceOf(OlderState.Unusable.class)
                .hasMessageStartingWith("it is damaged");

        Files.write(older, new byte[OlderState.MOST_BYTES + 1]);
        assertThatThrownBy(() -> OlderState.readWatchlist(older))
                .isInstanceOf(OlderState.Unusable.class)
                .hasMessage("it is larger than 16 MB");
    }

    @Test
    void itIsReadOnceInTheLifeOfAState() throws IOException {
        Files.writeString(older, "{\"watchlist\": [\"B000000001\"]}");
        takeOver();
        Files.writeString(older, "{\"watchlist\": [\"B000000002\"]}");

        takeOver();

        assertThat(store.findValue("older-watchlist")).contains("2026-03-01T12:00:00Z B000000001");
    }

    @Test
    void anEmptyWatchlistIsReadOnceToo() throws IOException {
        Files.writeString(older, "{\"watchlist\": []}");
        takeOver();
        Files.writeString(older, "{\"watchlist\": [\"B000000002\"]}");

        takeOver();

        assertThat(store.findValue("older-watchlist")).contains("2026-03-01T12:00:00Z");
    }

    @Test
    void aDamagedFileIsLeftAsItIsAndReadWhenItIsGoodAgain() throws IOException {
        Files.writeString(older, "{\"watchlist\": [\"B0000");
        takeOver();
        assertThat(older).hasContent("{\"watchlist\": [\"B0000");
        assertThat(store.findValue("older-watchlist")).isEmpty();

        Files.writeString(older, "{\"watchlist\": [\"B000000002\"]}");
        takeOver();

        assertThat(store.findValue("older-watchlist")).contains("2026-03-01T12:00:00Z B000000002");
    }

    /** Reading it while it is open drops SQLite's locks; and it was called foreign, to be removed. */
    @Test
    void aStateOfOursUnderTheOlderNameIsNotLookedInto() throws IOException {
        Files.writeString(older, "{\"watchlist\": [\"B000000001\"]}");

        Takeover.run(new StateLocation(older, older, false), store, CLOCK);

        assertThat(EarlierWatchlist.isKept(store)).isFalse();
    }

    @Test
    void nothingButItsWatchlistGetsIntoTheState() throws IOException {
        Files.writeString(
                older,
                "{\"watchlist\": [\"B000000001\"], \"items\": {\"B000000001\":"
                        + " {\"last_seen_audible_position_ms\": 3600000.0,"
                        + " \"last_pushed_to_abs_at\": 1735689600.5}}}");

        takeOver();

        assertThat(store.listBooks()).isEmpty();
        assertThat(store.listAudibleTitles()).isEqualTo(List.<AudibleTitle>of());
        assertThat(store.listOpenClaims()).isEmpty();
        assertThat(store.countJournal()).isZero();
    }

    private void takeOver() {
        Takeover.run(new StateLocation(folder.resolve("state.db"), older, true), store, CLOCK);
    }
}
