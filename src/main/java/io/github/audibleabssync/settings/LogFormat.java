package io.github.audibleabssync.settings;

/** How a log line looks. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object a line, for machines. */
    JSON
}
