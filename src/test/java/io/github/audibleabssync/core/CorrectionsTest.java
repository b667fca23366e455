package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Symptoms that the decision core once had, each as a listener would tell it. */
class CorrectionsTest {

    @Test
    void whatWasListenedToBeforeTheFinishDoesNotConfirmHearingTheBookAgain() {
        Book book = book().agreedAt("4:00:00");
        book.audiobookshelf("4:05:00", minutesAgo(5)).cycle();
        book.finished(AUDIOBOOKSHELF, minutesAgo(4)).later(60).cycle();
        book.finished(AUDIBLE, minutesAgo(4));

        book.later(60)
                .audiobookshelf("4:05:01", minutesAgo(-2))
                .unfinished(AUDIOBOOKSHELF, minutesAgo(-2));

        assertThat(book.decision()).isEqualTo("HOLD RELISTEN_UNCONFIRMED, rule 19");
    }
}
