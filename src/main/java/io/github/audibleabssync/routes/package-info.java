/** The YAML routes as files: what is wrong with them, how they differ from the shipped ones, and how an edit is taken over. */
@NullMarked
package io.github.audibleabssync.routes;

import org.jspecify.annotations.NullMarked;
