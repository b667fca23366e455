package io.github.audibleabssync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** A secret is handed out only when asked for. */
class SecretTest {

    @Test
    void printsAMask() {
        Secret secret = Secret.of("hidden");

        assertThat(secret).hasToString("***");
        assertThat("%s".formatted(secret)).doesNotContain("hidden");
        assertThat(secret.reveal()).isEqualTo("hidden");
    }

    @Test
    void comparesByValue() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
        assertThat(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a").matches("a")).isTrue();
        assertThat(Secret.of("a").matches("ab")).isFalse();
    }

    @Test
    void isNeverBlank() {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(" "));
    }
}
