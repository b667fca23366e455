package io.github.audibleabssync.settings;

/**
 * A header that is sent with every request to Audiobookshelf.
 *
 * @param name as the user wrote it
 * @param value often a credential of a proxy in front of the server
 */
public record ExtraHeader(String name, Secret value) {}
