package io.github.audibleabssync.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** How books and sides are called in the state, in logs and by people. */
class NamesTest {

    private static final Asin ASIN = new Asin("B00TEST001");

    @Test
    void anAsinIsReadAsFileTagsWriteIt() {
        assertThat(Asin.find(" b00test001 ")).contains(ASIN);
        assertThat(Asin.find("B00TEST00")).isEmpty();
        assertThat(Asin.find("B00-TEST01")).isEmpty();
        assertThat(ASIN).hasToString("B00TEST001");
        assertThatIllegalArgumentException().isThrownBy(() -> new Asin("b00test001"));
    }

    @Test
    void thePairProperIsCalledByItsAsinAndAFurtherItemByItsIdToo() {
        BookKey proper = BookKey.of(ASIN);
        BookKey twin = new BookKey(ASIN, "an/item");

        assertThat(proper).hasToString("B00TEST001");
        assertThat(twin).hasToString("B00TEST001/an/item");
        assertThat(BookKey.parse("B00TEST001")).isEqualTo(proper);
        assertThat(BookKey.parse("B00TEST001/an/item")).isEqualTo(twin);
        assertThat(proper).isLessThan(twin);
        assertThatIllegalArgumentException().isThrownBy(() -> BookKey.parse("/an/item"));
    }

    @Test
    void sidesAreCalledAsPeopleKnowThem() {
        assertThat(Side.AUDIBLE.title()).isEqualTo("Audible");
        assertThat(Side.AUDIOBOOKSHELF.title()).isEqualTo("Audiobookshelf");
    }
}
