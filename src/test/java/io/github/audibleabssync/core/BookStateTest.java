package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.NOON;
import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.BookState.Outcome;
import io.github.audibleabssync.core.BookState.PutOff;
import io.github.audibleabssync.core.BookState.Verdict;
import io.github.audibleabssync.core.BookState.WriteHistory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Optional;

/** A copy of what is remembered differs from it in one thing. */
class BookStateTest {

    private static final String[] ALL = {
        "agreement",
        "audible",
        "audiobookshelf",
        "audibleWrites",
        "audiobookshelfWrites",
        "last",
        "askedAt",
        "movedAt",
        "putOff"
    };

    private final BookState state = book().agreedAt("5:00:00").situation().state();

    @Test
    void anAgreementIsReplacedAlone() {
        Agreement other = book().agreedAt("6:00:00").state.agreement().orElseThrow();
        BookState copy = state.withAgreement(other);

        assertThat(copy.agreement()).contains(other);
        isOtherwiseAsBefore(copy, "agreement");
    }

    @Test
    void theLastDecisionIsReplacedAlone() {
        Verdict verdict = new Verdict(Rule.R12_IN_SYNC, Outcome.LEAVE, Reason.IN_SYNC, NOON);
        BookState copy = state.withLast(verdict);

        assertThat(copy.last()).contains(verdict);
        isOtherwiseAsBefore(copy, "last");
    }

    @Test
    void aWaitBeginsAndEndsAlone() {
        BookState waiting = state.withPutOff(Optional.of(new PutOff(NOON, 1)));

        assertThat(waiting.putOff()).contains(new PutOff(NOON, 1));
        isOtherwiseAsBefore(waiting, "putOff");
        assertThat(waiting.withPutOff(Optional.empty())).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource
    void oneSideIsReplacedAndTheOtherStays(Side side) {
        Track track = book().says(side, "7:00:00", minutesAgo(3)).situation().state().track(side);
        WriteHistory writes = new WriteHistory(Optional.of(NOON), 1, Optional.empty());
        BookState copy = state.withSide(side, track, writes);

        assertThat(copy.track(side)).isEqualTo(track);
        assertThat(copy.writes(side)).isEqualTo(writes);
        assertThat(copy.track(side.other())).isEqualTo(state.track(side.other()));
        assertThat(copy.writes(side.other())).isEqualTo(state.writes(side.other()));
        isOtherwiseAsBefore(
                copy, "audible", "audiobookshelf", "audibleWrites", "audiobookshelfWrites");
    }

    @Test
    void eachKindOfDecisionIsRememberedByItsName() {
        assertThat(book().agreedAt("5:00:00").audible("5:10:00", minutesAgo(3)).decide().outcome())
                .isEqualTo(Outcome.WRITE);
        assertThat(
                        book().audible("5:00:00", minutesAgo(3))
                                .audiobookshelf("5:00:00", minutesAgo(3))
                                .decide()
                                .outcome())
                .isEqualTo(Outcome.AGREE);
        assertThat(book().agreedAt("5:00:00").nothing(AUDIBLE).decide().outcome())
                .isEqualTo(Outcome.HOLD);
        assertThat(book().agreedAt("5:00:00").unknown(AUDIOBOOKSHELF).decide().outcome())
                .isEqualTo(Outcome.LEAVE);
    }

    private void isOtherwiseAsBefore(BookState copy, String... replaced) {
        assertThat(ALL).contains(replaced);
        assertThat(copy)
                .isNotEqualTo(state)
                .usingRecursiveComparison()
                .ignoringFields(replaced)
                .isEqualTo(state);
    }
}
