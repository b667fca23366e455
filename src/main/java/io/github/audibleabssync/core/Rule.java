package io.github.audibleabssync.core;

/**
 * The rules of the sync contract, by their numbers there. The numbers are names, not an order: {@link ConflictResolver}
 * walks the stages A to E, and the lines of each, in the contract's order.
 */
public enum Rule {
    /** Either reading is unknown: nothing follows. */
    R1_SIDE_UNKNOWN("1", Stage.A),
    /** The Audiobookshelf item is gone. */
    R2_ITEM_GONE("2", Stage.A),
    /** One side holds nothing any more. */
    R3_PLACE_VANISHED("3", Stage.C),
    /** First sight, only Audiobookshelf has a place. */
    R4_FIRST_ONLY_AUDIOBOOKSHELF("4", Stage.B),
    /** First sight, only Audible has a place. */
    R5_FIRST_ONLY_AUDIBLE("5", Stage.B),
    /** First sight, both at the same place. */
    R6_FIRST_SAME_PLACE("6", Stage.B),
    /** First sight, an order that everyone expects. */
    R7_FIRST_CLEAR("7", Stage.B),
    /** First sight, everything else waits. */
    R8_FIRST_REWIND("8", Stage.B),
    /** Finished on both sides. */
    R9_BOTH_FINISHED("9", Stage.B),
    /** First sight, finished on one side and earlier on the other. */
    R10_FIRST_FINISHED("10", Stage.B),
    /** First sight, finished on one side and listened on since on the other. */
    R11_FIRST_RELISTENED("11", Stage.B),
    /** Nothing moved. */
    R12_IN_SYNC("12", Stage.C),
    /** Audiobookshelf went forward alone. */
    R13_AUDIOBOOKSHELF_FORWARD("13", Stage.D),
    /** Audible went forward alone. */
    R14_AUDIBLE_FORWARD("14", Stage.D),
    /** One side went back a little, alone. */
    R15_BACK_A_LITTLE("15", Stage.D),
    /** One side jumped back, alone. */
    R16_JUMP_BACK("16", Stage.D),
    /** A place changed and its time did not. */
    R17_STALE_ECHO("17", Stage.C),
    /** A reset to the start. */
    R18_RESET("18", Stage.D),
    /** A finished book moves. */
    R19_RELISTEN("19", Stage.C),
    /** Both moved to the same place. */
    R20_CONVERGED("20", Stage.D),
    /** Both moved, the newer is further. */
    R21_NEWER_FURTHER("21", Stage.D),
    /** Both moved, the newer is a little behind. */
    R22_NEWER_LITTLE_BEHIND("22", Stage.D),
    /** Both went forward, the newer far behind. */
    R23_NEWER_FAR_BEHIND("23", Stage.D),
    /** Both moved, neither is newer. */
    R24_NEITHER_NEWER("24", Stage.D),
    /** Both moved, the newer went far back. */
    R25_NEWER_JUMPED_BACK("25", Stage.D),
    /** Finished on one side while the other was listened on. */
    R26_FINISHED_ELSEWHERE("26", Stage.C),
    /** Audiobookshelf finished. */
    R27_AUDIOBOOKSHELF_FINISHED("27", Stage.C),
    /** Audible finished. */
    R28_AUDIBLE_FINISHED("28", Stage.C),
    /** Audiobookshelf was marked not finished, which zeroes it. */
    R29_AUDIOBOOKSHELF_RESTARTED("29", Stage.C),
    /** Audible was marked not finished. */
    R30_AUDIBLE_REOPENED("30", Stage.C),
    /** Audiobookshelf is playing. */
    R31_AUDIOBOOKSHELF_PLAYING("31", Stage.E),
    /** Audible is playing. */
    R32_AUDIBLE_PLAYING("32", Stage.E),
    /** Both are playing. */
    R33_BOTH_PLAYING("33", Stage.E),
    /** The target changed under our hands. */
    R34_TARGET_MOVED("34", Stage.E),
    /** A write was answered with success and not found afterwards. */
    R35_NOT_CONFIRMED("35", Stage.E),
    /** Our last write is not confirmed yet. */
    R36_WRITE_PENDING("36", Stage.A),
    /** Never into the last seconds without a finish. */
    R37_BEFORE_THE_END("37", Stage.E),
    /** Never beyond the end. */
    R38_CLAMPED("38", Stage.E),
    /** Several Audiobookshelf items share the ASIN. */
    R39_DUPLICATE_ASIN("39", Stage.A),
    /** A server's clock cannot be trusted. */
    R40_CLOCK_WANDERS("40", Stage.A),
    /** The state is damaged or missing. */
    R41_STATE_DAMAGED("41", Stage.A),
    /** Too many backward writes at once. */
    R42_SAFETY_STOP("42", Stage.E),
    /** The one-way mode forbids the direction. */
    R43_ONE_WAY("43", Stage.E),
    /** Dry run. */
    R44_DRY_RUN("44", Stage.E),
    /** Written a moment ago. */
    R45_COOLING_DOWN("45", Stage.E),
    /** Nothing fits: never a write. */
    R46_NO_RULE("46", Stage.D),
    /** The editions do not fit (contract §1, no number there). */
    EDITION("§1", Stage.A),
    /** The target has the value already (the contract's line in E without a number). */
    ALREADY_THERE("E", Stage.E);

    /** The contract's stages, in the order in which they are walked. */
    public enum Stage {
        /** May we decide at all? */
        A,
        /** No agreement: first sight. */
        B,
        /** Agreement: absence, flags, finished books. */
        C,
        /** Agreement: places of an unfinished book. */
        D,
        /** On the way to the write. */
        E
    }

    private final String label;
    private final Stage stage;

    Rule(String label, Stage stage) {
        this.label = label;
        this.stage = stage;
    }

    /** The number in the contract, as text: logs, metrics and the status page show it. */
    public String label() {
        return label;
    }

    /** Where in the contract it stands; rule 9 stands in B and C. */
    public Stage stage() {
        return stage;
    }
}
