@NullMarked
package io.github.audibleabssync.cli.account;

import org.jspecify.annotations.NullMarked;
