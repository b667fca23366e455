package io.github.audibleabssync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * Random histories, each judged by the invariants of the contract's section 6. What is found is printed as the shortest story
 * that still shows it.
 *
 * <p>More of them: {@code mvn -B test -Dtest=SimulatorTest -Dsimulator.histories=1000000}; others: {@code
 * -Dsimulator.seed=12345}, the first seed; one of them cycle by cycle: {@code -Dsimulator.histories=1 -Dsimulator.trace=true}.
 */
@Tag("simulator")
class SimulatorTest {

    private static final Logger OURS = (Logger) LoggerFactory.getLogger("io.github.audibleabssync");

    @BeforeEach
    void beQuiet() {
        OURS.setLevel(Level.OFF);
    }

    @AfterEach
    void speakAgain() {
        OURS.setLevel(null);
    }

    @Test
    void noHistoryViolatesAnInvariant() throws Exception {
        long histories = Long.getLong("simulator.histories", 10_000);
        long first = Long.getLong("simulator.seed", 1);

        List<String> found =
                new Campaign(first, histories, Integer.getInteger("simulator.failures", 3)).run();

        assertThat(found).isEmpty();
    }
}
