package io.github.audibleabssync.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.core.BookSearch.Found;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/** Which book people mean. */
class BookSearchTest {

    private static final List<Pair> BOOKS =
            List.of(
                    pair("B00000001A", "", "item-a", "Foundation"),
                    pair("B00000002B", "", "item-b", "Foundation and Empire"),
                    pair("B00000003C", "", "item-c", "L’Étranger"),
                    pair("B00000004D", "", "item-d", "Die Straße der Ölsardinen"),
                    pair("B00000005E", "", "item-e", "The Copper  Signal"),
                    pair("B00000005E", "item-f", "item-f", "The Copper Signal (read by two)"),
                    pair("FOUNDATION", "", "item-g", "Something Else Entirely"));

    private static Pair pair(String asin, String twin, String itemId, String title) {
        return new Pair(
                new BookKey(new Asin(asin), twin),
                title,
                itemId,
                Duration.ofHours(10),
                Duration.ofHours(10),
                new Place(Duration.ofHours(10)),
                new Alignment.Identity(Duration.ZERO),
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "B00000002B, item-b",
        "' b00000002b ', item-b",
        "B00000005E/item-f, item-f",
        "item-e, item-e",
        "B00000005E/item-e, none",
        "and empire, item-b",
        "\"l'etranger\", item-c",
        "ETRANGER, item-c",
        "strasse der ol, item-d",
        "copper signal (read, item-f"
    })
    void aBookIsFoundByEachOfItsNames(String text, String item) {
        Found found = BookSearch.find(text.replace("\"", ""), BOOKS);

        assertThat(found instanceof Found.One(Pair pair) ? pair.itemId() : "none").isEqualTo(item);
    }

    @Test
    void aWholeTitleWinsOverAPieceOfALongerOne() {
        assertThat(BookSearch.find("the copper signal", BOOKS))
                .isEqualTo(new Found.One(BOOKS.get(4)));
        assertThat(BookSearch.find("foundation", BOOKS.subList(0, 6)))
                .isEqualTo(new Found.One(BOOKS.getFirst()));
    }

    @Test
    void aTitleThatLooksLikeAnAsinIsATitleUnlessABookHasThatAsin() {
        assertThat(BookSearch.find("foundation", BOOKS)).isEqualTo(new Found.One(BOOKS.get(6)));
    }

    @Test
    void whatFitsSeveralBooksIsListed() {
        assertThat(BookSearch.find("found", BOOKS))
                .isEqualTo(new Found.Several(List.of(BOOKS.get(0), BOOKS.get(1))));
        assertThat(BookSearch.find("b00000005e", BOOKS)).isEqualTo(new Found.One(BOOKS.get(4)));
    }

    @Test
    void aMistypedTitleIsAnsweredWithTheNearest() {
        assertThat(BookSearch.find("cooper signal", BOOKS))
                .isEqualTo(new Found.None(List.of(BOOKS.get(4), BOOKS.get(5))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "x", "qqq zzz"})
    void whatIsNoBookFindsNothing(String text) {
        assertThat(BookSearch.find(text, BOOKS)).isEqualTo(new Found.None(List.of()));
    }
}
