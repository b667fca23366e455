package io.github.audibleabssync.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser at the set-up page: keeps the cookie, and fills in the forms that it was shown. */
public final class Browser implements AutoCloseable {

    private static final Pattern PROOF = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("href=\"(https://[^\"]+)\"");

    private final URI page;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Optional<String> cookie = Optional.empty();
    private String shown = "";

    /** One that was nowhere yet. */
    public Browser(int port) {
        page = URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Goes to the page. */
    public HttpResponse<String> open(String... headers) {
        return send(request().GET(), headers);
    }

    /** Sends the form that is shown, with these fields. */
    public HttpResponse<String> submit(String step, Map<String, String> fields, String... headers) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("step", step);
        all.computeIfAbsent("form", missing -> proof());
        return post(encode(all), headers);
    }

    /** Sends any form. */
    public HttpResponse<String> post(String body, String... headers) {
        return send(
                request()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)),
                headers);
    }

    /** A form as it is sent. */
    public static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(page);
        cookie.ifPresent(value -> request.header("Cookie", value));
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            answer.headers()
                    .firstValue("Set-Cookie")
                    .ifPresent(set -> cookie = Optional.of(set.split(";", 2)[0]));
            shown = answer.body();
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The cookie that it has now. */
    public Optional<String> cookie() {
        return cookie;
    }

    /** Goes on with another's cookie. */
    public Browser with(Optional<String> other) {
        cookie = other;
        return this;
    }

    /** What the form that is shown proves. */
    public String proof() {
        return find(PROOF);
    }

    /** Amazon's link on the page that is shown. */
    public String link() {
        return find(LINK).replace("&amp;", "&");
    }

    private String find(Pattern pattern) {
        Matcher found = pattern.matcher(shown);
        if (!found.find()) {
            throw new IllegalStateException("not on the page: " + pattern + "\n" + shown);
        }
        return found.group(1);
    }

    @Override
    public void close() {
        client.close();
    }
}
