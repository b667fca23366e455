/** The page on which somebody signs in to Audible and enters where Audiobookshelf is, while the daemon waits for it. */
@NullMarked
package io.github.audibleabssync.operations.setup;

import org.jspecify.annotations.NullMarked;
