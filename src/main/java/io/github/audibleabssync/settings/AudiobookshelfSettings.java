package io.github.audibleabssync.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where and how Audiobookshelf is reached.
 *
 * @param baseUrl without a slash at the end; may have a path
 * @param token API key or user token
 * @param libraryId the only library to use; empty means all
 * @param allowDuplicateAsin whether every item that shares an ASIN is written
 * @param extraHeaders sent with every request, in the user's order
 * @param extraCaFile PEM file of a private certificate authority
 */
public record AudiobookshelfSettings(
        URI baseUrl,
        Secret token,
        Optional<String> libraryId,
        boolean allowDuplicateAsin,
        List<ExtraHeader> extraHeaders,
        Optional<Path> extraCaFile) {

    static AudiobookshelfSettings of(CheckedValues values) {
        return new AudiobookshelfSettings(
                values.url("ABS_BASE_URL"),
                Secret.of(values.text("ABS_TOKEN")),
                values.findText("ABS_LIBRARY_ID"),
                values.flag("ABS_ALLOW_DUPLICATE_ASIN"),
                HeaderLines.parse(values.findText("ABS_EXTRA_HEADERS").orElse("")),
                values.findPath("EXTRA_CA_FILE"));
    }
}
