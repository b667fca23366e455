package io.github.audibleabssync.audible;

import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

/**
 * Takes this one device out of the account. The request goes to {@link Marketplace#authUrl} with {@link AccessToken#headers}.
 *
 * <p>Nothing here can ask for more than the one device: with {@code deregister_all_existing_accounts} true, every Audible app of
 * the person would be signed out.
 */
public final class Deregistration {

    private static final int TOO_MANY_REQUESTS = 429;

    private Deregistration() {}

    /** What became of it. */
    public enum Outcome {
        /** The session is worthless now. */
        DONE,
        /** Amazon does not know the session: it was signed out before, or never good. */
        REJECTED,
        /** Amazon could not, or somebody else answered; it may go well later. */
        LATER
    }

    /** The request. */
    public static ServiceRequest request() {
        return ServiceRequest.json(
                "deregister-device",
                "POST",
                "/auth/deregister",
                "{\"deregister_all_existing_accounts\": false}");
    }

    /** Reads the answer. A web page is nobody's word, whatever its status: networks put their own in between. */
    public static Outcome read(ServiceAnswer answer) {
        boolean page = Excerpt.of(answer.body()).startsWith("<");
        if (page || answer.status() == TOO_MANY_REQUESTS || answer.status() >= 500) {
            return Outcome.LATER;
        }
        return answer.isSuccess() && !namesAnError(answer) ? Outcome.DONE : Outcome.REJECTED;
    }

    private static boolean namesAnError(ServiceAnswer answer) {
        try {
            return JsonAnswer.readObject("the deregistration", answer)
                    .path("response")
                    .has("error");
        } catch (UnexpectedAnswer empty) {
            return false;
        }
    }
}
