/** {@code routes}: looks at the YAML routes without starting anything. */
@NullMarked
package io.github.audibleabssync.cli.routes;

import org.jspecify.annotations.NullMarked;
