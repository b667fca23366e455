package io.github.audibleabssync.account;

import io.github.audibleabssync.audible.AccessToken;
import io.github.audibleabssync.audible.AudibleAnswers;
import io.github.audibleabssync.audible.AudibleRequests;
import io.github.audibleabssync.audible.AudibleSession;
import io.github.audibleabssync.audible.Marketplace;
import io.github.audibleabssync.audible.RequestSigner;
import io.github.audibleabssync.audible.SessionFileProblem;
import io.github.audibleabssync.camel.DirectCalls;
import io.github.audibleabssync.camel.SessionSetting;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.settings.AudibleSettings;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a session file that is there is worth. Only what is certainly worthless may be replaced unasked. */
public sealed interface ExistingSession {

    /** A clock that is further off than this may be why Audible refuses what it signs. */
    Duration FAR = Duration.ofMinutes(3);

    /** Audible accepts it. */
    record Works() implements ExistingSession {}

    /** Audible refuses it. */
    record Rejected() implements ExistingSession {}

    /** Nobody can use it. */
    record Damaged() implements ExistingSession {}

    /** It may be good, and is encrypted with another password. */
    record Locked() implements ExistingSession {}

    /**
     * It may be good, and something is in the way that can be put right.
     *
     * @param problem what, and how
     */
    record Unusable(String problem) implements ExistingSession {}

    /**
     * It was refused, perhaps only because this machine's clock is wrong.
     *
     * @param ahead what this machine's clock shows beyond Audible's; negative when it is behind
     */
    record WrongClock(Duration ahead) implements ExistingSession {

        /** Such as {@code 7 min ahead of Audible's}. */
        public String inWords() {
            Duration off = ahead.abs();
            String time =
                    off.toDays() > 0
                            ? "%d days".formatted(off.toDays())
                            : off.toHours() > 0
                                    ? "%d h %d min".formatted(off.toHours(), off.toMinutesPart())
                                    : "%d min".formatted(off.toMinutes());
            return time + (ahead.isNegative() ? " behind Audible's" : " ahead of Audible's");
        }
    }

    /**
     * Audible did not say.
     *
     * @param why what came instead
     */
    record NotKnown(String why) implements ExistingSession {}

    /** Tries it with one small signed request. */
    static ExistingSession look(AudibleSettings settings, DirectCalls calls, Clock clock) {
        try {
            AudibleSession session = new SessionSetting(settings).read();
            Marketplace shop =
                    session.marketplace()
                            .or(() -> Marketplace.find(settings.locale()))
                            .orElse(Marketplace.US);
            String host = settings.apiUrl().map(URI::toString).orElse(shop.apiUrl());
            ServiceRequest request = AudibleRequests.library(1, 1, Optional.empty());
            Map<String, String> credentials =
                    session.signing()
                            .map(pair -> new RequestSigner(pair).sign(request, clock.instant()))
                            .or(() -> token(session, settings, calls))
                            .orElse(Map.of());
            ServiceAnswer answer = calls.send(host, request, credentials);
            return judge(request, answer, host);
        } catch (CredentialsRejected rejected) {
            return new Rejected();
        } catch (SyncFailure notSaid) {
            return new NotKnown(String.valueOf(notSaid.getMessage()));
        } catch (SessionFileProblem problem) {
            return switch (problem.kind()) {
                case LOCKED -> new Locked();
                case REPAIRABLE -> new Unusable(String.valueOf(problem.getMessage()));
                case WORTHLESS -> new Damaged();
            };
        }
    }

    /** Audible answers a signature of another time as it does one of a device that it does not know. */
    private static ExistingSession judge(
            ServiceRequest request, ServiceAnswer answer, String host) {
        try {
            AudibleAnswers.check(request, answer, host);
            return new Works();
        } catch (CredentialsRejected rejected) {
            return answer.date()
                    .map(theirs -> Duration.between(theirs, answer.receivedAt()))
                    .filter(ahead -> ahead.abs().compareTo(FAR) > 0)
                    .<ExistingSession>map(WrongClock::new)
                    .orElseGet(Rejected::new);
        }
    }

    private static Optional<Map<String, String>> token(
            AudibleSession session, AudibleSettings settings, DirectCalls calls) {
        return Tokens.find(session, settings, calls).map(AccessToken::headers);
    }
}
