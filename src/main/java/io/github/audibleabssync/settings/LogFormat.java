package io.github.audibleabssync.settings;

/** What a log line looks like. */
public enum LogFormat implements Worded {
    /** For people. */
    TEXT("text"),
    /** One JSON object a line, for log collectors. */
    JSON("json");

    private final String word;

    LogFormat(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
