package io.github.audibleabssync.audiobookshelf;

/** What became of a place that was written as a local session. */
public enum SessionResult {
    /** The entry holds the place now. */
    APPLIED,
    /** The entry is newer than the session said it was: somebody wrote in between, nothing was changed (rule 34). */
    REFUSED_AS_NEWER,
    /** The server did not take the session, say because it does not know the item: nothing was changed. */
    FAILED,
    /** The server has no such route (404, 400): nothing was changed, and a PATCH is the way. */
    NOT_OFFERED
}
