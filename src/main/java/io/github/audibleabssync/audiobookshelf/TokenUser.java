package io.github.audibleabssync.audiobookshelf;

/**
 * Whose token it is. The answer that it comes from is a secret as a whole; this is not.
 *
 * @param name the user name
 * @param type {@code root}, {@code admin}, {@code user} or {@code guest}
 * @param entries how many items, podcasts included, the user has progress on
 */
public record TokenUser(String name, String type, int entries) {}
