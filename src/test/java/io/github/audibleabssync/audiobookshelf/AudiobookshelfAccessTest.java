package io.github.audibleabssync.audiobookshelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudiobookshelfAccessTest {

    @ParameterizedTest
    @CsvSource({
        "http://abs:13378, http://abs:13378",
        "' https://abs.example.org/ ', https://abs.example.org",
        "HTTPS://abs.example.org/audiobookshelf/, https://abs.example.org/audiobookshelf",
        "http://10.0.0.5//a///b//, http://10.0.0.5/a/b",
        "http://[fd00::5]:80/x, http://[fd00::5]:80/x"
    })
    void theAddressIsTidied(String text, String expected) {
        assertThat(AudiobookshelfAccess.baseUrl(text)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', http://",
        "abs:13378, http://",
        "ftp://abs, http://",
        "http://, not a web address",
        "http:///secret, no host",
        "http://ann:secret@abs, user or password",
        "http://abs/?token=secret, '?'",
        "http://abs/#secret, '?'",
        "http://abs/ secret, character 12",
        "http://a_b/secret, underscore"
    })
    void aBadAddressIsExplainedAndNeverQuoted(String text, String hint) {
        assertThatThrownBy(() -> AudiobookshelfAccess.baseUrl(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ABS_BASE_URL ")
                .hasMessageContaining(hint)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Bearer secret", "sec\nret", "sécret"})
    void aBadKeyIsExplainedAndNeverQuoted(String text) {
        assertThatThrownBy(() -> AudiobookshelfAccess.token(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ABS_TOKEN ")
                .hasMessageNotContainingAny("secret", "sec\n", "sécret");
    }

    @Test
    void everyRequestCarriesTheKeyAndTheExtraHeaders() {
        AudiobookshelfAccess access =
                AudiobookshelfAccess.of(
                        "http://abs/",
                        " key ",
                        "CF-Access-Client-Id: id\n\n  X-Proxy :  a: b \r\n");

        assertThat(access.headers())
                .containsEntry("Authorization", "Bearer key")
                .containsEntry("CF-Access-Client-Id", "id")
                .containsEntry("X-Proxy", "a: b")
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "X-A secret: b",
                ": secret",
                "X-A:",
                "X-A: sécret",
                "authorization: secret",
                "Upgrade: secret",
                "Host: secret",
                "x-first: secret"
            })
    void aBadHeaderIsToldByItsLineAndNeverQuoted(String line) {
        assertThatThrownBy(() -> AudiobookshelfAccess.extraHeaders("X-First: 1\n\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ABS_EXTRA_HEADERS: line 3 ")
                .hasMessageNotContainingAny("secret", "sécret");
    }

    @Test
    void asTextItShowsNoSecret() {
        assertThat(AudiobookshelfAccess.of("http://abs/x", "key-1", "X-Proxy: secret"))
                .hasToString(
                        "AudiobookshelfAccess[http://abs/x, token ***, extra headers [X-Proxy]]");
    }
}
