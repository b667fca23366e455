package io.github.audibleabssync.settings;

/** The chapters of the settings' reference. */
public enum SettingGroup {
    /** Where and how Audiobookshelf is reached. */
    AUDIOBOOKSHELF("Audiobookshelf"),
    /** The Audible account and how often it is asked. */
    AUDIBLE("Audible"),
    /** What is carried over, and when. */
    SYNC("Synchronising"),
    /** What is kept on disk. */
    STATE("State and journal"),
    /** Health, metrics and status over HTTP. */
    HTTP_SERVER("HTTP server"),
    /** Calls to both services. */
    NETWORK("Network"),
    /** The Camel routes. */
    ROUTES("Routes"),
    /** What is written to the log. */
    LOG("Logging");

    private final String title;

    SettingGroup(String title) {
        this.title = title;
    }

    /** The chapter's heading. */
    public String title() {
        return title;
    }
}
