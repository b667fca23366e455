package io.github.audibleabssync.audible;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the code in the address where a sign-in ended. Browsers' addresses are no strict URIs, so they are cut by hand. */
final class PastedAddress {

    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?:https?://|(?=www\\.))([\\w.-]+)(?::\\d+)?(/[^?#\\s]*)?(?:\\?([^#\\s]*))?(?:#\\S*)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern AMAZON = Pattern.compile("(?:.+\\.)?(?:amazon|audible)\\.[a-z.]+");

    /** What terminals and mail programs put around a pasted address. */
    private static final Pattern WRAPPING =
            Pattern.compile("^(?:\\x1b\\[200~|[\\s\"'<])+|(?:\\x1b\\[201~|[\\s\"'>])+$");

    private static final Pattern CODE = Pattern.compile("[!-~]+");
    private static final List<String> CODE_NAMES =
            List.of("openid.oa2.authorization_code", "authorization_code", "code");
    private static final String LAST_PAGE = "/ap/maplanding";

    private final Marketplace shop;
    private final String wantedHost;

    PastedAddress(Marketplace shop, String signInUrl) {
        this.shop = shop;
        this.wantedHost = URI.create(signInUrl).getHost();
    }

    Pasted read(String pasted) {
        String text = WRAPPING.matcher(pasted).replaceAll("");
        if (text.isEmpty()) {
            return unusable(PasteProblem.NOTHING);
        }
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            return unusable(PasteProblem.NOT_AN_ADDRESS);
        }
        String host = address.group(1).toLowerCase(Locale.ROOT);
        if (!AMAZON.matcher(host).matches()) {
            return PasteProblem.NOT_AMAZON.in(wantedHost, host);
        }
        if (!isOfShop(host)) {
            return PasteProblem.OTHER_MARKETPLACE.in(wantedHost, host);
        }
        return read(
                Optional.ofNullable(address.group(2)).orElse("/"),
                parameters(Optional.ofNullable(address.group(3)).orElse("")));
    }

    private Pasted read(String path, Map<String, String> parameters) {
        Optional<String> code =
                CODE_NAMES.stream()
                        .filter(parameters::containsKey)
                        .findFirst()
                        .map(parameters::get);
        if (code.filter(value -> CODE.matcher(value).matches()).isPresent()) {
            return new Pasted.Code(new AuthorizationCode(code.get()));
        }
        if (parameters.getOrDefault("openid.mode", "").equals("cancel")) {
            return unusable(PasteProblem.CANCELLED);
        }
        if (parameters.keySet().stream().anyMatch(PastedAddress::namesAnError)) {
            return unusable(PasteProblem.REFUSED);
        }
        if (code.isPresent() || path.startsWith(LAST_PAGE)) {
            return unusable(PasteProblem.CUT_OFF);
        }
        return unusable(
                path.startsWith("/ap/") ? PasteProblem.NOT_FINISHED : PasteProblem.PASSED_BY);
    }

    private static boolean namesAnError(String parameter) {
        return parameter.equals("error")
                || parameter.endsWith(".error")
                || parameter.endsWith("error_code")
                || parameter.endsWith("error_description");
    }

    private Pasted unusable(PasteProblem problem) {
        return problem.in(wantedHost, "");
    }

    private boolean isOfShop(String host) {
        return ("." + host).endsWith(".amazon." + shop.tld())
                || ("." + host).endsWith(".audible." + shop.tld());
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.putIfAbsent(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
        return parameters;
    }

    /** A plus stays one: a code has no spaces. What ends within an escape was cut off. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException cutOff) {
            return "";
        }
    }
}
