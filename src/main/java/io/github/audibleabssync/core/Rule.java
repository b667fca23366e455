package io.github.audibleabssync.core;

import java.util.List;

/**
 * The rules of the sync contract, by their numbers there. The numbers are names, not an order: {@link ConflictResolver}
 * walks the stages A to E, and the lines of each, in the contract's order.
 */
public enum Rule {
    /** Either reading is unknown: nothing follows. */
    R1_SIDE_UNKNOWN(
            "1",
            Stage.A,
            "either side could not be read credibly",
            "nothing; the agreement stays",
            Reason.SIDE_UNKNOWN,
            Reason.TITLE_REFUSED,
            Reason.NOT_SEEN_YET),
    /** The Audiobookshelf item is gone. */
    R2_ITEM_GONE(
            "2",
            Stage.A,
            "the Audiobookshelf item itself is gone",
            "nothing; adding it again resumes",
            Reason.ITEM_GONE),
    /** One side holds nothing any more. */
    R3_PLACE_VANISHED(
            "3",
            Stage.C,
            "one side holds nothing any more",
            "hold; a later move forward on the other side is written to it. Both hold nothing:"
                    + " nothing",
            Reason.PROGRESS_DISCARDED,
            Reason.PLACE_VANISHED,
            Reason.NOT_STARTED,
            Reason.MOVED),
    /** First sight, only Audiobookshelf has a place. */
    R4_FIRST_ONLY_AUDIOBOOKSHELF(
            "4",
            Stage.B,
            "only Audiobookshelf is beyond its first 60 s; Audible holds nothing or 0",
            "the place → Audible",
            Reason.MOVED),
    /** First sight, only Audible has a place. */
    R5_FIRST_ONLY_AUDIBLE(
            "5",
            Stage.B,
            "only Audible is beyond its first 60 s; Audiobookshelf holds nothing or 0",
            "the place → Audiobookshelf, if it is within the import window; nothing where nobody"
                    + " has begun",
            Reason.MOVED,
            Reason.TOO_OLD_TO_IMPORT,
            Reason.NOT_STARTED),
    /** First sight, both at the same place. */
    R6_FIRST_SAME_PLACE("6", Stage.B, "both sides are at the same place", "agree", Reason.AGREED),
    /** First sight, an order that everyone expects. */
    R7_FIRST_CLEAR(
            "7",
            Stage.B,
            "the newer place is further, or at most 10 min behind and beyond its first 60 s; or"
                    + " neither is newer and they are at most 30 min apart",
            "the newer, or else the further → the other side; SYNC_CONFLICT_POLICY may say"
                    + " otherwise",
            Reason.MOVED,
            Reason.CONFLICT,
            Reason.FIRST_SIGHT_REWIND),
    /** First sight, everything else waits. */
    R8_FIRST_REWIND(
            "8",
            Stage.B,
            "the newer place is far behind or at the very start; or neither is newer and they are"
                    + " far apart",
            "hold until the newer is listened on, then it → the other side; SYNC_CONFLICT_POLICY"
                    + " may say otherwise",
            Reason.FIRST_SIGHT_REWIND,
            Reason.MOVED,
            Reason.CONFLICT),
    /** Finished on both sides. */
    R9_BOTH_FINISHED(
            "9",
            Stage.B,
            "both sides are finished, one of them newly or at first sight",
            "agree",
            Reason.AGREED),
    /** First sight, finished on one side and earlier on the other. */
    R10_FIRST_FINISHED(
            "10",
            Stage.B,
            "finished on one side; the other is mid-book and older, or holds nothing or 0",
            "the finish → the other side; over nothing or 0 only within the import window",
            Reason.FINISHED,
            Reason.TOO_OLD_TO_IMPORT,
            Reason.FLAGS_NOT_SYNCED),
    /** First sight, finished on one side and listened on since on the other. */
    R11_FIRST_RELISTENED(
            "11",
            Stage.B,
            "finished on one side; the other is mid-book and not older",
            "agree on unequal flags; rule 19 guards the finish",
            Reason.AGREED),
    /** Nothing moved. */
    R12_IN_SYNC("12", Stage.C, "neither place nor flag moved", "nothing", Reason.IN_SYNC),
    /** Audiobookshelf went forward alone. */
    R13_AUDIOBOOKSHELF_FORWARD(
            "13",
            Stage.D,
            "Audiobookshelf went forward, Audible stands",
            "the place → Audible",
            Reason.MOVED),
    /** Audible went forward alone. */
    R14_AUDIBLE_FORWARD(
            "14",
            Stage.D,
            "Audible went forward, Audiobookshelf stands",
            "the place → Audiobookshelf",
            Reason.MOVED),
    /** One side went back a little, alone. */
    R15_BACK_A_LITTLE(
            "15",
            Stage.D,
            "one side went back by at most SYNC_MAX_REWIND_SECONDS, the other stands",
            "the place → the other side, after one more agreeing reading",
            Reason.BACK_UNCONFIRMED,
            Reason.MOVED),
    /** One side jumped back, alone. */
    R16_JUMP_BACK(
            "16",
            Stage.D,
            "one side jumped back, the other stands",
            "hold until it is confirmed by two minutes of listening or by standing, then the place"
                    + " → the other side",
            Reason.REWIND_UNCONFIRMED,
            Reason.MOVED),
    /** A place changed and its time did not. */
    R17_STALE_ECHO(
            "17",
            Stage.C,
            "a place changed and its own time did not",
            "nothing for one reading; then it is a move whose time is unknown",
            Reason.STALE_ECHO),
    /** A reset to the start. */
    R18_RESET(
            "18",
            Stage.D,
            "one side was reset to its start and the other stands, or the reset is the newer of two"
                    + " moves",
            "hold until it is confirmed by five minutes of listening, undone or overtaken; then the"
                    + " place → the other side",
            Reason.RESET_UNCONFIRMED,
            Reason.MOVED),
    /** A finished book moves. */
    R19_RELISTEN(
            "19",
            Stage.C,
            "a book that was finished moves, or is not finished any more on Audiobookshelf",
            "nothing in the end zone; else hold until confirmed, then the place → the other side,"
                    + " both flags cleared, a new generation",
            Reason.AT_THE_END,
            Reason.RELISTEN_UNCONFIRMED,
            Reason.REOPENED,
            Reason.FLAGS_NOT_SYNCED),
    /** Both moved to the same place. */
    R20_CONVERGED("20", Stage.D, "both moved to the same place", "agree", Reason.AGREED),
    /** Both moved, the newer is further. */
    R21_NEWER_FURTHER(
            "21",
            Stage.D,
            "both moved, the newer is further",
            "the newer → the other side",
            Reason.MOVED,
            Reason.CONFLICT),
    /** Both moved, the newer is a little behind. */
    R22_NEWER_LITTLE_BEHIND(
            "22",
            Stage.D,
            "both moved, the newer is at most 10 min behind",
            "the newer → the other side",
            Reason.MOVED,
            Reason.CONFLICT),
    /** Both went forward, the newer far behind. */
    R23_NEWER_FAR_BEHIND(
            "23",
            Stage.D,
            "both went forward, the newer is more than 10 min behind",
            "the newer → the other side, and the listener is told",
            Reason.FURTHER_PLACE_LEFT,
            Reason.MOVED,
            Reason.CONFLICT),
    /** Both moved, neither is newer. */
    R24_NEITHER_NEWER(
            "24",
            Stage.D,
            "both moved, neither is newer",
            "the further → the other side if they are at most 30 min apart, else hold",
            Reason.MOVED,
            Reason.CONFLICT),
    /** Both moved, the newer went far back. */
    R25_NEWER_JUMPED_BACK(
            "25",
            Stage.D,
            "both moved, the newer went back and is more than 10 min behind",
            "hold until it is confirmed like a jump, then the newer → the other side",
            Reason.REWIND_UNCONFIRMED,
            Reason.MOVED,
            Reason.CONFLICT),
    /** Finished on one side while the other was listened on. */
    R26_FINISHED_ELSEWHERE(
            "26",
            Stage.C,
            "newly finished on one side; the other moved since, outside its end zone",
            "hold until it finishes or has not moved for 24 h, then the finish → it",
            Reason.FINISHED_ELSEWHERE,
            Reason.FINISHED,
            Reason.FLAGS_NOT_SYNCED),
    /** Audiobookshelf finished. */
    R27_AUDIOBOOKSHELF_FINISHED(
            "27",
            Stage.C,
            "newly finished on Audiobookshelf",
            "the finish → Audible; the place too, if it came forward to the end",
            Reason.FINISHED,
            Reason.FLAGS_NOT_SYNCED),
    /** Audible finished. */
    R28_AUDIBLE_FINISHED(
            "28",
            Stage.C,
            "newly finished on Audible",
            "the finish → Audiobookshelf, no place",
            Reason.FINISHED,
            Reason.FLAGS_NOT_SYNCED),
    /** Audiobookshelf was marked not finished, which zeroes it. */
    R29_AUDIOBOOKSHELF_RESTARTED(
            "29",
            Stage.C,
            "marked not finished on Audiobookshelf, which zeroed it",
            "the flag is cleared on Audible, a new generation; the 0 is a reset from then on (rule"
                    + " 18)",
            Reason.RESTARTED,
            Reason.FLAGS_NOT_SYNCED),
    /** Audible was marked not finished. */
    R30_AUDIBLE_REOPENED(
            "30",
            Stage.C,
            "marked not finished on Audible, its place stands",
            "outside the end zone Audible's place reopens Audiobookshelf, a new generation; in it,"
                    + " at the very start, and where open sides stand apart, hold",
            Reason.REOPENED,
            Reason.REOPENED_AT_END,
            Reason.CONFLICT,
            Reason.RELISTEN_UNCONFIRMED,
            Reason.AGREED,
            Reason.FLAGS_NOT_SYNCED),
    /** Audiobookshelf is playing. */
    R31_AUDIOBOOKSHELF_PLAYING(
            "31",
            Stage.E,
            "Audiobookshelf is to be written and is playing",
            "not now",
            Reason.TARGET_PLAYING),
    /** Audible is playing. */
    R32_AUDIBLE_PLAYING(
            "32",
            Stage.E,
            "Audible is to be written and is playing",
            "not now",
            Reason.TARGET_PLAYING),
    /** Both are playing. */
    R33_BOTH_PLAYING(
            "33", Stage.E, "both sides are playing", "hold until one stops", Reason.BOTH_PLAYING),
    /** The target changed under our hands. */
    R34_TARGET_MOVED(
            "34",
            Stage.E,
            "the target changed between the decision and the write",
            "nothing; decide again",
            Reason.TARGET_MOVED),
    /** A write was answered with success and not found afterwards. */
    R35_NOT_CONFIRMED(
            "35",
            Stage.E,
            "writes to this side were answered with success and not found afterwards",
            "hold: this side of the book is left alone for a day",
            Reason.WRITE_NOT_CONFIRMED),
    /** Our last write is not confirmed yet. */
    R36_WRITE_PENDING(
            "36",
            Stage.A,
            "our last write is not confirmed yet",
            "nothing until its read-back",
            Reason.WRITE_PENDING),
    /** Never into the last seconds without a finish. */
    R37_BEFORE_THE_END(
            "37",
            Stage.E,
            "the target would come into its last 15 s and the source is not finished",
            "the place becomes 15 s before the end"),
    /** Never beyond the end. */
    R38_CLAMPED(
            "38",
            Stage.E,
            "the target place is beyond the target's end",
            "the place becomes the end, before rule 37"),
    /** Several Audiobookshelf items share the ASIN. */
    R39_DUPLICATE_ASIN(
            "39",
            Stage.A,
            "several Audiobookshelf items share the ASIN",
            "the one not missing, then the nearest runtime, then the one listened to last; still"
                    + " equal: hold",
            Reason.DUPLICATE_ASIN),
    /** A server's clock cannot be trusted. */
    R40_CLOCK_WANDERS(
            "40",
            Stage.A,
            "a server sent no date, or its clock jumped",
            "go on, but neither side is newer"),
    /** The state is damaged or missing. */
    R41_STATE_DAMAGED(
            "41",
            Stage.A,
            "the state is damaged or missing",
            "damaged: refuse to start; missing: first sight for all"),
    /** Too many backward writes at once. */
    R42_SAFETY_STOP(
            "42",
            Stage.E,
            "the cycle wants unusually many places to go back or flags to be cleared",
            "none of them is done; writes that go forward go on",
            Reason.SAFETY_STOP),
    /** The one-way mode forbids the direction. */
    R43_ONE_WAY(
            "43",
            Stage.E,
            "ONE_WAY_MODE forbids the direction",
            "nothing; no agreement is recorded",
            Reason.ONE_WAY),
    /** Dry run. */
    R44_DRY_RUN(
            "44",
            Stage.E,
            "dry run, or a first run that has not looked at all books yet",
            "everything but the write; in a dry run agreement and journal untouched, too",
            Reason.DRY_RUN,
            Reason.FIRST_LOOK),
    /** Written a moment ago. */
    R45_COOLING_DOWN(
            "45",
            Stage.E,
            "the target was written less than SYNC_COOLDOWN_SECONDS ago",
            "not now; the move is done after it",
            Reason.COOLING_DOWN),
    /** Nothing fits: never a write. */
    R46_NO_RULE("46", Stage.D, "nothing above fits", "hold", Reason.NO_RULE),
    /** The editions do not fit (contract §1, no number there). */
    EDITION(
            "§1",
            Stage.A,
            "the two sides have different editions of the book",
            "hold until the user says how to treat it",
            Reason.EDITION_MISMATCH),
    /** A person paused the book, or all books. */
    PAUSED("P", Stage.A, "the book, or everything, is paused", "hold", Reason.PAUSED),
    /** A person confirmed a place or chose a side (contract §3: "or the user confirmed it"). */
    CHOSEN(
            "K",
            Stage.B,
            "a person confirmed what is held, or chose the side that is right, and neither side"
                    + " went elsewhere since",
            "that side's place and flag → the other side",
            Reason.CHOSEN),
    /** A person took writes back. */
    UNDONE(
            "U",
            Stage.B,
            "a person took writes back, and neither side went elsewhere since",
            "both sides → where the overwritten one was",
            Reason.UNDONE),
    /** The target has the value already (the contract's line in E without a number). */
    ALREADY_THERE("E", Stage.E, "the target has the value already", "agree instead of writing");

    /** The contract's stages, in the order in which they are walked. */
    public enum Stage {
        /** May we decide at all? */
        A("may we decide at all?"),
        /** No agreement: first sight. */
        B("no agreement, first sight"),
        /** Agreement: absence, flags, finished books. */
        C("an agreement exists; absence, flags, finished books"),
        /** Agreement: places of an unfinished book. */
        D("an agreement exists; places of an unfinished book"),
        /** On the way to the write. */
        E("on the way to the write");

        private final String title;

        Stage(String title) {
            this.title = title;
        }

        /** What it is about, for people. */
        public String title() {
            return title;
        }
    }

    private final String label;
    private final Stage stage;
    private final String sentence;
    private final String decision;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of enum constants
    private final List<Reason> reasons;

    Rule(String label, Stage stage, String sentence, String decision, Reason... reasons) {
        this.label = label;
        this.stage = stage;
        this.sentence = sentence;
        this.decision = decision;
        this.reasons = List.of(reasons);
    }

    /** The number in the contract, as text: logs, metrics and the status page show it. */
    public String label() {
        return label;
    }

    /** Where in the contract it stands; rule 9 stands in B and C. */
    public Stage stage() {
        return stage;
    }

    /** The situation that it is about, for people; without a final stop. */
    public String sentence() {
        return sentence;
    }

    /** What follows from it, for people; without a final stop. */
    public String decision() {
        return decision;
    }

    /** The reasons that its decisions carry; empty when it only changes what another rule wants, or stands elsewhere. */
    public List<Reason> reasons() {
        return reasons;
    }
}
