package io.github.audibleabssync.core;

import java.time.Instant;
import java.util.Optional;

/**
 * A place at which a side was seen, for as long as it stayed there.
 *
 * @param place on the side's own audio
 * @param finished the flag with the latest reading
 * @param ownTime the side's own time with the latest reading, uncorrected
 * @param changedAt the side's time with the first reading of this place, corrected to our clock; empty when the side sent
 *     none, its clock wandered, or the time did not advance with the place (rule 17)
 * @param flagChangedAt when the flag took its value, corrected; empty when unknown
 * @param firstReadAt when we first read this place, by our clock
 * @param readAt when we last read it, by our clock
 * @param readings how many readings in a row found this place, from 1
 * @param echo the place changed and the side's own time did not advance (rule 17)
 * @param ours our own write brought the side here
 */
public record Sighting(
        Place place,
        boolean finished,
        Optional<Instant> ownTime,
        Optional<Instant> changedAt,
        Optional<Instant> flagChangedAt,
        Instant firstReadAt,
        Instant readAt,
        int readings,
        boolean echo,
        boolean ours) {}
