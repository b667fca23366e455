package io.github.audibleabssync.audible;

import static io.github.audibleabssync.audible.Fixtures.NOW;
import static io.github.audibleabssync.audible.Fixtures.answer;
import static io.github.audibleabssync.audible.Fixtures.bytes;
import static io.github.audibleabssync.audible.Fixtures.json;
import static io.github.audibleabssync.audible.Fixtures.parse;
import static io.github.audibleabssync.audible.Fixtures.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.wire.ServiceRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class RegistrationTest {

    private static final JsonNode VECTOR = json("vectors/register.json");
    private static final JsonNode INPUTS = VECTOR.path("inputs");
    private static final AuthorizationCode CODE =
            new AuthorizationCode(INPUTS.path("authorization_code").asText());
    private static final List<String> KEYS =
            List.of(
                    "website_cookies",
                    "adp_token",
                    "access_token",
                    "refresh_token",
                    "device_private_key",
                    "store_authentication_cookie",
                    "device_info",
                    "customer_info",
                    "expires",
                    "locale_code",
                    "with_username",
                    "activation_bytes");

    private static SignIn signIn(Marketplace shop, boolean preAmazon) {
        return new SignIn(
                shop,
                preAmazon,
                INPUTS.path("code_verifier").asText(),
                INPUTS.path("device_serial").asText());
    }

    private static final SignIn SIGN_IN = signIn(Marketplace.US, false);

    private static ObjectNode goldenAnswer() {
        return VECTOR.path("response_json").deepCopy();
    }

    private static ObjectNode tokens(JsonNode answer) {
        return (ObjectNode) answer.path("response").path("success").path("tokens");
    }

    private static NewSession read(JsonNode answer) {
        return Registration.read(SIGN_IN, answer(200, answer.toString()));
    }

    private static JsonNode document(NewSession session) {
        return parse(new String(session.content(Optional.empty()), UTF_8));
    }

    @Test
    void theRequestIsTheGoldenOne() {
        JsonNode expected = VECTOR.path("request");

        ServiceRequest request = Registration.request(SIGN_IN, CODE);

        assertThat(request.method()).isEqualTo(expected.path("method").asText());
        assertThat(Marketplace.US.authUrl(false) + request.target())
                .isEqualTo(expected.path("url").asText());
        assertThat(request.contentType())
                .isEqualTo(expected.path("headers").path("content-type").asText());
        assertThat(parse(request.body().orElseThrow())).isEqualTo(expected.path("body_json"));
        assertThat(request.toString())
                .doesNotContain(CODE.value(), SIGN_IN.verifier(), SIGN_IN.serial());
    }

    @Test
    void anAccountFromBeforeAmazonsGoesToAudiblesHostWithAmazonsCookies() {
        JsonNode expected = VECTOR.path("request_with_username");
        SignIn british = signIn(Marketplace.UK, true);

        ServiceRequest request = Registration.request(british, CODE);

        assertThat(Marketplace.UK.authUrl(true) + request.target())
                .isEqualTo(expected.path("url").asText());
        JsonNode body = parse(request.body().orElseThrow());
        assertThat(body.path("cookies").path("domain"))
                .isEqualTo(expected.path("cookies_domain_in_body"));
        assertThat(body.path("auth_data"))
                .isEqualTo(VECTOR.path("request").path("body_json").path("auth_data"));
    }

    @Test
    void theAnswerBecomesTheGoldenSession() {
        JsonNode session = document(read(goldenAnswer()));

        ObjectNode expected = VECTOR.path("resulting_auth_data").deepCopy();
        assertThat(session.path("expires").decimalValue())
                .isEqualByComparingTo(expected.path("expires").decimalValue());
        expected.remove("expires");
        expected.properties()
                .forEach(
                        key ->
                                assertThat(session.get(key.getKey()))
                                        .as(key.getKey())
                                        .isEqualTo(key.getValue()));
        assertThat(session.path("locale_code").asText()).isEqualTo("us");
        assertThat(session.path("with_username").isBoolean()).isTrue();
        assertThat(session.path("activation_bytes").isNull()).isTrue();
    }

    @Test
    void theFileHasTheKeysOfTheLibrarysOwnAndNotOneMore() {
        JsonNode session = document(read(goldenAnswer()));

        assertThat(names(session)).containsExactlyElementsOf(KEYS);
        assertThat(names(session))
                .containsExactlyElementsOf(names(json("vectors/auth-files/plain.json")));
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void theFileIsLaidOutLikeTheLibrarysOwn() {
        String session = new String(read(goldenAnswer()).content(Optional.empty()), UTF_8);

        assertThat(session)
                .startsWith("{\n    \"website_cookies\": {\n        \"session-id\": \"147-")
                .contains("\"name\": \"Ada \\u00D6rnek\"", "\"expires\": 1795329960.250,")
                .matches("\\p{ASCII}+");
    }

    @Test
    void theDaemonReadsWhatWasRegistered() {
        NewSession session = read(goldenAnswer());

        AudibleSession reread =
                SessionFile.read(session.content(Optional.empty()), Optional.empty());

        assertThat(reread.marketplace()).contains(Marketplace.US);
        assertThat(reread.signing().map(SigningPair::deviceKey))
                .isEqualTo(DeviceKey.find(text("vectors/device-key.pkcs1.pem")));
        assertThat(reread.accessToken().map(AccessToken::expires)).contains(NOW.plusSeconds(3600));
        assertThat(session.deviceName()).contains("Ada's Audible for iPhone");
        assertThat(session.toString()).isEqualTo("NewSession[***]");
    }

    @Test
    void missingCookiesAreNullForTheLibraryRefusesAnEmptyObject() {
        ObjectNode answer = goldenAnswer();
        tokens(answer).remove(List.of("website_cookies", "store_authentication_cookie"));

        JsonNode session = document(read(answer));

        JsonNode expected = VECTOR.path("reduced_response");
        assertThat(session.get("website_cookies")).isEqualTo(expected.get("website_cookies"));
        assertThat(session.get("store_authentication_cookie"))
                .isEqualTo(expected.get("store_authentication_cookie"));
        tokens(answer).putArray("website_cookies");
        assertThat(document(read(answer)).get("website_cookies").isNull()).isTrue();
    }

    @Test
    void anEncryptedFileHasTheFormOfTheLibrarysOwn() {
        NewSession session = read(goldenAnswer());
        Optional<String> password = Optional.of("pässwörd Ω 密码");

        byte[] content = session.content(password);

        JsonNode golden = json("vectors/auth-files/json-default.json");
        JsonNode document = parse(new String(content, UTF_8));
        assertThat(names(document)).containsExactlyElementsOf(names(golden));
        assertThat(document.path("info")).isEqualTo(golden.path("info"));
        byte[] salt = Base64.getDecoder().decode(document.path("salt").asText());
        assertThat(salt).hasSize(16).startsWith('$', 0xFF, 0xFF, '$');
        assertThat(Base64.getDecoder().decode(document.path("iv").asText())).hasSize(16);
        assertThat(parse(new String(open(document, password.get()), UTF_8)))
                .isEqualTo(document(session));
        assertThat(SessionFile.read(content, password).signing()).isPresent();
    }

    /** Opens it by the one way that the library takes by default: 12 bytes of salt, a key of 32 bytes. */
    private static byte[] open(JsonNode document, String password) {
        Base64.Decoder base64 = Base64.getDecoder();
        return SessionCipher.open(
                        base64.decode(document.path("salt").asText()),
                        base64.decode(document.path("iv").asText()),
                        base64.decode(document.path("ciphertext").asText()),
                        password,
                        Optional::of)
                .orElseThrow();
    }

    @Test
    void noTwoEncryptionsAreAlike() {
        NewSession session = read(goldenAnswer());
        JsonNode one = parse(new String(session.content(Optional.of("one password")), UTF_8));
        JsonNode two = parse(new String(session.content(Optional.of("one password")), UTF_8));

        for (String key : List.of("salt", "iv", "ciphertext")) {
            assertThat(one.path(key)).as(key).isNotEqualTo(two.path(key));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    us | false | 400 | error-register-400-invalid-token.json | CODE_REFUSED       | status 400, InvalidToken    | Begin again, and paste
                    us | false | 401 | error-register-401-credential.json    | PRE_AMAZON_ACCOUNT | status 401, CredentialError | --with-username
                    de | true  | 401 | error-register-401-credential.json    | AMAZON_ACCOUNT     | status 401, CredentialError | without --with-username
                    fr | false | 401 | error-register-401-credential.json    | ACCOUNT_REFUSED    | status 401, CredentialError | --locale
                    us | false | 500 | error-register-500.json               | SERVER_FAILED      | status 500, ServerError     | in some minutes
                    us | false | 502 | error-502-gateway.html                | SERVER_FAILED      | (status 502)                | in some minutes
                    us | false | 429 | error-502-gateway.html                | TOO_MANY           | (status 429)                | Wait an hour
                    us | false | 403 | error-502-gateway.html                | UNREADABLE         | (status 403)                | between this machine
                    us | false | 200 | error-502-gateway.html                | UNREADABLE         | (status 200)                | between this machine
                    us | false | 403 | error-register-500.json               | REFUSED            | status 403, ServerError     | report it
                    us | false | 200 | deregister-response.json              | INCOMPLETE         | (status 200)                | list of devices
                    us | false | 200 | register-response.json                | INCOMPLETE         | (status 200)                | list of devices
                    """)
    void everyFailureHasItsOwnMessage(
            String shop,
            boolean preAmazon,
            int status,
            String file,
            RegistrationProblem problem,
            String answered,
            String toDo) {
        SignIn signIn = signIn(Marketplace.find(shop).orElseThrow(), preAmazon);

        assertThatThrownBy(() -> Registration.read(signIn, answer(status, text(file))))
                .isInstanceOfSatisfying(
                        SignInProblem.class,
                        failure -> assertThat(failure.kind()).isEqualTo(problem))
                .hasMessageContaining(answered)
                .hasMessageContaining(toDo)
                .hasNoCause()
                .message()
                .doesNotContain("{answer}", "Atna|", "BEGIN RSA", "c3ludGhldGlj");
    }

    @Test
    void theGoldenErrorIsARefusedCode() {
        JsonNode error = VECTOR.path("error_case");

        assertThatThrownBy(
                        () ->
                                Registration.read(
                                        SIGN_IN,
                                        answer(
                                                error.path("status").asInt(),
                                                error.path("response_json").toString())))
                .hasMessageContaining("InvalidToken");
    }

    @Test
    void anErrorWithoutANameThatMayBeShownIsNotQuoted() {
        String body = "{\"response\":{\"error\":{\"code\":\"Atna|secret\"}}}";

        assertThatThrownBy(() -> Registration.read(SIGN_IN, answer(400, body)))
                .isInstanceOf(SignInProblem.class)
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "mac_dms, adp_token",
        "mac_dms, device_private_key",
        "bearer, access_token",
        "bearer, refresh_token"
    })
    void aSessionThatLacksAPartIsNotKept(String group, String key) {
        ObjectNode answer = goldenAnswer();
        ((ObjectNode) tokens(answer).path(group)).remove(key);

        assertThatThrownBy(() -> read(answer))
                .isInstanceOfSatisfying(
                        SignInProblem.class,
                        failure ->
                                assertThat(failure.kind())
                                        .isEqualTo(RegistrationProblem.INCOMPLETE));
    }

    @Test
    void aKeyWithoutItsLastLineFeedGetsOne() {
        ObjectNode answer = goldenAnswer();
        ObjectNode device = (ObjectNode) tokens(answer).path("mac_dms");
        String pem = device.path("device_private_key").asText();
        device.put("device_private_key", pem.strip());

        assertThat(document(read(answer)).path("device_private_key").asText()).isEqualTo(pem);
    }

    @ParameterizedTest
    @EnumSource(RegistrationProblem.class)
    void everyMessageSaysWhatToDo(RegistrationProblem problem) {
        assertThat(problem.message()).contains("{answer}").containsPattern("(?i)begin again");
    }

    @Test
    void theVectorsOfEncryptedFilesStillOpen() {
        assertThat(
                        SessionFile.read(
                                        bytes("vectors/auth-files/bytes-kdf65535.bin"),
                                        Optional.of("many rounds"))
                                .signing())
                .isPresent();
    }
}
