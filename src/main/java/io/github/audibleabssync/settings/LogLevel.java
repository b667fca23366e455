package io.github.audibleabssync.settings;

/** How much is logged. */
public enum LogLevel {
    /** Everything. */
    TRACE,
    /** What a developer wants to know. */
    DEBUG,
    /** What an operator wants to know. */
    INFO,
    /** What needs a look. */
    WARN,
    /** What failed. */
    ERROR
}
