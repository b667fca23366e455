package io.github.audibleabssync.audiobookshelf;

import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.RateLimited;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.failure.WriteRefused;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** From an HTTP status to a failure; {@link AudiobookshelfAnswers#check} says which. */
final class StatusCheck {

    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST_PATIENCE = Duration.ofDays(1);

    private StatusCheck() {}

    static void check(ServiceRequest request, ServiceAnswer answer) {
        int status = answer.status();
        if (answer.isSuccess() || status == 304 || isFact(request, answer)) {
            return;
        }
        if (status == 401 || (status == 403 && request.path().startsWith("/api/me"))) {
            throw new CredentialsRejected(
                    "Audiobookshelf rejected the API key (%d to '%s'). Make a new one as an administrator under Settings → API Keys, for the user whose progress is synced and switched on, and set ABS_TOKEN to it."
                            .formatted(status, request.operation()));
        }
        if (status == 429) {
            Duration patience = patience(answer);
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

    private static Duration patience(ServiceAnswer answer) {
        String text = answer.header("retry-after").map(String::strip).orElse("");
        if (text.matches("\\d{1,9}")) {
            return limit(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return limit(Duration.between(answer.receivedAt(), until.toInstant()));
        } catch (DateTimeException noDate) {
            return DEFAULT_PATIENCE;
        }
    }

    private static Duration limit(Duration patience) {
        if (patience.isNegative()) {
            return Duration.ZERO;
        }
        return patience.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : patience;
    }
}
