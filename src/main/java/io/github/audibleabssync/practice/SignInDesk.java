package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a practice customer signs in (Audible reference, section 2): gives out codes, and takes each once. */
final class SignInDesk {
    private static final String PATH = "/ap/signin";
    private static final Map<String, String> ALWAYS =
            Map.of(
                    "openid.oa2.response_type", "code",
                    "openid.oa2.code_challenge_method", "S256",
                    "openid.oa2.scope", "device_auth_access",
                    "openid.mode", "checkid_setup",
                    "openid.ns.oa2", "http://www.amazon.com/ap/ext/oauth/2");

    private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();

    /**
     * What a code was given for.
     *
     * @param clientId hex of serial and device type
     * @param challenge base64url of the verifier's SHA-256
     * @param cookies the domain that the registration must name
     */
    private record Ticket(String clientId, String challenge, String cookies) {}

    /**
     * Signs in, as the person in the browser does.
     *
     * @return the address where the browser lands
     * @throws IllegalArgumentException if a part of the link is not as Amazon wants it
     */
    String visit(String link) {
        URI uri = URI.create(link);
        Map<String, String> query = parameters(uri.getRawQuery());
        ALWAYS.forEach((name, value) -> require(value.equals(query.get(name)), name));
        require(PATH.equals(uri.getPath()), "the path");
        String client = query.getOrDefault("openid.oa2.client_id", "");
        require(client.matches("device:([0-9a-f]{2})+"), "openid.oa2.client_id");
        String challenge = query.getOrDefault("openid.oa2.code_challenge", "");
        require(challenge.matches("[A-Za-z0-9_-]{43}"), "openid.oa2.code_challenge");
        String landing = query.getOrDefault("openid.return_to", "");
        require(landing.endsWith(uri.getHost() + "/ap/maplanding"), "openid.return_to");
        String code = "AN+practice/code" + issued.incrementAndGet() + "=";
        String tld = uri.getHost().replaceFirst("^www\\.(amazon|audible)\\.", "");
        tickets.put(
                code,
                new Ticket(client.substring("device:".length()), challenge, ".amazon." + tld));
        return landing
                + "?openid.assoc_handle="
                + query.get("openid.assoc_handle")
                + "&openid.mode=id_res&openid.oa2.authorization_code="
                + code.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }

    private static void require(boolean right, String part) {
        if (!right) {
            throw new IllegalArgumentException("Amazon would not take this link: " + part);
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** Whether the request brings a code that is still good, and knows what only its own sign-in can know. */
    boolean takes(JsonNode body) {
        JsonNode auth = body.path("auth_data");
        Optional<Ticket> ticket =
                Optional.ofNullable(tickets.remove(auth.path("authorization_code").asText()));
        JsonNode device = body.path("registration_data");
        String client =
                device.path("device_serial").asText() + "#" + device.path("device_type").asText();
        return ticket.filter(one -> one.clientId().equals(auth.path("client_id").asText()))
                .filter(one -> one.clientId().equals(hex(client)))
                .filter(one -> one.challenge().equals(hash(auth.path("code_verifier").asText())))
                .filter(one -> one.cookies().equals(body.path("cookies").path("domain").asText()))
                .isPresent();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] hash = sha256.digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What Amazon answers to a code that was used, has expired or never was. */
    static Answer invalidToken() {
        ObjectNode json = Json.object();
        json.putObject("response")
                .putObject("error")
                .put("code", "InvalidToken")
                .put("message", "One or more tokens are invalid.")
                .put("index", "cHJhY3RpY2U=");
        return Answer.json(400, json.put("request_id", "00000000-0000-4000-8000-000000000000"));
    }
}
