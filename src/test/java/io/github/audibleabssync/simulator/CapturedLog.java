package io.github.audibleabssync.simulator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import org.slf4j.LoggerFactory;

import java.util.List;

/** The log as {@code LOG_LEVEL=DEBUG} would have it, with stack traces; it is not printed. */
final class CapturedLog implements AutoCloseable {

    private static final Logger OURS = (Logger) LoggerFactory.getLogger("io.github.audibleabssync");
    private static final Logger ENGINE = (Logger) LoggerFactory.getLogger("org.apache.camel");

    /** Written under the lock of the appender. */
    private final StringBuilder text = new StringBuilder();

    private final Level levelOfEngine = ENGINE.getLevel();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    text.append(event.getLevel() + " " + event.getFormattedMessage() + "\n");
                    if (event.getThrowableProxy() != null) {
                        text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
                    }
                }
            };

    CapturedLog() {
        appender.start();
        OURS.setLevel(Level.DEBUG);
        ENGINE.setLevel(Level.INFO);
        for (Logger logger : List.of(OURS, ENGINE)) {
            logger.setAdditive(false);
            logger.addAppender(appender);
        }
    }

    String text() {
        return text.toString();
    }

    @Override
    public void close() {
        for (Logger logger : List.of(OURS, ENGINE)) {
            logger.detachAppender(appender);
            logger.setAdditive(true);
        }
        OURS.setLevel(null);
        ENGINE.setLevel(levelOfEngine);
    }
}
