/** The steps of a cycle, and the whole of it against practice servers. */
@NullMarked
package io.github.audibleabssync.camel;

import org.jspecify.annotations.NullMarked;
