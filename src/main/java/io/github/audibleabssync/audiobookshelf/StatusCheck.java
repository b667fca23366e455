package io.github.audibleabssync.audiobookshelf;

import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.RateLimited;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.failure.WriteRefused;
import io.github.audibleabssync.wire.RetryAfter;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.time.Duration;

/** From an HTTP status to a failure; {@link AudiobookshelfAnswers#check} says which. */
final class StatusCheck {

    private StatusCheck() {}

    static void check(ServiceRequest request, ServiceAnswer answer) {
        int status = answer.status();
        if (answer.isSuccess() || status == 304 || isFact(request, answer)) {
            return;
        }
        if (status == 401 || (status == 403 && request.path().startsWith("/api/me"))) {
            throw new CredentialsRejected(
                    "Audiobookshelf rejected the API key (%d to '%s'). Make a new one as an administrator under Settings → API Keys, for the user whose progress is synced and switched on, and set ABS_TOKEN to it. The daemon takes a new token over by itself from the file that ABS_TOKEN_FILE names, or from settings.properties beside the state; after a change of the environment run 'docker compose up -d', or restart it."
                            .formatted(status, request.operation()));
        }
        if (status == 429) {
            Duration patience = RetryAfter.of(answer);
            throw new RateLimited(
                    "Audiobookshelf, or a proxy before it, asks for patience (429 to '%s'). It is left alone for %d s; nothing is to be done."
                            .formatted(request.operation(), patience.toSeconds()),
                    patience);
        }
        if (status >= 500) {
            throw new ServiceUnavailable(
                    "Audiobookshelf could not answer '%s' (%s). It is asked again later; look at its log if this lasts."
                            .formatted(request.operation(), Excerpt.of(answer)));
        }
        if (request.writes()) {
            throw new WriteRefused(
                    "Audiobookshelf refused '%s' (%s). Nothing was written; the next cycle decides afresh."
                            .formatted(request.operation(), Excerpt.of(answer)));
        }
        throw new UnexpectedAnswer(
                "Audiobookshelf did not answer '%s' as its API promises (%s). Check that ABS_BASE_URL leads to Audiobookshelf itself, and that ABS_EXTRA_HEADERS has what a proxy before it asks for."
                        .formatted(request.operation(), Excerpt.of(answer)));
    }

    private static boolean isFact(ServiceRequest request, ServiceAnswer answer) {
        return switch (request.operation()) {
            case AudiobookshelfRequests.PROGRESS,
                    AudiobookshelfRequests.ITEM,
                    AudiobookshelfRequests.ITEM_EXPANDED ->
                    AudiobookshelfAnswers.isMissing(answer);
            case AudiobookshelfRequests.PROGRESS_LIST ->
                    AudiobookshelfAnswers.isRouteUnknown(answer);
            case AudiobookshelfRequests.SESSION -> answer.status() == 404 || answer.status() == 400;
            default -> false;
        };
    }
}
