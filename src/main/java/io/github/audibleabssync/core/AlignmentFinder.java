package io.github.audibleabssync.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class AlignmentFinder {
    private AlignmentFinder() {}

    static Alignment find(
            Duration minutes, Optional<AudibleAudio> exact, Duration abs, List<Duration> starts) {
        return new Alignment.Identity(Duration.ZERO);
    }
}
