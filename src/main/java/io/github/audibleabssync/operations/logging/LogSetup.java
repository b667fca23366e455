package io.github.audibleabssync.operations.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;

import io.github.audibleabssync.settings.LogFormat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the log is like.
 *
 * @param level what this program itself logs
 * @param format for people or for machines
 */
record LogSetup(Level level, LogFormat format) {

    private static final Map<String, Level> LEVELS =
            Map.of(
                    "TRACE", Level.TRACE,
                    "DEBUG", Level.DEBUG,
                    "INFO", Level.INFO,
                    "WARN", Level.WARN,
                    "WARNING", Level.WARN,
                    "ERROR", Level.ERROR,
                    "CRITICAL", Level.ERROR);

    /** The most that other people's code may say, whatever the level: some of it would log headers with tokens. */
    private static final Map<String, Level> OTHERS = others();

    /** What the engine may say from DEBUG on: its routes and start, never its messages. */
    private static final Map<String, Level> OTHERS_AT_DEBUG =
            Map.of("org.apache.camel", Level.INFO, "io.vertx", Level.INFO);

    private static Map<String, Level> others() {
        Map<String, Level> ceilings = new LinkedHashMap<>();
        ceilings.put("org.apache.camel", Level.WARN);
        // That an engine did not start is for StartFailure to say, once; so it is when routes are
        // only tried.
        ceilings.put("org.apache.camel.impl.engine.AbstractCamelContext", Level.OFF);
        ceilings.put("org.apache.hc", Level.WARN);
        ceilings.put("org.apache.hc.client5.http.wire", Level.OFF);
        ceilings.put("org.apache.hc.client5.http.headers", Level.OFF);
        ceilings.put("io.vertx", Level.WARN);
        ceilings.put("io.netty", Level.WARN);
        ceilings.put("io.micrometer", Level.WARN);
        ceilings.put("io.prometheus", Level.WARN);
        ceilings.put("org.quartz", Level.WARN);
        ceilings.put("org.sqlite", Level.WARN);
        return ceilings;
    }

    /** Reads {@code LOG_LEVEL} and {@code LOG_FORMAT}; what is wrong counts as unset, the settings complain about it. */
    static LogSetup of(Map<String, String> environment) {
        Level level =
                Optional.ofNullable(LEVELS.get(word(environment, "LOG_LEVEL"))).orElse(Level.INFO);
        LogFormat format =
                Arrays.stream(LogFormat.values())
                        .filter(known -> known.name().equals(word(environment, "LOG_FORMAT")))
                        .findFirst()
                        .orElse(LogFormat.TEXT);
        return new LogSetup(level, format);
    }

    private static String word(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip().toUpperCase(Locale.ROOT);
    }

    /** Sets up the loggers, writing to the console. */
    void apply(LoggerContext loggers, ConsoleTarget target) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget(target.getName());
        apply(loggers, console);
    }

    /** Sets up the loggers, writing to the given appender. */
    void apply(LoggerContext loggers, OutputStreamAppender<ILoggingEvent> appender) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        Layout<ILoggingEvent> layout = layout();
        layout.setContext(loggers);
        layout.start();
        encoder.setContext(loggers);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        appender.setContext(loggers);
        appender.setName("log");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(level);
        root.addAppender(appender);
        OTHERS.forEach((name, most) -> loggers.getLogger(name).setLevel(ceiling(name, most)));
    }

    private Level ceiling(String name, Level most) {
        Level allowed = isForDevelopers() ? OTHERS_AT_DEBUG.getOrDefault(name, most) : most;
        return allowed.isGreaterOrEqual(level) ? allowed : level;
    }

    private boolean isForDevelopers() {
        return Level.DEBUG.isGreaterOrEqual(level);
    }

    private Layout<ILoggingEvent> layout() {
        return switch (format) {
            case TEXT -> new TextLayout(isForDevelopers());
            case JSON -> new JsonLayout(isForDevelopers());
        };
    }
}
