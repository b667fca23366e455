package io.github.audibleabssync.audible;

/**
 * The known ways in which the address of the last page is not what was pasted, and what to do about each. In the messages
 * {@code {host}} is where the link leads, {@code {other}} the host that was pasted.
 */
public enum PasteProblem {
    /** An empty line. */
    NOTHING(
            "Nothing was pasted. Sign in with the link, then paste the whole address of the page"
                    + " where you land."),
    /** A word, a bare code, a part of an address. */
    NOT_AN_ADDRESS(
            "That is no web address. Copy the whole address out of the browser's address bar, from"
                    + " https:// to its end, in one line."),
    /** A page of somebody else. */
    NOT_AMAZON(
            "That address leads to {other}, which is not Amazon's or Audible's. Sign in with the"
                    + " link; the address to paste begins with https://{host}/ap/maplanding."),
    /** A page of another shop. */
    OTHER_MARKETPLACE(
            "That address leads to {other}, and the link to {host}. Its code would be refused: open"
                + " the link of this sign-in, or begin again with the --locale of the shop where"
                + " you have your books."),
    /** A form of the sign-in itself: the link, the password, the second factor. */
    NOT_FINISHED(
            "That is a page on the way: the sign-in is not finished. Go on in the browser, with"
                    + " password and code if you are asked, until it says \"page not found\"; then"
                    + " paste the address of that page."),
    /** The person, or Amazon, broke the sign-in off. */
    CANCELLED(
            "Amazon says that the sign-in was cancelled. Open the link again, sign in, and paste"
                    + " the address of the page that says \"page not found\"."),
    /** Amazon refused. */
    REFUSED(
            "Amazon refused the sign-in and put an error into the address. Open the link again; if"
                    + " it stays, try a private browser window, where nobody is signed in yet."),
    /** The shop's front page, or any other page but the last: seen in Canada and Brazil. */
    PASSED_BY(
            "That page has no code: the browser went past the one that has it, as happens in Canada"
                + " and Brazil. Open the browser's history (Ctrl-H), find the address that begins"
                + " with https://{host}/ap/maplanding and is only minutes old, and paste that."),
    /** The right page, but its address ends too early. */
    CUT_OFF(
            "That is the right page, and its address was cut off: the code is missing. Copy the"
                    + " whole address, from https:// to its end; it is several lines long.");

    private final String message;

    PasteProblem(String message) {
        this.message = message;
    }

    /** The message with its places unfilled, for those who list them. */
    public String message() {
        return message;
    }

    Pasted in(String host, String other) {
        return new Pasted.Unusable(this, message.replace("{host}", host).replace("{other}", other));
    }
}
