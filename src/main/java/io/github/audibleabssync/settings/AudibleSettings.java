package io.github.audibleabssync.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The Audible account and how often it is asked.
 *
 * @param locale marketplace code in small letters, one of the eleven
 * @param localeGiven whether the user chose the locale; otherwise it is only the default
 * @param sessionFile the session file; it need not exist yet
 * @param sessionContent Base64, without line breaks, of the session file's content; wins over the file
 * @param sessionPassword password of an encrypted session
 * @param apiUrl replaces the marketplace's API address; no slash at the end
 * @param authUrl replaces the marketplace's sign-in address; no slash at the end
 * @param batchSize most books in one request for places, 1–25
 * @param requestsPerCycle most requests for places in one cycle
 * @param discoveryInterval time between two looks for changes in both libraries
 * @param deepScanInterval time between two readings of the whole library
 * @param finishedInterval time between two questions for finished flags
 */
public record AudibleSettings(
        String locale,
        boolean localeGiven,
        Path sessionFile,
        Optional<Secret> sessionContent,
        Optional<Secret> sessionPassword,
        Optional<URI> apiUrl,
        Optional<URI> authUrl,
        int batchSize,
        int requestsPerCycle,
        Duration discoveryInterval,
        Duration deepScanInterval,
        Duration finishedInterval) {

    static AudibleSettings of(CheckedValues values, boolean localeGiven) {
        return new AudibleSettings(
                values.text("AUDIBLE_LOCALE"),
                localeGiven,
                values.path("AUDIBLE_AUTH_JSON_PATH"),
                values.findSecret("AUDIBLE_AUTH_JSON_B64"),
                values.findSecret("AUDIBLE_AUTH_PASSWORD"),
                values.findUrl("AUDIBLE_API_URL"),
                values.findUrl("AUDIBLE_AUTH_URL"),
                values.number("AUDIBLE_BATCH_SIZE"),
                values.number("AUDIBLE_REQUESTS_PER_CYCLE"),
                values.seconds("AUDIBLE_LIBRARY_DISCOVERY_INTERVAL_SECONDS"),
                values.seconds("AUDIBLE_DEEP_SCAN_INTERVAL_SECONDS"),
                values.seconds("AUDIBLE_FINISHED_INTERVAL_SECONDS"));
    }

    AudibleSettings withSessionFile(Path file) {
        return new AudibleSettings(
                locale,
                localeGiven,
                file,
                Optional.empty(),
                sessionPassword,
                apiUrl,
                authUrl,
                batchSize,
                requestsPerCycle,
                discoveryInterval,
                deepScanInterval,
                finishedInterval);
    }
}
