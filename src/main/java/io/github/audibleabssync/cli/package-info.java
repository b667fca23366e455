/** The command line: what the user types, what is printed, and what the process exits with. */
@NullMarked
package io.github.audibleabssync.cli;

import org.jspecify.annotations.NullMarked;
