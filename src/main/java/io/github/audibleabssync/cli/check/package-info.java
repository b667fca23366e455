/** Whether everything is as it has to be, and whether writes arrive. */
@NullMarked
package io.github.audibleabssync.cli.check;

import org.jspecify.annotations.NullMarked;
