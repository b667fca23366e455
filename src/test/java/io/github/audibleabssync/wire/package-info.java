@NullMarked
package io.github.audibleabssync.wire;

import org.jspecify.annotations.NullMarked;
