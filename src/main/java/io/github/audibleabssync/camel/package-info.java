/**
 * What the routes call: beans with the steps of a cycle, and the links to the two services. Camel lives here; the rules do
 * not, they are in {@link io.github.audibleabssync.core}.
 */
@NullMarked
package io.github.audibleabssync.camel;

import org.jspecify.annotations.NullMarked;
