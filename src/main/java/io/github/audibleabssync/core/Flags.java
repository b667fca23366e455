package io.github.audibleabssync.core;

import static io.github.audibleabssync.core.Side.AUDIBLE;
import static io.github.audibleabssync.core.Side.AUDIOBOOKSHELF;

import java.time.Duration;

/** Carries finished flags: shared by first sight and later cycles. */
final class Flags {

    private static final Duration BESIDE = Duration.ofSeconds(1);

    private Flags() {}

    /**
     * {@code FIN→X}. With {@code SYNC_FINISHED=false} the unequal flags are recorded instead: rule 19 guards them. A side
     * that holds nothing has nothing to record.
     *
     * <p>Audiobookshelf has to be told a place too where it holds nothing: the finish creates the entry.
     */
    static Step finish(Case book, Rule rule, Side target) {
        if (!book.policy.syncFinished()) {
            return book.isNothing(target)
                    ? Step.leave(rule, Reason.FLAGS_NOT_SYNCED)
                    : Step.done(
                            book.agree(
                                    rule, Reason.FLAGS_NOT_SYNCED, generationStep(book, target)));
        }
        Draft flag = Draft.flag(rule, Reason.FINISHED, target, true, 0);
        return Step.write(
                target == AUDIOBOOKSHELF && book.isNothing(target)
                        ? flag.withPlace(book.translated(target.other()))
                        : flag);
    }

    /** 1 where the target's own finish is given up by leaving its flag as it is now. */
    static int generationStep(Case book, Side target) {
        return book.agreement().isPresent() && book.newlyUnfinished(target) ? 1 : 0;
    }

    /**
     * {@code UNFIN→X} by a place. Audiobookshelf reopens a book when its place changes: where it stands there already, one
     * second before it.
     */
    static Draft reopen(Case book, Rule rule, Side source) {
        Draft reopen = Draft.follow(book, rule, Reason.REOPENED, source, 1).withFinished(false);
        return source == AUDIBLE
                ? reopen.withPlace(changed(book.place(AUDIOBOOKSHELF), book.translated(source)))
                : reopen;
    }

    /** A place that Audiobookshelf takes for a change of the one it holds; nothing lies before the very start. */
    static Place changed(Place held, Place wanted) {
        if (wanted.distance(held).compareTo(BESIDE) >= 0) {
            return wanted;
        }
        boolean hasRoom = held.fromStart().compareTo(BESIDE) >= 0;
        return held.shift(hasRoom ? BESIDE.negated() : BESIDE);
    }
}
