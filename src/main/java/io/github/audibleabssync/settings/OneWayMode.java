package io.github.audibleabssync.settings;

/** The directions in which places may be written. */
public enum OneWayMode implements Worded {
    /** Both ways. */
    BIDIRECTIONAL("bidirectional"),
    /** Only Audiobookshelf is written. */
    AUDIBLE_TO_ABS("audible_to_abs"),
    /** Only Audible is written. */
    ABS_TO_AUDIBLE("abs_to_audible");

    private final String word;

    OneWayMode(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
