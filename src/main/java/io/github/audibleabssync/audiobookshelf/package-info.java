/**
 * Audiobookshelf's JSON, and nothing else of it: requests to send, answers to read, and what a status means.
 *
 * <p>Seconds as floating point numbers and milliseconds since the epoch stop here. Nothing in this package sends a request,
 * knows the time or knows Camel. What is said of the server was observed on 2.26.0 and 2.36.0.
 */
@NullMarked
package io.github.audibleabssync.audiobookshelf;

import org.jspecify.annotations.NullMarked;
