package io.github.audibleabssync.state;

import java.util.List;

/**
 * One step of the schema. Once released it is never changed.
 *
 * @param number from 1, without gaps
 * @param what it does, for people
 * @param statements SQL, executed in order and in one transaction
 */
record Migration(int number, String what, List<String> statements) {}
