package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Book.book;
import static io.github.audibleabssync.core.Book.hoursAgo;
import static io.github.audibleabssync.core.Book.minutesAgo;
import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** Each hold has one command, and it names the side that has something to keep. */
class RemedyTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void theCommandThatEndsIt(String situation, Book book, String expected) {
        Situation now = book.situation();

        assertThat(Remedy.find(now, ConflictResolver.decide(now)).orElse("none"))
                .isEqualTo(expected.replace("BOOK", now.pair().key().toString()));
    }

    static Stream<Arguments> theCommandThatEndsIt() {
        return Stream.of(
                arguments(
                        "a jump back",
                        book().agreedAt("5:00:00").audible("1:00:00", minutesAgo(1)),
                        "audible-abs-sync confirm BOOK"),
                arguments(
                        "a conflict",
                        book().agreedAt("5:00:00")
                                .audible("1:00:00", minutesAgo(1))
                                .audiobookshelf("6:00:00", minutesAgo(1)),
                        "audible-abs-sync keep audible BOOK, or keep abs BOOK"),
                arguments(
                        "discarded on Audiobookshelf: Audible has the place",
                        book().agreedAt("5:00:00").nothing(AUDIOBOOKSHELF),
                        "audible-abs-sync keep audible BOOK"),
                arguments(
                        "vanished on Audible: Audiobookshelf has the place",
                        book().agreedAt("5:00:00").nothing(AUDIBLE),
                        "audible-abs-sync keep abs BOOK"),
                arguments(
                        "an old place on Audible",
                        book().audible("5:00:00", hoursAgo(24 * 91)).nothing(AUDIOBOOKSHELF),
                        "audible-abs-sync keep audible BOOK"),
                arguments(
                        "an old finish on Audible, at its start",
                        book().audible("0:00", hoursAgo(24 * 91))
                                .finished(AUDIBLE, hoursAgo(24 * 91))
                                .audiobookshelf("0:00", hoursAgo(1)),
                        "audible-abs-sync keep audible BOOK"),
                arguments(
                        "an old finish on Audiobookshelf, Audible at its start",
                        book().audible("0:00", hoursAgo(24 * 200))
                                .audiobookshelf("9:59:00", hoursAgo(24 * 91))
                                .finished(AUDIOBOOKSHELF, hoursAgo(24 * 91)),
                        "audible-abs-sync keep abs BOOK"),
                arguments(
                        "a paused book",
                        book().agreedAt("5:00:00").paused(),
                        "audible-abs-sync resume BOOK"),
                arguments("in sync", book().agreedAt("5:00:00"), "none"));
    }
}
