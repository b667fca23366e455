package io.github.audibleabssync.cli.demo;

import io.github.audibleabssync.practice.PracticeBook;

/**
 * A book of the demo.
 *
 * @param book its ids
 * @param where which libraries have it
 */
record DemoBook(PracticeBook book, Where where) {

    /** Which libraries have a book. */
    enum Where {
        BOTH(""),
        AUDIBLE_ONLY("only in the Audible library: nothing to keep in step"),
        AUDIOBOOKSHELF_ONLY("only in the Audiobookshelf library: nothing to keep in step");

        private final String sentence;

        Where(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    static DemoBook onBothSides(PracticeBook book) {
        return new DemoBook(book, Where.BOTH);
    }

    String title() {
        return book.title();
    }
}
