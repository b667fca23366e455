package io.github.audibleabssync.camel;

import io.github.audibleabssync.audiobookshelf.AudiobookshelfAccess;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfAnswers;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The Audiobookshelf server of the settings. It may be nowhere yet, and who we are there may change. */
final class AudiobookshelfServer implements ServiceAccess {

    private volatile Optional<AudiobookshelfAccess> address;

    /** A server that is known. */
    AudiobookshelfServer(AudiobookshelfAccess address) {
        this.address = Optional.of(address);
    }

    private AudiobookshelfServer() {
        address = Optional.empty();
    }

    /** A server of which nobody said yet where it is. */
    static AudiobookshelfServer notSetYet() {
        return new AudiobookshelfServer();
    }

    boolean isSet() {
        return address.isPresent();
    }

    /** From the next request on. */
    void take(AudiobookshelfAccess changed) {
        address = Optional.of(changed);
    }

    private AudiobookshelfAccess address() {
        return address.orElseThrow(
                () -> new CredentialsRejected("Where Audiobookshelf is has not been set yet."));
    }

    @Override
    public String baseUrl() {
        return address().baseUrl().toString();
    }

    @Override
    public Map<String, String> headers(ServiceRequest request, Instant now) {
        return address().headers();
    }

    @Override
    public void check(ServiceRequest request, ServiceAnswer answer) {
        AudiobookshelfAnswers.check(request, answer);
    }
}
