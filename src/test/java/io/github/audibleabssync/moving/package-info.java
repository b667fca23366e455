@NullMarked
package io.github.audibleabssync.moving;

import org.jspecify.annotations.NullMarked;
