package io.github.audibleabssync.camel;

import io.github.audibleabssync.audiobookshelf.AudiobookshelfAccess;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfAnswers;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.time.Instant;
import java.util.Map;

/**
 * The Audiobookshelf server of the settings.
 *
 * @param address where it is and who we are
 */
record AudiobookshelfServer(AudiobookshelfAccess address) implements ServiceAccess {

    @Override
    public String baseUrl() {
        return address.baseUrl().toString();
    }

    @Override
    public Map<String, String> headers(ServiceRequest request, Instant now) {
        return address.headers();
    }

    @Override
    public void check(ServiceRequest request, ServiceAnswer answer) {
        AudiobookshelfAnswers.check(request, answer);
    }
}
