package io.github.audibleabssync.operations.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Sets up the log when the first logger is asked for, from the environment alone: the settings may be what there is to
 * complain about.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {

    /** Made by the service loader. */
    public LogConfigurator() {}

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        LogSetup.of(System.getenv()).apply(loggers, ConsoleTarget.SystemOut);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Keeps standard output free for what a command prints: the log goes to standard error from now on. */
    public static void useStandardError() {
        if (org.slf4j.LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                    .iteratorForAppenders()
                    .forEachRemaining(
                            appender -> {
                                if (appender instanceof ConsoleAppender<?> console) {
                                    console.stop();
                                    console.setTarget(ConsoleTarget.SystemErr.getName());
                                    console.start();
                                }
                            });
        }
    }
}
