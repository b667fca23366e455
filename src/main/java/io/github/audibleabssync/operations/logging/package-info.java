/** How the log looks and what never gets into it, set up in code: no file is looked for and parsed at start. */
@NullMarked
package io.github.audibleabssync.operations.logging;

import org.jspecify.annotations.NullMarked;
