/**
 * Random listeners, faults and crashes against the daemon's own beans and the practice servers, over simulated weeks. See
 * {@code SimulatorTest}.
 */
@NullMarked
package io.github.audibleabssync.simulator;

import org.jspecify.annotations.NullMarked;
