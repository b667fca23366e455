package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client for the tests: HTTP/1.1 as the real Audiobookshelf needs it, and raw sockets for what no client would do. */
final class Http implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PracticeServer server;

    Http(PracticeServer server) {
        this.server = server;
    }

    /** Sends a request; headers as name, value, name, value. */
    HttpResponse<String> send(String method, String target, String body, String... headers)
            throws IOException {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url() + target))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, publisher);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a compressed JSON body in chunks. Returns the status. */
    int stream(String method, String target, byte[] gzipped, String bearer) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + target))
                        .header("Authorization", bearer)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(gzipped)))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A JSON request to the practice Audiobookshelf with the right token. */
    HttpResponse<String> abs(String method, String target, String body) throws IOException {
        return send(
                method,
                target,
                body,
                "Authorization",
                "Bearer " + PracticeAudiobookshelf.TOKEN,
                "Content-Type",
                "application/json");
    }

    /** A JSON request to the practice Audible with this access token. */
    HttpResponse<String> audible(String method, String target, String body, String accessToken)
            throws IOException {
        return send(method, target, body, "x-amz-access-token", accessToken);
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** Sends these lines and an empty one over a socket of its own, and returns all that comes until it is closed. */
    static String raw(PracticeServer server, String... lines) throws IOException {
        URI url = URI.create(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String request = String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A file of src/test/resources/practice. */
    static byte[] resource(String name) {
        try (var in = Http.class.getResourceAsStream("/practice/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no recording " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
