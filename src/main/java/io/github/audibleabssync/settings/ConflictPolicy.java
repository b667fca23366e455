package io.github.audibleabssync.settings;

/** Who is right when both sides moved since they last agreed. */
public enum ConflictPolicy implements Worded {
    /** The place that was changed last. */
    NEWEST("newest"),
    /** The place further into the book. */
    FURTHEST("furthest"),
    /** Audiobookshelf. */
    ABS("abs"),
    /** Audible. */
    AUDIBLE("audible"),
    /** Nobody: wait until the listener decides. */
    HOLD("hold");

    private final String word;

    ConflictPolicy(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
