/** What can go wrong, as a closed family: each failure says which service, what happened and what the user does now. */
@NullMarked
package io.github.audibleabssync.failure;

import org.jspecify.annotations.NullMarked;
