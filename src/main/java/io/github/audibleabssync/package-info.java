/** Keeps a listener's place in step between Audible and Audiobookshelf. */
@NullMarked
package io.github.audibleabssync;

import org.jspecify.annotations.NullMarked;
