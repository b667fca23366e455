package io.github.audibleabssync.audible;

import static io.github.audibleabssync.audible.Fixtures.each;
import static io.github.audibleabssync.audible.Fixtures.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

class SignInTest {

    private static final JsonNode VECTORS = json("vectors/login-url.json");
    private static final String MAPLANDING = "https://www.amazon.com/ap/maplanding?";
    private static final String CODE = "openid.oa2.authorization_code=ANabc";

    private static SignIn golden(Marketplace shop, boolean preAmazon) {
        return new SignIn(
                shop,
                preAmazon,
                VECTORS.path("code_verifier").asText(),
                VECTORS.path("device_serial").asText());
    }

    @TestFactory
    Stream<DynamicTest> everyGoldenLink() {
        return each(VECTORS.path("urls"))
                .map(
                        vector ->
                                DynamicTest.dynamicTest(
                                        vector.path("country_code").asText(),
                                        () -> expectLink(vector)));
    }

    private static void expectLink(JsonNode vector) {
        // given
        Marketplace shop = Marketplace.find(vector.path("country_code").asText()).orElseThrow();

        // when
        URI link = URI.create(golden(shop, vector.path("with_username").asBoolean()).link());

        // then
        URI expected = URI.create(vector.path("url").asText());
        assertThat(link.getHost()).isEqualTo(expected.getHost());
        assertThat(link.getPath()).isEqualTo(expected.getPath());
        assertThat(parameters(link)).isEqualTo(parameters(expected)).hasSize(18);
    }

    static Map<String, String> parameters(URI link) {
        Map<String, String> parameters = new HashMap<>();
        Arrays.stream(link.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(
                        pair ->
                                parameters.put(
                                        pair[0],
                                        URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return parameters;
    }

    @Test
    void theSerialGivesTheGoldenClientId() {
        assertThat(golden(Marketplace.US, false).clientId())
                .isEqualTo(VECTORS.path("client_id").asText());
    }

    @Test
    void everySignInHasSecretsOfItsOwn() {
        SignIn one = SignIn.begin(Marketplace.DE, false);
        SignIn two = SignIn.begin(Marketplace.DE, false);

        assertThat(one.verifier()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(two.verifier());
        assertThat(one.serial()).matches("[0-9A-F]{32}").isNotEqualTo(two.serial());
        assertThat(one.link()).doesNotContain(one.verifier());
        assertThat(one.toString()).doesNotContain(one.verifier(), one.serial());
    }

    @Test
    void accountsWithAUserNameAreAtThreeShopsOnly() {
        each(VECTORS.path("with_username_rejected_for"))
                .map(code -> Marketplace.find(code.asText()).orElseThrow())
                .forEach(
                        shop ->
                                assertThatThrownBy(() -> SignIn.begin(shop, true))
                                        .isInstanceOf(IllegalArgumentException.class)
                                        .hasMessageContaining(shop.code()));
        assertThat(Arrays.stream(Marketplace.values()).filter(Marketplace::hasPreAmazonAccounts))
                .containsExactly(Marketplace.US, Marketplace.UK, Marketplace.DE);
    }

    @TestFactory
    Stream<DynamicTest> everyGoldenAddress() {
        return each(VECTORS.path("redirects"))
                .map(
                        vector ->
                                DynamicTest.dynamicTest(
                                        vector.path("pasted").asText(), () -> expectRead(vector)));
    }

    private static void expectRead(JsonNode vector) {
        String pasted = vector.path("pasted").asText();
        Marketplace shop = pasted.contains("audible.ca") ? Marketplace.CA : Marketplace.US;

        Pasted read = SignIn.begin(shop, false).read(pasted);

        if (vector.has("authorization_code")) {
            assertThat(read)
                    .isEqualTo(
                            new Pasted.Code(
                                    new AuthorizationCode(
                                            vector.path("authorization_code").asText())));
        } else {
            assertThat(vector.path("error").asText()).isEqualTo("KeyError");
            assertThat(read).isInstanceOf(Pasted.Unusable.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    us | ``                                                            | NOTHING
                    us | ` \t `                                                        | NOTHING
                    us | `""`                                                          | NOTHING
                    us | ANabcDEF123                                                   | NOT_AN_ADDRESS
                    us | ap/maplanding?openid.oa2.authorization_code=ANabc             | NOT_AN_ADDRESS
                    us | file:///ap/maplanding?openid.oa2.authorization_code=ANabc     | NOT_AN_ADDRESS
                    us | https://www.amazon.com/ap/map landing?code=ANabc              | NOT_AN_ADDRESS
                    us | https://www.amazon.com@evil.example/ap/maplanding?code=ANabc  | NOT_AN_ADDRESS
                    us | https://evil.example/ap/maplanding?code=ANabc                 | NOT_AMAZON
                    us | https://notamazon.com/ap/maplanding?code=ANabc                | NOT_AMAZON
                    us | https://www.amazon.com.br/ap/maplanding?code=ANabc            | OTHER_MARKETPLACE
                    de | https://www.amazon.com/ap/maplanding?code=ANabc               | OTHER_MARKETPLACE
                    us | https://www.audible.co.uk/?ref=home                           | OTHER_MARKETPLACE
                    us | https://www.amazon.com/ap/signin?openid.mode=checkid_setup    | NOT_FINISHED
                    us | https://www.amazon.com/ap/signin                              | NOT_FINISHED
                    us | https://www.amazon.com/ap/mfa?arb=1                           | NOT_FINISHED
                    us | https://www.amazon.com/ap/cvf/request?arb=1                   | NOT_FINISHED
                    us | https://www.amazon.com/ap/maplanding?openid.mode=cancel       | CANCELLED
                    us | https://www.amazon.com/ap/maplanding?error=access_denied      | REFUSED
                    us | https://www.amazon.com/ap/maplanding?openid.oa2.error=x       | REFUSED
                    ca | https://www.audible.ca/?openid.ns.oa2=http%3A%2F%2Fwww.amazon | PASSED_BY
                    br | https://www.audible.com.br/                                   | PASSED_BY
                    br | https://www.audible.com.br                                    | PASSED_BY
                    us | https://www.amazon.com/ap/maplanding                          | CUT_OFF
                    us | https://www.amazon.com/ap/maplanding?openid.assoc_handle=amzn | CUT_OFF
                    us | https://www.amazon.com/ap/maplanding?openid.oa2.authorization_code= | CUT_OFF
                    us | https://www.amazon.com/ap/maplanding?openid.oa2.authorization_code  | CUT_OFF
                    us | https://www.amazon.com/ap/maplanding?openid.oa2.authorization_code=AN%2 | CUT_OFF
                    """)
    void everyWrongPasteHasItsOwnMessage(String shop, String pasted, PasteProblem problem) {
        // given
        SignIn signIn = SignIn.begin(Marketplace.find(shop).orElseThrow(), false);

        // when
        Pasted read = signIn.read(Objects.requireNonNullElse(pasted, ""));

        // then
        assertThat(read)
                .isInstanceOfSatisfying(
                        Pasted.Unusable.class,
                        unusable -> {
                            assertThat(unusable.problem()).isEqualTo(problem);
                            assertThat(unusable.message())
                                    .doesNotContain("{", "ANabc")
                                    .endsWith(".");
                        });
    }

    @Test
    void aMessageNamesTheHostsThatItSpeaksOf() {
        assertThat(SignIn.begin(Marketplace.BR, false).read("https://www.amazon.com/x?code=secret"))
                .isInstanceOfSatisfying(
                        Pasted.Unusable.class,
                        unusable ->
                                assertThat(unusable.message())
                                        .contains("leads to www.amazon.com,")
                                        .contains("the link to www.amazon.com.br")
                                        .doesNotContain("secret"));
    }

    @ParameterizedTest
    @EnumSource(PasteProblem.class)
    void everyMessageSaysWhatToDo(PasteProblem problem) {
        assertThat(problem.message()).containsPattern("(?i)paste|copy|open the link");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  https://www.amazon.com/ap/maplanding?openid.oa2.authorization_code=ANabc \r",
                "\"https://www.amazon.com/ap/maplanding?openid.oa2.authorization_code=ANabc\"",
                "<https://www.amazon.com/ap/maplanding?openid.oa2.authorization_code=ANabc>",
                "https://www.amazon.com/ap/maplanding?openid.oa2.authorization_code=ANabc#top",
                "HTTPS://WWW.AMAZON.COM/ap/maplanding?openid.oa2.authorization_code=ANabc",
                "www.amazon.com/ap/maplanding?openid.oa2.authorization_code=ANabc",
                "https://www.amazon.com:443/ap/maplanding?openid.oa2.authorization_code=ANabc",
                "https://www.amazon.com/ap/maplanding/?x={}|&openid.oa2.authorization_code=ANabc",
                "https://www.audible.com/ap/maplanding?openid.oa2.authorization_code=ANabc",
                "https://www.amazon.com/ap/maplanding?authorization_code=ANabc",
                "https://www.amazon.com/ap/maplanding?code=ANabc"
            })
    void aRightAddressIsReadHoweverItWasPasted(String pasted) {
        assertThat(SignIn.begin(Marketplace.US, false).read(pasted))
                .isEqualTo(new Pasted.Code(new AuthorizationCode("ANabc")));
    }

    @Test
    void marksThatATerminalPutsAroundAPasteAreIgnored() {
        assertThat(
                        SignIn.begin(Marketplace.US, false)
                                .read("\u001b[200~" + MAPLANDING + CODE + "\u001b[201~"))
                .isInstanceOf(Pasted.Code.class);
    }

    @Test
    void aCodeIsNeverPrinted() {
        assertThat(SignIn.begin(Marketplace.US, false).read(MAPLANDING + CODE).toString())
                .doesNotContain("ANabc")
                .contains("***");
    }
}
