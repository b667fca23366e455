/**
 * The rules of the sync contract, as plain Java: who is where, what moved since both sides last agreed, and what may be
 * written because of it.
 *
 * <p>Nothing here knows Camel, HTTP, SQL or JSON, and nothing asks for the time: it comes as a parameter. Durations are
 * {@link java.time.Duration}, points in time {@link java.time.Instant}; units stop at the edges of the other packages.
 */
@NullMarked
package io.github.audibleabssync.core;

import org.jspecify.annotations.NullMarked;
