package io.github.audibleabssync.core;

/**
 * Who asked for a write.
 *
 * @param who what kind of asker
 * @param command the number of the command that asked, so that writes of one command can be told from others; 0 for a rule
 */
public record Origin(Who who, long command) {

    /** The rules alone. */
    public static final Origin RULE = new Origin(Who.RULE, 0);

    /** Kinds of askers, as the journal names them. */
    public enum Who {
        /** A rule of the contract. */
        RULE,
        /** A person took writes back. */
        UNDO,
        /** A person confirmed a place, or chose a side. */
        PERSON
    }
}
