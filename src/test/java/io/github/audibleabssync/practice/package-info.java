/** The practice servers against recordings of the real ones, over real HTTP. */
@NullMarked
package io.github.audibleabssync.practice;

import org.jspecify.annotations.NullMarked;
