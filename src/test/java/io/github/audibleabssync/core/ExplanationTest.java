package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.hoursAgo;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.Explanation.Change;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Optional;

class ExplanationTest {

    @Test
    void aHeldJumpBackTellsWhatItIsAndWhatWouldEndIt() {
        Explanation why =
                Explanation.of(
                        book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(2)).situation());

        assertThat(why.decision().rule()).isEqualTo(Rule.R16_JUMP_BACK);
        assertThat(why.inputs())
                .containsExactly(
                        "Audible: 1:00:00, since 2026-03-01T11:58:00Z, read 2026-03-01T12:00:00Z",
                        "Audiobookshelf: 5:00:00, since 2026-02-27T12:00:00Z, read"
                                + " 2026-03-01T12:00:00Z",
                        "agreed: Audible 5:00:00, Audiobookshelf 5:00:00, at 2026-02-27T12:00:00Z",
                        "Audible since then: jumped back by 4:00:00",
                        "Audiobookshelf since then: stands",
                        "between them: 4:00:00, Audible is the more recent",
                        "conflict policy: newest");
        assertThat(why.changes())
                .containsExactly(
                        new Change(
                                "Audible plays on for five minutes from there",
                                "Audiobookshelf goes to 1:05:00"),
                        new Change(
                                "Audiobookshelf plays on for five minutes from there",
                                "Audible goes to 5:05:00"),
                        new Change(
                                "nothing happens for a quarter of an hour",
                                "Audiobookshelf goes to 1:00:00"),
                        new Change("nothing happens for a day", "Audiobookshelf goes to 1:00:00"),
                        new Change("you say: confirm", "Audiobookshelf goes to 1:00:00"),
                        new Change("you say: keep audible", "Audiobookshelf goes to 1:00:00"),
                        new Change("you say: keep abs", "Audible goes to 5:00:00"));
        assertThat(why.remedy()).contains("audible-abs-sync confirm B00TEST001");
    }

    @Test
    void aResetIsNotConfirmedByStanding() {
        Explanation why =
                Explanation.of(
                        book().agreedAt("5:00:00")
                                .audiobookshelf("0:00", minutesAgo(2))
                                .situation());

        assertThat(why.changes())
                .extracting(Change::event)
                .contains("Audiobookshelf plays on for five minutes from there")
                .doesNotContain("nothing happens for a day");
    }

    @Test
    void aFinishThatWaitsGoesAfterADay() {
        Explanation why =
                Explanation.of(
                        book().agreedAt("5:00:00")
                                .audible("7:00:00", minutesAgo(2))
                                .finished(AUDIOBOOKSHELF, hoursAgo(2))
                                .situation());

        assertThat(why.inputs())
                .contains(
                        "Audible since then: went on by 2:00:00",
                        "Audiobookshelf since then: stands, finished");
        assertThat(why.changes())
                .contains(
                        new Change(
                                "nothing happens for a day",
                                "Audible keeps its place and is marked finished"));
    }

    @Test
    void aBookInSyncWaitsForNothing() {
        Explanation why = Explanation.of(book().agreedAt("5:00:00").situation());

        assertThat(why.changes()).isEmpty();
        assertThat(why.remedy()).isEmpty();
        assertThat(Explanation.tell(why.decision())).isEqualTo("nothing is written: nothing moved");
    }

    @Test
    void aSideThatDidNotAnswerIsNamed() {
        Explanation why = Explanation.of(book().agreedAt("5:00:00").unknown(AUDIBLE).situation());

        assertThat(why.inputs()).contains("Audible: could not be read (no answer)");
        assertThat(why.remedy()).isEmpty();
    }

    @Test
    void aSideThatHoldsNothingIsNamed() {
        Explanation why =
                Explanation.of(book().agreedAt("5:00:00").nothing(AUDIOBOOKSHELF).situation());

        assertThat(why.inputs()).contains("Audiobookshelf: holds no place");
        assertThat(why.remedy()).contains("audible-abs-sync keep audible B00TEST001");
    }

    @Test
    void aBookThatNobodyAgreedOnYetSaysSo() {
        Explanation why =
                Explanation.of(
                        book().audible("8:00:00", hoursAgo(90))
                                .audiobookshelf("1:00:00", minutesAgo(5))
                                .situation());

        assertThat(why.inputs()).contains("agreed: never yet");
        assertThat(why.remedy()).contains("audible-abs-sync confirm B00TEST001");
    }

    @Test
    void whatTheStateRemembersOfACycleIsExplainedAsTheCycleDecidedIt() {
        Book book = book().agreedAt("5:00:00").nothing(AUDIOBOOKSHELF);
        book.cycle();

        Optional<Situation> remembered =
                Situation.remembered(book.pair(), book.state, false, book.policy, book.now);

        assertThat(ConflictResolver.decide(remembered.orElseThrow())).isEqualTo(book.decide());
    }

    @Test
    void aBookThatWasNeverAskedCannotBeExplained() {
        assertThat(
                        Situation.remembered(
                                book().pair(), BookState.NEW, false, SyncPolicy.DEFAULT, Book.NOON))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Reading.Why.class)
    void everyReasonForSilenceIsRemembered(Reading.Why why) {
        Reading silent = Reading.unknown(why);

        assertThat(Heard.Answer.of(silent).reading(Track.EMPTY)).isEqualTo(silent);
    }
}
