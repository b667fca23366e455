/** Every command from the outside: exit codes, messages, and what is left behind. */
@NullMarked
package io.github.audibleabssync.cli;

import org.jspecify.annotations.NullMarked;
