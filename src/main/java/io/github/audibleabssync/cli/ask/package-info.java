/** The commands on running data: what only looks reads the state, what changes something asks the daemon. */
@NullMarked
package io.github.audibleabssync.cli.ask;

import org.jspecify.annotations.NullMarked;
