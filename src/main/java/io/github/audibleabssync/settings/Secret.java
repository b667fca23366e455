package io.github.audibleabssync.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that must never be seen: printing it prints a mask, only {@link #reveal()} hands it out. */
public final class Secret {

    /** What stands in the place of every secret that is printed. */
    public static final String MASK = "***";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a secret.
     *
     * @throws IllegalArgumentException if it is blank: no secret is an absent one, not an empty one
     */
    public static Secret of(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        return new Secret(value);
    }

    /** The secret itself, for the one place that sends or uses it. */
    public String reveal() {
        return value;
    }

    /** Whether the candidate is this secret, in a time that does not depend on how much of it is right. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(bytes(value), bytes(candidate));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && matches(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
