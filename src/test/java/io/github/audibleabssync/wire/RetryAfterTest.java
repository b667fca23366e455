package io.github.audibleabssync.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Patience is kept within reason, whatever a service asks for. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @ParameterizedTest(name = "Retry-After: {0} means {1} s")
    @CsvSource(
            delimiter = ';',
            value = {
                "574; 574",
                "' 574 '; 574",
                "5; 5",
                "4; 5",
                "0; 5",
                "-0; 5",
                "-7; 5",
                "3600; 3600",
                "3601; 3600",
                "999999999; 3600",
                "99999999999999999999; 3600",
                "'Sun, 22 Nov 2026 08:02:00 GMT'; 120",
                "'Sun, 22 Nov 2026 07:00:00 GMT'; 5",
                "'Fri, 31 Dec 2027 23:59:59 GMT'; 3600",
                "soon; 60",
                "1.5; 60",
                "''; 60"
            })
    void aServiceIsNeverAskedAgainAtOnceAndNeverLeftAloneForEver(String header, long seconds) {
        assertThat(RetryAfter.of(answer(Map.of("retry-after", header))))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void patienceIsAMinuteWhenTheServiceDoesNotSay() {
        assertThat(RetryAfter.of(answer(Map.of()))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aDateIsMeantByTheServicesOwnClock() {
        assertThat(
                        RetryAfter.of(
                                answer(
                                        Map.of(
                                                "retry-after",
                                                "Sun, 22 Nov 2026 09:00:30 GMT",
                                                "date",
                                                "Sun, 22 Nov 2026 09:00:00 GMT"))))
                .isEqualTo(Duration.ofSeconds(30));
    }

    private static ServiceAnswer answer(Map<String, String> headers) {
        return new ServiceAnswer(429, headers, new byte[0], NOW);
    }
}
