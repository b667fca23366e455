@NullMarked
package io.github.audibleabssync.cli.check;

import org.jspecify.annotations.NullMarked;
