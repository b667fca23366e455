package io.github.audibleabssync.account;

import io.github.audibleabssync.audible.AuthorizationCode;
import io.github.audibleabssync.audible.NewSession;
import io.github.audibleabssync.audible.Registration;
import io.github.audibleabssync.audible.SignIn;
import io.github.audibleabssync.audible.SignInProblem;
import io.github.audibleabssync.camel.DirectCalls;
import io.github.audibleabssync.failure.AnswerLost;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.settings.AudibleSettings;

import java.net.URI;
import java.util.Map;

/** Makes a device of Amazon's list out of a sign-in that a browser has finished. Nothing is repeated: a code is good once. */
public final class NewDevice {

    private NewDevice() {}

    /** There is no new session; the message says why and what to do, and shows nothing of what was sent. */
    public static final class NotRegistered extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NotRegistered(String message) {
            super(message);
        }
    }

    /**
     * Registers it.
     *
     * @throws NotRegistered if no session came of it
     */
    public static NewSession register(
            SignIn signIn, AuthorizationCode code, AudibleSettings settings, DirectCalls calls) {
        String host =
                settings.authUrl()
                        .map(URI::toString)
                        .orElse(signIn.shop().authUrl(signIn.preAmazon()));
        try {
            return Registration.read(
                    signIn, calls.send(host, Registration.request(signIn, code), Map.of()));
        } catch (ServiceUnavailable problem) {
            throw new NotRegistered(
                    ("Amazon's sign-in service cannot be reached (%s). Check the network,"
                         + " HTTPS_PROXY and AUDIBLE_AUTH_URL, then begin the sign-in again.")
                            .formatted(problem.getMessage()));
        } catch (AnswerLost problem) {
            throw new NotRegistered(
                    ("Amazon's sign-in service did not answer (%s). Perhaps a device was registered"
                         + " all the same: look at Amazon's list of devices, remove the newest"
                         + " 'Audible for iPhone' there, and begin the sign-in again.")
                            .formatted(problem.getMessage()));
        } catch (SignInProblem problem) {
            throw new NotRegistered(String.valueOf(problem.getMessage()));
        }
    }
}
