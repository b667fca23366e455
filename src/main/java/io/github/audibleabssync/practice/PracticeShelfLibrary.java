package io.github.audibleabssync.practice;

/**
 * A library of the practice Audiobookshelf.
 *
 * @param podcasts whether it holds podcasts instead of books
 * @param finish from where on its session syncs call an item finished
 */
public record PracticeShelfLibrary(
        String id, String name, boolean podcasts, FinishSetting finish) {}
