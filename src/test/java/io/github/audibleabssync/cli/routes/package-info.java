@NullMarked
package io.github.audibleabssync.cli.routes;

import org.jspecify.annotations.NullMarked;
