package io.github.audibleabssync.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Audible's content metadata says of a title.
 *
 * @param acr the name of the edition that a place write must carry; empty when Audible sent none
 * @param runtime exact, intro and outro included; empty when Audible sent none
 * @param intro the brand's intro, zero when unknown
 * @param outro the brand's outro, zero when unknown
 * @param chapterStarts starts of all chapters in order, parts and their chapters flattened; empty when unknown
 * @param readAt when it was read, by our clock
 */
public record AudibleAudio(
        Optional<String> acr,
        Optional<Duration> runtime,
        Duration intro,
        Duration outro,
        List<Duration> chapterStarts,
        Instant readAt) {}
