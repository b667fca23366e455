@NullMarked
package io.github.audibleabssync.failure;

import org.jspecify.annotations.NullMarked;
