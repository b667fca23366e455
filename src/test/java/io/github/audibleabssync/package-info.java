@NullMarked
package io.github.audibleabssync;

import org.jspecify.annotations.NullMarked;
