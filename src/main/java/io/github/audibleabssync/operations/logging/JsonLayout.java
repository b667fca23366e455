package io.github.audibleabssync.operations.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import java.time.temporal.ChronoUnit;

/** One JSON object a line, for machines: {@code time} in UTC, {@code level}, {@code logger}, {@code thread}, {@code message}. */
final class JsonLayout extends LayoutBase<ILoggingEvent> {

    private final boolean stackTraces;

    /** A layout with stack traces, or with the exception's name and message only. */
    JsonLayout(boolean stackTraces) {
        this.stackTraces = stackTraces;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(240).append('{');
        field(line, "time", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        field(line.append(','), "level", event.getLevel().toString());
        field(line.append(','), "logger", event.getLoggerName());
        field(line.append(','), "thread", String.valueOf(event.getThreadName()));
        field(line.append(','), "message", String.valueOf(event.getFormattedMessage()));
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            field(line.append(",\"error\":{"), "type", thrown.getClassName());
            field(line.append(','), "message", String.valueOf(thrown.getMessage()));
            if (stackTraces) {
                field(line.append(','), "stack", ThrowableProxyUtil.asString(thrown));
            }
            line.append('}');
        }
        return line.append("}\n").toString();
    }

    private static void field(StringBuilder line, String name, String value) {
        line.append('"').append(name).append("\":\"");
        JsonStringEncoder.getInstance().quoteAsString(value, line);
        line.append('"');
    }
}
