package io.github.audibleabssync.core;

/** What a stage found for a book: a decision, or a write that stage E still has to let pass. */
sealed interface Step {

    /** Decided. */
    record Done(Decision decision) implements Step {}

    /** To be written, if stage E agrees. */
    record Wanted(Draft draft) implements Step {}

    static Step hold(Rule rule, Reason reason) {
        return new Done(new Decision.Hold(rule, reason));
    }

    static Step leave(Rule rule, Reason reason) {
        return new Done(new Decision.Leave(rule, reason));
    }

    static Step write(Draft draft) {
        return new Wanted(draft);
    }

    static Step done(Decision decision) {
        return new Done(decision);
    }
}
