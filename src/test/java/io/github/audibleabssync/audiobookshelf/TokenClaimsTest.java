package io.github.audibleabssync.audiobookshelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.audiobookshelf.TokenClaims.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

class TokenClaimsTest {

    private static TokenClaims claims(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        String body = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return TokenClaims.read("eyJhbGciOiJIUzI1NiJ9." + body + ".c2ln");
    }

    @Test
    void anApiKeyTellsItsNameAndItsEndIfItHasOne() {
        TokenClaims forEver =
                claims("{\"keyId\":\"k\",\"name\":\"sync\",\"type\":\"api\",\"iat\":1}");
        assertThat(forEver.kind()).isEqualTo(Kind.API_KEY);
        assertThat(forEver.name()).contains("sync");
        assertThat(forEver.expiresAt()).isEmpty();

        assertThat(claims("{\"type\":\"api\",\"exp\":1800000000}").expiresAt())
                .contains(Instant.ofEpochSecond(1_800_000_000));
    }

    @Test
    void theOtherSortsAreToldByTypeAndEnd() {
        assertThat(claims("{\"userId\":\"u\",\"type\":\"access\",\"exp\":2}").kind())
                .isEqualTo(Kind.ACCESS);
        assertThat(claims("{\"userId\":\"u\",\"type\":\"refresh\",\"exp\":2}").kind())
                .isEqualTo(Kind.REFRESH);
        assertThat(claims("{\"userId\":\"u\",\"username\":\"listener\",\"iat\":1}").kind())
                .isEqualTo(Kind.USER);
        assertThat(claims("{\"something\":{\"type\":\"api\"}}").kind()).isEqualTo(Kind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a.b", "one.%%%.three", "a.bm8ganNvbg.c", "a.WzFd.c"})
    void whatIsNoTokenIsUnknownAndNeverAFailure(String text) {
        assertThat(TokenClaims.read(text).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void aTokenWithOddClaimsIsReadAsFarAsItGoes() {
        TokenClaims odd = claims("{\"type\":\"api\",\"name\":null,\"exp\":\"soon\",\"x\":[1,2]}");
        assertThat(odd.kind()).isEqualTo(Kind.API_KEY);
        assertThat(odd.expiresAt()).isEmpty();
        assertThat(claims("{\"type\":\"api\",\"exp\":1e300}").expiresAt()).isEmpty();
    }
}
