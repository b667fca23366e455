package io.github.audibleabssync.core;

/** One of the two services that hold a listener's place. */
public enum Side {
    /** The Audible account. */
    AUDIBLE("Audible"),
    /** The Audiobookshelf server. */
    AUDIOBOOKSHELF("Audiobookshelf");

    private final String title;

    Side(String title) {
        this.title = title;
    }

    /** The opposite side. */
    public Side other() {
        return this == AUDIBLE ? AUDIOBOOKSHELF : AUDIBLE;
    }

    /** The name that people know, for messages. */
    public String title() {
        return title;
    }
}
