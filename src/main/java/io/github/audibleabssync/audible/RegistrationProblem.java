package io.github.audibleabssync.audible;

/**
 * The known ways in which Amazon does not register a device, and what to do about each. In the messages {@code {answer}} is the
 * status and, where it has one, the name of the error.
 */
public enum RegistrationProblem {
    /** 400 InvalidToken. */
    CODE_REFUSED(
            "Amazon does not take the code of that address ({answer}): it was used already, is too"
                    + " old, or belongs to another link or shop. Begin again, and paste the new"
                    + " address at once."),
    /** 401 CredentialError, at Amazon's host. */
    PRE_AMAZON_ACCOUNT(
            "Amazon does not know this account ({answer}). It is probably one with a user name of"
                    + " Audible's own, from before Amazon's accounts: begin again with"
                    + " --with-username."),
    /** 401 CredentialError, at Audible's host. */
    AMAZON_ACCOUNT(
            "Audible does not know this account by a user name of its own ({answer}). Begin again"
                    + " without --with-username."),
    /** 401 CredentialError, where no account can be from before Amazon's. */
    ACCOUNT_REFUSED(
            "Amazon does not know this account at the chosen shop ({answer}). Begin again with the"
                    + " --locale of the shop where you have your books."),
    /** 500 ServerError, and any other 5xx. */
    SERVER_FAILED(
            "Amazon's sign-in service failed ({answer}), and no session came of it. Begin again in"
                + " some minutes; if it stays, check that --locale is the shop of your account."),
    /** 429. */
    TOO_MANY(
            "Amazon wants to be left alone for a while ({answer}). Wait an hour, and begin again."),
    /** Any other status. */
    REFUSED(
            "Amazon did not register the device ({answer}). Begin again; if it stays, Amazon has"
                    + " changed something: report it."),
    /** A web page, or something cut off. */
    UNREADABLE(
            "The answer to the registration is not Amazon's ({answer}), but a web page or something"
                    + " cut off. Check what is between this machine and Amazon (a proxy, a login"
                    + " page of the network), and begin again."),
    /** 200, but a part of the session is missing or has another form. */
    INCOMPLETE(
            "Amazon registered the device, but its answer lacks what a session needs ({answer})."
                    + " Remove the new device in Amazon's list of devices, and begin again; if it"
                    + " stays, Amazon has changed something: report it.");

    private final String message;

    RegistrationProblem(String message) {
        this.message = message;
    }

    /** The message with its place unfilled, for those who list them. */
    public String message() {
        return message;
    }

    SignInProblem at(int status, String error) {
        String answer = error.isEmpty() ? "status " + status : "status " + status + ", " + error;
        return new SignInProblem(this, message.replace("{answer}", answer));
    }
}
