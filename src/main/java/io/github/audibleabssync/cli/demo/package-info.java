/** The demo: the daemon between two practice servers, with simulated listeners, told as a story. */
@NullMarked
package io.github.audibleabssync.cli.demo;

import org.jspecify.annotations.NullMarked;
