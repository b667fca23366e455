package io.github.audibleabssync.core;

import java.util.Optional;

/** The one command with which a listener ends a hold. */
public final class Remedy {

    private static final String PROGRAM = "audible-abs-sync ";

    private Remedy() {}

    /**
     * Finds the command.
     *
     * @param situation how the book stands
     * @param decision what was decided then
     * @return empty when no command helps: listening does, or something outside has to change
     */
    public static Optional<String> find(Situation situation, Decision decision) {
        return words(situation, decision).map(PROGRAM::concat);
    }

    private static Optional<String> words(Situation situation, Decision decision) {
        BookKey book = situation.pair().key();
        return switch (decision.reason()) {
            case REWIND_UNCONFIRMED,
                    RESET_UNCONFIRMED,
                    BACK_UNCONFIRMED,
                    RELISTEN_UNCONFIRMED,
                    REOPENED_AT_END,
                    FINISHED_ELSEWHERE,
                    FIRST_SIGHT_REWIND ->
                    Optional.of(
                            Rulings.awaitsConfirmation(situation).isPresent()
                                    ? "confirm " + book
                                    : "keep audible|abs " + book);
            case CONFLICT, RESTARTED, FLAGS_NOT_SYNCED, NO_RULE ->
                    Optional.of("keep audible|abs " + book);
            case PROGRESS_DISCARDED, TOO_OLD_TO_IMPORT -> Optional.of(keepWhatIsThere(situation));
            case PLACE_VANISHED -> Optional.of("keep abs " + book);
            case WRITE_NOT_CONFIRMED -> Optional.of("resume " + book);
            case PAUSED ->
                    Optional.of(situation.state().wishes().paused() ? "resume " + book : "resume");
            case EDITION_MISMATCH -> Optional.of("policy " + book + " --edition same|scaled");
            case SAFETY_STOP -> Optional.of("plan");
            default -> Optional.empty();
        };
    }

    private static String keepWhatIsThere(Situation situation) {
        boolean audible =
                situation.audiobookshelf() instanceof Reading.Nothing
                        || (situation.audible() instanceof Reading.At at
                                && (at.finished() || !at.place().isStart()));
        return "keep %s %s".formatted(audible ? "audible" : "abs", situation.pair().key());
    }
}
