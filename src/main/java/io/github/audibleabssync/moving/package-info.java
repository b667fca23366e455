/** What the older daemon left behind, read once. */
@NullMarked
package io.github.audibleabssync.moving;

import org.jspecify.annotations.NullMarked;
