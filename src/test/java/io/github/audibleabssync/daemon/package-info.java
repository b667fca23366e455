/** The whole process, as a child: killed, stopped, and with large libraries. */
@NullMarked
package io.github.audibleabssync.daemon;

import org.jspecify.annotations.NullMarked;
