package io.github.audibleabssync.settings;

/** How much is logged. */
public enum LogLevel implements Worded {
    /** Everything. */
    TRACE("TRACE"),
    /** What a developer wants to know. */
    DEBUG("DEBUG"),
    /** What an operator wants to know. */
    INFO("INFO"),
    /** What needs a look. */
    WARN("WARN"),
    /** What failed. */
    ERROR("ERROR");

    private final String word;

    LogLevel(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
