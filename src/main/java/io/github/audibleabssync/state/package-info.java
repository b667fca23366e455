/**
 * What outlives the process: agreements, what was seen, claims, the journal, and what both libraries hold. Behind
 * {@link io.github.audibleabssync.state.StateStore}; SQL stays inside.
 */
@NullMarked
package io.github.audibleabssync.state;

import org.jspecify.annotations.NullMarked;
