@NullMarked
package io.github.audibleabssync.cli.ask;

import org.jspecify.annotations.NullMarked;
