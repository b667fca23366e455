package io.github.audibleabssync.audiobookshelf;

/**
 * What an Audiobookshelf server tells anybody of itself.
 *
 * @param version as {@code 2.36.0}; empty text when it does not say
 * @param ready whether its first user was made
 */
public record ServerStatus(String version, boolean ready) {}
