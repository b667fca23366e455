package io.github.audibleabssync.operations.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.audibleabssync.settings.LogFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a line looks like, and what no line ever holds. */
class LogSetupTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoggerContext loggers = new LoggerContext();

    private void setUp(Map<String, String> environment) {
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        loggers.setMDCAdapter(new LogbackMDCAdapter());
        appender.setOutputStream(written);
        LogSetup.of(environment).apply(loggers, appender);
    }

    private String lines() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "debug, DEBUG",
        "Warning, WARN",
        "CRITICAL, ERROR",
        "' trace ', TRACE",
        "loud, INFO",
        "'', INFO"
    })
    void theLevelIsReadLikeTheSettingsDoAndNeverFails(String given, String level) {
        assertThat(LogSetup.of(Map.of("LOG_LEVEL", given)).level()).isEqualTo(Level.toLevel(level));
    }

    @Test
    void theFormatIsTextUnlessJsonIsAskedFor() {
        assertThat(LogSetup.of(Map.of()).format()).isEqualTo(LogFormat.TEXT);
        assertThat(LogSetup.of(Map.of("LOG_FORMAT", "xml")).format()).isEqualTo(LogFormat.TEXT);
        assertThat(LogSetup.of(Map.of("LOG_FORMAT", "json")).format()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void aLineForPeopleIsOneLineWhateverATitleHolds() {
        setUp(Map.of());

        loggers.getLogger("io.github.audibleabssync.camel.Settlement")
                .warn("'{}' waits", "A\nTale\u001b[31m\r", new IllegalStateException("no\nway"));

        assertThat(lines())
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ WARN  Settlement:"
                                + " 'A Tale \\[31m ' waits \\(IllegalStateException: no way\\)\\n");
    }

    @Test
    void stackTracesAreForDevelopers() {
        setUp(Map.of("LOG_LEVEL", "DEBUG"));

        loggers.getLogger("x.Y").error("Lost", new IllegalStateException("why"));

        assertThat(lines()).contains("Y: Lost\n").contains("\tat " + getClass().getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "DEBUG"})
    void aLineForMachinesIsOneObject(String level) throws Exception {
        setUp(Map.of("LOG_FORMAT", "json", "LOG_LEVEL", level));

        loggers.getLogger("x.Y").warn("\"A\"\nTale", new IllegalStateException("why"));

        assertThat(lines()).hasLineCount(1);
        JsonNode line = new ObjectMapper().readTree(lines());
        assertThat(line.at("/level").asText()).isEqualTo("WARN");
        assertThat(line.at("/logger").asText()).isEqualTo("x.Y");
        assertThat(line.at("/message").asText()).isEqualTo("\"A\"\nTale");
        assertThat(line.at("/time").asText()).endsWith("Z");
        assertThat(line.at("/error/type").asText()).endsWith("IllegalStateException");
        assertThat(line.at("/error/stack").isMissingNode()).isEqualTo(level.equals("INFO"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "DEBUG", "TRACE"})
    void otherPeoplesCodeNeverLogsItsMessages(String level) {
        setUp(Map.of("LOG_LEVEL", level));

        for (String name :
                new String[] {
                    "org.apache.hc.client5.http.headers",
                    "org.apache.hc.client5.http.wire",
                    "org.apache.hc.client5.http.impl.classic.MainClientExec",
                    "org.apache.camel.component.http.HttpProducer",
                    "org.apache.camel.processor.SendProcessor",
                    "io.vertx.ext.web.RoutingContext",
                    "io.netty.handler.logging.LoggingHandler",
                    "org.sqlite.core.NativeDB"
                }) {
            loggers.getLogger(name).debug("Authorization: Bearer secret");
            loggers.getLogger(name).trace("Authorization: Bearer secret");
        }
        loggers.getLogger("org.apache.hc.client5.http.headers").error("X-Token: secret");

        assertThat(lines()).isEmpty();
    }

    @Test
    void theEngineIsQuietUntilADeveloperAsks() {
        setUp(Map.of());
        loggers.getLogger("org.apache.camel.impl.engine.X").info("started");
        assertThat(lines()).isEmpty();

        setUp(Map.of("LOG_LEVEL", "DEBUG"));
        loggers.getLogger("org.apache.camel.impl.engine.X").info("started");
        assertThat(lines()).contains("started");
    }

    @Test
    void anErrorLogHoldsErrorsOnly() {
        setUp(Map.of("LOG_LEVEL", "ERROR"));

        loggers.getLogger("org.apache.camel.x").warn("well");
        loggers.getLogger("io.github.audibleabssync.x").warn("well");

        assertThat(lines()).isEmpty();
    }

    @Test
    void theServiceLoaderFindsTheSetup() {
        LoggerContext running = (LoggerContext) org.slf4j.LoggerFactory.getILoggerFactory();

        assertThat(running.getLogger("org.apache.hc").getLevel()).isNotNull();
        assertThat(running.getLogger("ROOT").getAppender("log")).isNotNull();
    }
}
