package io.github.audibleabssync.core;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rules of the contract that a test of the whole application shows at work. It fails when the running daemon did not
 * decide by them: see {@link RulesSeen}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RulesSeen.class)
public @interface Covers {
    Rule[] value();
}
