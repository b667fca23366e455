/** A request to a service and its answer, before Camel sends the one and after it received the other. */
@NullMarked
package io.github.audibleabssync.wire;

import org.jspecify.annotations.NullMarked;
