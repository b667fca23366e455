package io.github.audibleabssync.core;

/** Which directions may be written (rule 43). */
public enum OneWayMode {
    /** Both. */
    BIDIRECTIONAL,
    /** Only Audiobookshelf is written. */
    AUDIBLE_TO_ABS,
    /** Only Audible is written. */
    ABS_TO_AUDIBLE;

    /** Whether this side may be written. */
    public boolean allows(Side target) {
        return switch (this) {
            case BIDIRECTIONAL -> true;
            case AUDIBLE_TO_ABS -> target == Side.AUDIOBOOKSHELF;
            case ABS_TO_AUDIBLE -> target == Side.AUDIBLE;
        };
    }
}
