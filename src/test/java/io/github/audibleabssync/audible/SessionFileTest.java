package io.github.audibleabssync.audible;

import static io.github.audibleabssync.audible.Fixtures.bytes;
import static io.github.audibleabssync.audible.Fixtures.each;
import static io.github.audibleabssync.audible.Fixtures.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.audible.SessionFileProblem.Kind;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.math.BigDecimal;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class SessionFileTest {

    private static final String FILES = "vectors/auth-files/";

    @TestFactory
    Stream<DynamicTest> everyGoldenFileIsRead() {
        return each(json(FILES + "index.json").path("files"))
                .map(
                        vector ->
                                DynamicTest.dynamicTest(
                                        vector.path("file").asText(), () -> expectRead(vector)));
    }

    private static void expectRead(JsonNode vector) {
        // when
        AudibleSession session =
                SessionFile.read(bytes(FILES + vector.path("file").asText()), password(vector));

        // then
        JsonNode expected = json(FILES + vector.path("expect").asText());
        assertThat(session.marketplace().map(Marketplace::code))
                .contains(expected.path("locale_code").asText());
        assertThat(session.preAmazon()).isEqualTo(expected.path("with_username").asBoolean());
        assertThat(session.signing().map(SigningPair::adpToken))
                .contains(expected.path("adp_token").asText());
        assertThat(session.signing().map(SigningPair::deviceKey))
                .isEqualTo(DeviceKey.find(expected.path("device_private_key").asText()));
        assertThat(session.refreshToken()).isEqualTo(text(expected, "refresh_token"));
        assertThat(session.accessToken().map(AccessToken::value))
                .isEqualTo(text(expected, "access_token"));
        session.accessToken()
                .ifPresent(
                        token ->
                                assertThat(BigDecimal.valueOf(token.expires().toEpochMilli(), 3))
                                        .isEqualByComparingTo(
                                                expected.path("expires").decimalValue()));
    }

    @TestFactory
    Stream<DynamicTest> everyGoldenFailureIsAProblem() {
        return each(json(FILES + "index.json").path("negative"))
                .filter(vector -> vector.has("outcome"))
                .map(
                        vector ->
                                DynamicTest.dynamicTest(
                                        vector.path("file").asText()
                                                + " with "
                                                + vector.path("password").asText(),
                                        () -> expectProblem(vector)));
    }

    private static void expectProblem(JsonNode vector) {
        byte[] content = bytes(FILES + vector.path("file").asText());

        assertThatThrownBy(() -> SessionFile.read(content, password(vector)))
                .isInstanceOf(SessionFileProblem.class)
                .hasMessageStartingWith("Audible session file (AUDIBLE_AUTH_JSON_PATH")
                .hasNoCause()
                .message()
                .doesNotContain("Atna|", "Atnr|", "Atza|", "nope", "{enc", "BEGIN");
    }

    @Test
    void aWrongPasswordIsNamedAsTheLikelyReason() {
        assertProblem(
                bytes(FILES + "json-default.json"), "not it", "AUDIBLE_AUTH_PASSWORD is wrong");
        assertProblem(
                bytes(FILES + "bytes-default.bin"), "not it", "AUDIBLE_AUTH_PASSWORD is wrong");
    }

    @Test
    void anEncryptedFileWithoutAPasswordAsksForIt() {
        assertProblem(bytes(FILES + "json-default.json"), "", "AUDIBLE_AUTH_PASSWORD is not set");
        assertProblem(bytes(FILES + "bytes-default.bin"), "", "AUDIBLE_AUTH_PASSWORD is not set");
    }

    @Test
    void aByteOrderMarkIsNamed() {
        byte[] plain = bytes(FILES + "plain.json");
        byte[] marked = new byte[plain.length + 3];
        System.arraycopy(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, 0, marked, 0, 3);
        System.arraycopy(plain, 0, marked, 3, plain.length);

        assertProblem(marked, "", "byte order mark");
    }

    @Test
    void aFileThatWasCutOffIsDamagedAndAsksForNoPassword() {
        for (String name : new String[] {"plain.json", "json-default.json", "bytes-default.bin"}) {
            byte[] whole = bytes(FILES + name);
            for (int length : new int[] {1, 15, 17, 33, whole.length / 2 + 1, whole.length - 3}) {
                assertProblem(Arrays.copyOf(whole, length), "", "damaged");
            }
        }
        assertProblem(new byte[0], "", "empty");
    }

    @Test
    void aPlainFileWithSomethingBehindItIsDamaged() {
        String plain = new String(bytes(FILES + "plain.json"), UTF_8);

        assertProblem((plain + "}").getBytes(UTF_8), "", "damaged");
    }

    @Test
    void otherFilesAreNoSessionFiles() {
        assertProblem("<html><body>Sign in</body></html>", "no session file");
        assertProblem("[1, 2]", "no session file");
        assertProblem("hello", "no session file");
        assertProblem("null", "no session file");
        assertProblem("{}", "no session file");
        assertProblem("{\"a\": 1}", "neither adp_token with device_private_key nor access_token");
        assertProblem("{\"ciphertext\": \"####\", \"salt\": 3, \"iv\": null}", "damaged");
    }

    @Test
    void anUnknownMarketplaceIsAProblemThatNamesTheKnownOnes() {
        assertProblem(plain().put("locale_code", "gb").toString(), "us uk de fr");
    }

    @Test
    void aMissingMarketplaceIsLeftToTheSettings() {
        ObjectNode file = plain();
        file.remove("locale_code");

        assertThat(read(file).marketplace()).isEmpty();
    }

    @Test
    void halfASigningPairIsNoneButTokensWillDo() {
        ObjectNode file = plain();
        file.putNull("device_private_key");

        assertThat(read(file).signing()).isEmpty();
        assertThat(read(file).refreshToken()).isPresent();
        file.remove(List.of("access_token", "refresh_token"));
        assertProblem(file.toString(), "neither adp_token with device_private_key");
    }

    @Test
    void aTokenOnlySessionNeedsNothingElse() {
        AudibleSession session =
                SessionFile.read(
                        "{\"refresh_token\":\"Atnr|x\",\"access_token\":\"Atna|y\",\"locale_code\":\"DE\"}"
                                .getBytes(UTF_8),
                        Optional.empty());

        assertThat(session.signing()).isEmpty();
        assertThat(session.marketplace()).contains(Marketplace.DE);
        assertThat(session.accessToken()).contains(new AccessToken("Atna|y", Instant.EPOCH));
    }

    @Test
    void expiryMayBeText() {
        assertThat(read(plain().put("expires", "1795329960.25")).accessToken())
                .map(AccessToken::expires)
                .contains(Instant.ofEpochMilli(1_795_329_960_250L));
    }

    @Test
    void withoutWithUsernameTheAccountPoolTellsAnAccountFromBeforeAmazon() {
        ObjectNode file = plain();
        file.remove("with_username");
        file.putObject("customer_info").put("account_pool", "pool-uk");

        assertThat(read(file).preAmazon()).isTrue();
    }

    @Test
    void theDeviceKeyIsReadInEveryFormItIsHandedAround() {
        String pkcs1 = Fixtures.text("vectors/device-key.pkcs1.pem");
        String pkcs8 = Fixtures.text("vectors/device-key.pkcs8.der.b64");
        String barePkcs1 = pkcs1.replaceAll("-----[A-Z ]+-----|\\s", "");
        String pemPkcs8 =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(Base64.getDecoder().decode(pkcs8.strip()))
                        + "\n-----END PRIVATE KEY-----";

        assertThat(DeviceKey.find(pkcs1)).get().isInstanceOf(RSAPrivateKey.class);
        assertThat(DeviceKey.find(pkcs8)).isEqualTo(DeviceKey.find(pkcs1));
        assertThat(DeviceKey.find(barePkcs1)).isEqualTo(DeviceKey.find(pkcs1));
        assertThat(DeviceKey.find(pemPkcs8)).isEqualTo(DeviceKey.find(pkcs1));
        assertThat(DeviceKey.find(pkcs1.strip())).isEqualTo(DeviceKey.find(pkcs1));
        assertThat(DeviceKey.find(pkcs1.substring(0, 900))).isEmpty();
        assertThat(DeviceKey.find("")).isEmpty();
    }

    @Test
    void nothingSecretIsEverPrinted() {
        AudibleSession session = Fixtures.session();

        String printed = session + " " + session.signing() + " " + session.accessToken();

        assertThat(printed).doesNotContain("Atna", "Atnr", "{enc", "RSA", "MII").contains("***");
    }

    @Test
    void onlyWhatNobodyCanUseIsWorthless() {
        byte[] plain = plain().toString().getBytes(UTF_8);
        byte[] marked = ("\ufeff" + plain()).getBytes(UTF_8);

        assertThat(kind(marked)).isEqualTo(Kind.REPAIRABLE);
        assertThat(kind(plain().put("locale_code", "gb").toString().getBytes(UTF_8)))
                .isEqualTo(Kind.REPAIRABLE);
        assertThat(kind(EncryptedSessions.of(plain().toString(), "x").getBytes(UTF_8)))
                .isEqualTo(Kind.LOCKED);
        assertThat(kind(Arrays.copyOf(plain, 200))).isEqualTo(Kind.WORTHLESS);
        assertThat(kind(new byte[0])).isEqualTo(Kind.WORTHLESS);
    }

    private static Kind kind(byte[] content) {
        return assertThatExceptionOfType(SessionFileProblem.class)
                .isThrownBy(() -> SessionFile.read(content, Optional.empty()))
                .actual()
                .kind();
    }

    private static void assertProblem(String content, String part) {
        assertProblem(content.getBytes(UTF_8), "", part);
    }

    private static void assertProblem(byte[] content, String password, String part) {
        assertThatThrownBy(() -> SessionFile.read(content, Optional.of(password)))
                .isInstanceOf(SessionFileProblem.class)
                .hasMessageContaining(part);
    }

    private static AudibleSession read(ObjectNode file) {
        return SessionFile.read(file.toString().getBytes(UTF_8), Optional.empty());
    }

    private static ObjectNode plain() {
        return (ObjectNode) json(FILES + "plain.json");
    }

    private static Optional<String> password(JsonNode vector) {
        return text(vector, "password");
    }

    private static Optional<String> text(JsonNode object, String key) {
        return Optional.ofNullable(object.path(key).textValue());
    }
}
