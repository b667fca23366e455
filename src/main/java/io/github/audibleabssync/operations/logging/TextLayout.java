package io.github.audibleabssync.operations.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * One line for people: time with offset, level, who, what. Line breaks and other control characters of a message become
 * spaces, so that a title can neither break a line nor paint the terminal.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
                    .withZone(ZoneId.systemDefault());

    private final boolean stackTraces;

    /** A layout with stack traces, or with their first line only. */
    TextLayout(boolean stackTraces) {
        this.stackTraces = stackTraces;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        TIME.formatTo(event.getInstant(), line);
        line.append(' ').append(event.getLevel());
        line.append(" ".repeat(6 - event.getLevel().toString().length()));
        line.append(shortName(event.getLoggerName())).append(": ");
        appendOneLine(line, event.getFormattedMessage());
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null && stackTraces) {
            line.append('\n').append(ThrowableProxyUtil.asString(thrown));
        } else if (thrown != null) {
            line.append(" (").append(shortName(thrown.getClassName()));
            if (thrown.getMessage() != null) {
                appendOneLine(line.append(": "), thrown.getMessage());
            }
            line.append(')');
        }
        return line.append('\n').toString();
    }

    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void appendOneLine(StringBuilder line, String text) {
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            line.append(
                    Character.isISOControl(next) || next == '\u2028' || next == '\u2029'
                            ? ' '
                            : next);
        }
    }
}
