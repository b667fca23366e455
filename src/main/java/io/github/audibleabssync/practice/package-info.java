/**
 * Practice servers: an Audible and an Audiobookshelf over real HTTP on the loopback address, with simulated listeners, ordered
 * faults and a request log. For the demo and for tests only; nothing of the daemon depends on this package.
 *
 * <p>They behave as the real services were observed to, slips included: a wrong {@code acr} is answered with 200 and stores
 * nothing, {@code isFinished:true} beside another place does not finish a book, and so on. What the services are not known to
 * do is said at the method that had to choose.
 */
@NullMarked
package io.github.audibleabssync.practice;

import org.jspecify.annotations.NullMarked;
