@NullMarked
package io.github.audibleabssync.routes;

import org.jspecify.annotations.NullMarked;
