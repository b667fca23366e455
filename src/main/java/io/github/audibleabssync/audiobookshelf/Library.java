package io.github.audibleabssync.audiobookshelf;

/**
 * A library of the server.
 *
 * @param id its id
 * @param name for people
 * @param books whether it holds books; else podcasts
 * @param finish from where on its sessions finish a book
 */
public record Library(String id, String name, boolean books, FinishSetting finish) {}
