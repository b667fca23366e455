package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The devices of the practice Audible's one customer, their tokens, and how they come and go. */
final class Devices {
    private final PracticeAccount first;
    private final Supplier<Instant> now;
    private final SignInDesk desk = new SignInDesk();

    /** Devices that signed in here, beside the first one. */
    private final Set<PracticeAccount> signedIn = ConcurrentHashMap.newKeySet();

    private final Map<String, AccessToken> accessTokens = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile Duration tokenLife = Duration.ofHours(1);
    private volatile boolean expiresInAsText;
    private volatile boolean firstKnown = true;

    private record AccessToken(PracticeAccount device, Instant expires) {}

    Devices(PracticeAccount first, Supplier<Instant> now) {
        this.first = first;
        this.now = now;
    }

    void know(boolean known) {
        firstKnown = known;
    }

    void expireTokens() {
        accessTokens.clear();
    }

    void tokens(Duration life, boolean asText) {
        tokenLife = life;
        expiresInAsText = asText;
    }

    /** When a token that is issued now expires. */
    Instant expiry() {
        return now.get().plus(tokenLife);
    }

    String issueToken(PracticeAccount device) {
        String token = "Atna|practice-access-" + issued.incrementAndGet();
        accessTokens.put(token, new AccessToken(device, expiry()));
        return token;
    }

    String signIn(String link) {
        return desk.visit(link);
    }

    int signedIn() {
        return signedIn.size();
    }

    private Stream<PracticeAccount> known() {
        return Stream.concat(firstKnown ? Stream.of(first) : Stream.of(), signedIn.stream());
    }

    /** Whether the request is signed by a device that is known, or has an access token that is good. */
    boolean sent(PracticeRequest request) {
        if (request.header("x-adp-signature").isPresent()) {
            return known().anyMatch(
                            device ->
                                    RequestSignature.fits(
                                            request, device.adpToken(), device.publicKey()));
        }
        return ownerOf(request).isPresent();
    }

    private Optional<PracticeAccount> ownerOf(PracticeRequest request) {
        return request.header("x-amz-access-token")
                .map(accessTokens::get)
                .filter(token -> now.get().isBefore(token.expires()))
                .map(AccessToken::device);
    }

    Answer refresh(PracticeRequest request) {
        String shown = request.field("source_token").orElse("");
        Optional<PracticeAccount> device =
                known().filter(one -> one.refreshToken().equals(shown)).findFirst();
        boolean right =
                request.field("requested_token_type").filter("access_token"::equals).isPresent()
                        && request.field("source_token_type")
                                .filter("refresh_token"::equals)
                                .isPresent();
        ObjectNode json = Json.object();
        if (!right || device.isEmpty()) {
            json.put("error", "invalid_grant");
            json.put("error_description", "The request has an invalid parameter : source_token");
            return Answer.json(400, json);
        }
        json.put("access_token", issueToken(device.get())).put("token_type", "bearer");
        if (expiresInAsText) {
            json.put("expires_in", Long.toString(tokenLife.toSeconds()));
        } else {
            json.put("expires_in", tokenLife.toSeconds());
        }
        return Answer.json(200, json);
    }

    Answer register(PracticeRequest request) {
        JsonNode body = Json.read(request.body()).orElse(Json.object());
        if (!desk.takes(body)) {
            return SignInDesk.invalidToken();
        }
        PracticeAccount device = PracticeAccount.create();
        signedIn.add(device);
        String serial = body.path("registration_data").path("device_serial").asText();
        return Answer.json(
                200, device.registered(serial, issueToken(device), tokenLife.toSeconds()));
    }

    /** Everything of the device is worthless from then on, but for the token that was used, which lives out its time. */
    Answer deregister(PracticeRequest request) {
        Optional<PracticeAccount> device = ownerOf(request);
        if (device.isEmpty()) {
            return SignInDesk.invalidToken();
        }
        boolean all =
                Json.read(request.body())
                        .map(body -> body.path("deregister_all_existing_accounts").asBoolean(true))
                        .orElse(true);
        if (all || device.get().equals(first)) {
            firstKnown = false;
        }
        signedIn.removeIf(one -> all || one.equals(device.get()));
        String used = request.header("x-amz-access-token").orElseThrow();
        accessTokens
                .entrySet()
                .removeIf(
                        token ->
                                !token.getKey().equals(used)
                                        && (all || token.getValue().device().equals(device.get())));
        ObjectNode json = Json.object();
        json.putObject("response").putObject("success");
        return Answer.json(200, json);
    }
}
