package io.github.audibleabssync.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Place;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

class PracticeAudibleTest {
    private static final PracticeAccount ACCOUNT = PracticeAccount.create();
    private static final Asin ONE = PracticeLibrary.asin(1);
    private static final Asin TWO = PracticeLibrary.asin(2);
    private static final String GROUPS = "&response_groups=product_desc,media,is_finished";

    private Instant now = Instant.parse("2026-11-22T10:00:00.250Z");
    private final PracticeAudible server = new PracticeAudible(ACCOUNT, () -> now);
    private final Http http = new Http(server);
    private String token = "";

    @BeforeEach
    void start() {
        server.start();
        server.add(PracticeTitle.book(ONE, "The Paper Harbour", Duration.ofHours(10)));
        server.add(
                PracticeTitle.book(TWO, "The Copper Tide", Duration.ofMillis(30_300_456))
                        .withBranding(Duration.ofMillis(2043), Duration.ofMillis(5062))
                        .withChapters(List.of(Duration.ZERO, Duration.ofSeconds(26))));
        token = Http.json(server.session()).path("access_token").asText();
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private HttpResponse<String> get(String target) throws IOException {
        return http.audible("GET", target, "", token);
    }

    private HttpResponse<String> put(String target, String body) throws IOException {
        return http.audible("PUT", target, body, token);
    }

    private int put(Asin asin, String acr, long millis) throws IOException {
        String body =
                "{\"acr\":\"%s\",\"asin\":\"%s\",\"position_ms\":%d}".formatted(acr, asin, millis);
        HttpResponse<String> answer = put("/1.0/lastpositions/" + asin, body);
        assertThat(answer.body()).isEmpty();
        return answer.statusCode();
    }

    private JsonNode positions(String asins) throws IOException {
        return Http.json(get("/1.0/annotations/lastpositions?asins=" + asins))
                .path("asin_last_position_heard_annots");
    }

    @Test
    void everySignatureOfTheVectorsFitsAndNoneFitsAfterAChange() throws Exception {
        String pem = new String(Http.resource("device-public.pem"), StandardCharsets.US_ASCII);
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        JsonNode vectors = Json.read(Http.resource("signing.json")).orElseThrow();
        String adpToken = vectors.path("adp_token").asText();

        assertThat(vectors.path("cases")).hasSizeGreaterThan(10);
        for (JsonNode one : vectors.path("cases")) {
            Map<String, String> headers = new HashMap<>();
            one.path("headers")
                    .properties()
                    .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
            String target = one.path("path_and_query").asText();
            byte[] body = Base64.getDecoder().decode(one.path("body_base64").asText());
            String method = one.path("method").asText();

            PracticeRequest right = request(method, target, headers, body);
            PracticeRequest wrong = request(method, target + "0", headers, body);
            assertThat(RequestSignature.fits(right, adpToken, key))
                    .as(one.path("name").asText())
                    .isTrue();
            assertThat(RequestSignature.fits(wrong, adpToken, key)).isFalse();
        }
    }

    private PracticeRequest request(
            String method, String target, Map<String, String> headers, byte[] body) {
        return new PracticeRequest(now, method, target, "", target, headers, body);
    }

    @Test
    void withoutSignatureAndWithAnExpiredTokenNothingIsAnswered() throws IOException {
        HttpResponse<String> none = http.send("GET", "/1.0/library", "");
        HttpResponse<String> right = get("/1.0/library");
        now = now.plus(Duration.ofMinutes(61));
        HttpResponse<String> expired = get("/1.0/library");

        assertThat(right.statusCode()).isEqualTo(200);
        for (HttpResponse<String> answer : List.of(none, expired)) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body())
                    .isEqualTo("{\"message\":\"Request could not be authenticated\"}");
        }
    }

    @Test
    void aRefreshGivesATokenThatOpensUntilTheDeviceIsUnknown() throws IOException {
        server.expireTokens();
        server.tokens(Duration.ofHours(1), true);
        String form =
                "app_name=Audible&source_token_type=refresh_token&requested_token_type=access_token&source_token="
                        + ACCOUNT.refreshToken().replace("|", "%7C").replace("=", "%3D");
        String type = "application/x-www-form-urlencoded";

        JsonNode answer = Http.json(http.send("POST", "/auth/token", form, "Content-Type", type));
        token = answer.path("access_token").asText();

        assertThat(answer.path("expires_in").asText()).isEqualTo("3600");
        assertThat(token).startsWith("Atna|");
        assertThat(get("/1.0/library").statusCode()).isEqualTo(200);
        server.knowDevice(false);
        assertThat(http.send("POST", "/auth/token", form, "Content-Type", type).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theSessionFileHasTheDocumentedFormAndItsKeySigns() throws Exception {
        JsonNode session = Http.json(server.session());

        assertThat(session.path("adp_token").asText())
                .matches("\\{enc:[^}]+}\\{key:[^}]+}\\{iv:[^}]+}\\{name:[^}]+}\\{serial:Mg==}");
        assertThat(session.path("device_private_key").asText())
                .startsWith("-----BEGIN RSA PRIVATE KEY-----\n")
                .endsWith("\n-----END RSA PRIVATE KEY-----\n");
        assertThat(session.path("access_token").asText()).startsWith("Atna|");
        assertThat(session.path("refresh_token").asText()).startsWith("Atnr|");
        assertThat(session.path("locale_code").asText()).isEqualTo("us");
        assertThat(Http.json(server.tokenOnlySession()).has("adp_token")).isFalse();

        String date = "2026-11-22T10:00:00.250000+00:00Z";
        String body =
                "{\"acr\":\"%s\",\"asin\":\"%s\",\"position_ms\":7000}"
                        .formatted(server.acr(ONE), ONE);
        String adp = session.path("adp_token").asText();
        String target = "/1.0/lastpositions/" + ONE;
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(privateKey(session.path("device_private_key").asText()));
        signature.update(
                String.join("\n", "PUT", target, date, body, adp).getBytes(StandardCharsets.UTF_8));
        String signed = Base64.getEncoder().encodeToString(signature.sign()) + ":" + date;

        HttpResponse<String> right = signed(target, body, adp, signed);
        HttpResponse<String> wrong = signed(target, body + " ", adp, signed);

        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(server.place(ONE)).contains(Place.ofMillis(7000));
    }

    private HttpResponse<String> signed(String target, String body, String adp, String signed)
            throws IOException {
        return http.send(
                "PUT",
                target,
                body,
                "x-adp-token",
                adp,
                "x-adp-alg",
                "SHA256withRSA:1.0",
                "x-adp-signature",
                signed);
    }

    /** Puts the header of PKCS#8 in front of a 2048-bit PKCS#1 key. */
    private static PrivateKey privateKey(String pem) throws Exception {
        byte[] pkcs1 = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        ByteBuffer pkcs8 = ByteBuffer.allocate(26 + pkcs1.length);
        pkcs8.putShort((short) 0x3082).putShort((short) (22 + pkcs1.length));
        pkcs8.put(HexFormat.of().parseHex("020100300d06092a864886f70d0101010500"));
        pkcs8.putShort((short) 0x0482).putShort((short) pkcs1.length).put(pkcs1);
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(pkcs8.array()));
    }

    @Test
    void aPlaceIsStoredOnlyWithTheRightReferenceAndYetAnsweredAlike() throws IOException {
        assertThat(put(ONE, ONE.value(), 5000)).isEqualTo(200);
        assertThat(server.place(ONE)).isEmpty();
        String acr =
                Http.json(
                                get(
                                        "/1.0/content/"
                                                + ONE
                                                + "/metadata?response_groups=content_reference"))
                        .path("content_metadata")
                        .path("content_reference")
                        .path("acr")
                        .asText();
        assertThat(acr).matches("CR![A-Z0-9]{28}");
        assertThat(put(ONE, acr, 5000)).isEqualTo(200);
        assertThat(server.place(ONE)).contains(Place.ofMillis(5000));

        server.newEdition(ONE);
        put(ONE, acr, 6000);
        assertThat(server.place(ONE)).contains(Place.ofMillis(5000));
    }

    @Test
    void positionsComeInTheRealFormAndUnknownTitlesAreLeftOut() throws IOException {
        put(ONE, server.acr(ONE), 4_542_015);

        JsonNode list = positions(ONE + ",B0UNKNOWN1," + TWO);

        assertThat(list).hasSize(2);
        assertThat(list.get(0))
                .isEqualTo(
                        Http.json(
                                """
                                {"asin":"B0PRACT001","last_position_heard":{"last_updated":"2026-11-22 10:00:00.250",
                                "position_ms":4542015,"status":"Exists"}}\
                                """));
        assertThat(list.get(1).path("last_position_heard"))
                .isEqualTo(Http.json("{\"status\":\"DoesNotExist\"}"));
    }

    @Test
    void moreThan25TitlesAreRefused() throws IOException {
        String many = String.join(",", Collections.nCopies(26, ONE.value()));

        HttpResponse<String> answer = get("/1.0/annotations/lastpositions?asins=" + many);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("No more than 25 asins allowed in request at once");
    }

    @Test
    void readsLagBehindWrites() throws IOException {
        server.lag(Duration.ofSeconds(3), Duration.ZERO);
        put(ONE, server.acr(ONE), 1000);
        assertThat(positions(ONE.value()).toString()).contains("DoesNotExist");
        now = now.plusSeconds(2);
        put(ONE, server.acr(ONE), 2000);
        now = now.plusSeconds(1);
        assertThat(positions(ONE.value()).toString()).contains("\"position_ms\":1000");
        now = now.plusSeconds(2);
        assertThat(positions(ONE.value()).toString()).contains("\"position_ms\":2000");
    }

    @Test
    void theLibraryIsPagedUntilAnEmptyListWithItsTokenOnTheFirstPage() throws IOException {
        HttpResponse<String> first = get("/1.0/library?num_results=1&page=1" + GROUPS);
        HttpResponse<String> second = get("/1.0/library?num_results=1&page=2" + GROUPS);
        HttpResponse<String> third = get("/1.0/library?num_results=1&page=3" + GROUPS);

        assertThat(first.headers().firstValue("State-Token").orElse("")).matches("\\d{13}");
        assertThat(first.headers().firstValue("total-count")).hasValue("2");
        assertThat(second.headers().firstValue("State-Token")).isEmpty();
        assertThat(Http.json(first).path("items").get(0).path("runtime_length_min").asInt())
                .isEqualTo(600);
        assertThat(Http.json(second).path("items")).hasSize(1);
        assertThat(Http.json(third).path("items")).isEmpty();
        assertThat(Http.json(get("/1.0/library")).path("items").get(0).path("is_finished").isNull())
                .isTrue();
    }

    @Test
    void theDeltaHasWhatCameAndWentAndNotWhatWasListenedTo() throws IOException {
        String state = get("/1.0/library").headers().firstValue("State-Token").orElseThrow();
        put(ONE, server.acr(ONE), 1000);
        String delta = "/1.0/library?status=Active,Revoked&state_token=" + state;
        HttpResponse<String> quiet = get(delta);
        assertThat(Http.json(quiet).path("items")).isEmpty();
        assertThat(quiet.headers().firstValue("State-Token")).hasValue(state);

        server.revoke(ONE);
        JsonNode items = Http.json(get(delta)).path("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("status").asText()).isEqualTo("Revoked");
        assertThat(Http.json(get("/1.0/library")).path("items")).hasSize(1);
    }

    @Test
    void theFinishedFlagIsARecordOfItsOwn() throws IOException {
        String event =
                "{\"stats\":[{\"event_type\":\"%s\",\"asin\":\"%s\",\"event_timestamp\":\"%s\"}]}";
        put(
                "/1.0/stats/events",
                event.formatted("ManualMarkAsFinished", ONE, "2026-11-22T05:46:00.123Z"));
        put(
                "/1.0/stats/events",
                event.formatted("ManualMarkAsFinished", TWO, "2026-11-22T05:47:00.000Z"));
        put(
                "/1.0/stats/events",
                event.formatted("ManualMarkAsUnfinished", TWO, "2026-11-22T05:48:00.000Z"));
        HttpResponse<String> nonsense =
                put(
                        "/1.0/stats/events",
                        event.formatted("Nonsense", ONE, "2026-11-22T05:49:00.000Z"));
        server.finishedPage(1);

        assertThat(nonsense.statusCode()).isEqualTo(200);
        assertThat(server.place(ONE)).isEmpty();
        JsonNode first =
                Http.json(get("/1.0/stats/status/finished?start_date=2001-01-01T00:00:00Z"));
        assertThat(first.path("mark_as_finished_status_list").get(0))
                .isEqualTo(
                        Http.json(
                                """
                                {"asin":"B0PRACT001","event_timestamp":"2026-11-22T05:46:00.123Z",
                                "is_marked_as_finished":true,"update_date":"2026-11-22T10:00:00.250Z"}\
                                """));
        String next = first.path("continuation_token").asText();
        JsonNode second =
                Http.json(
                        get(
                                "/1.0/stats/status/finished?start_date=2001-01-01T00:00:00Z&continuation_token="
                                        + next));
        assertThat(
                        second.path("mark_as_finished_status_list")
                                .get(0)
                                .path("is_marked_as_finished")
                                .asBoolean(true))
                .isFalse();
        assertThat(second.path("continuation_token").isNull()).isTrue();
        assertThat(
                        Http.json(get("/1.0/stats/status/finished?asin=" + ONE))
                                .path("mark_as_finished_status_list"))
                .hasSize(1);
    }

    @Test
    void metadataHaveTheRuntimeTheJinglesAndTheChapters() throws IOException {
        JsonNode info =
                Http.json(get("/1.0/content/" + TWO + "/metadata?response_groups=chapter_info"))
                        .path("content_metadata")
                        .path("chapter_info");

        assertThat(info.path("runtime_length_ms").asLong()).isEqualTo(30_300_456);
        assertThat(info.path("brandIntroDurationMs").asLong()).isEqualTo(2043);
        assertThat(
                        StreamSupport.stream(info.path("chapters").spliterator(), false)
                                .mapToLong(c -> c.path("length_ms").asLong())
                                .sum())
                .isEqualTo(30_300_456);
    }

    @Test
    void licenceRequestsAreCountedAndThrottled() throws IOException {
        HttpResponse<String> answer =
                http.audible("POST", "/1.0/content/" + ONE + "/licenserequest", "{}", token);

        assertThat(answer.body()).contains("CustomerThrottled");
        assertThat(server.licenceRequests()).isEqualTo(1);
    }

    @Test
    void aLinkThatAmazonWouldNotTakeGivesNoCode() {
        assertThatThrownBy(
                        () ->
                                server.signIn(
                                        "https://www.amazon.com/ap/signin?openid.mode=checkid_setup"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Amazon would not take this link");
    }

    @Test
    void aCodeThatNobodyGotRegistersNothing() throws IOException {
        HttpResponse<String> refused =
                http.audible(
                        "POST",
                        "/auth/register",
                        "{\"auth_data\": {\"authorization_code\": \"ANmadeUp\"}}",
                        token);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Http.json(refused).path("response").path("error").path("code").asText())
                .isEqualTo("InvalidToken");
        assertThat(server.signedInDevices()).isZero();
    }

    @Test
    void aDeviceThatIsSignedOutCanDoNothingMoreButWithTheTokenThatSaidSo() throws IOException {
        String other = Http.json(server.session()).path("access_token").asText();

        HttpResponse<String> done =
                http.audible(
                        "POST",
                        "/auth/deregister",
                        "{\"deregister_all_existing_accounts\": false}",
                        token);

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(http.audible("GET", "/1.0/library", "", token).statusCode()).isEqualTo(200);
        assertThat(http.audible("GET", "/1.0/library", "", other).statusCode()).isEqualTo(403);
    }
}
