/** How a person signs in to Audible: what {@code login} and the set-up page share. */
@NullMarked
package io.github.audibleabssync.account;

import org.jspecify.annotations.NullMarked;
