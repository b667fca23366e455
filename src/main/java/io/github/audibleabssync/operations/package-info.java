/** What an operator sees of the daemon: health, metrics, status and log lines, and the guard in front of them. */
@NullMarked
package io.github.audibleabssync.operations;

import org.jspecify.annotations.NullMarked;
