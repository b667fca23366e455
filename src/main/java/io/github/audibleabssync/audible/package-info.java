/**
 * Audible's unofficial API: the session file, the signing of requests, and its JSON as core types. Milliseconds stop here. Knows
 * neither Camel nor HTTP, and asks for the time by parameter.
 */
@NullMarked
package io.github.audibleabssync.audible;

import org.jspecify.annotations.NullMarked;
