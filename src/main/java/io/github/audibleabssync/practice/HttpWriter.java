package io.github.audibleabssync.practice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes HTTP/1.1 answers, correct ones and cut ones. */
final class HttpWriter {
    private static final Map<Integer, String> REASONS =
            Map.ofEntries(
                    Map.entry(200, "OK"),
                    Map.entry(204, "No Content"),
                    Map.entry(304, "Not Modified"),
                    Map.entry(400, "Bad Request"),
                    Map.entry(401, "Unauthorized"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(413, "Payload Too Large"),
                    Map.entry(429, "Too Many Requests"),
                    Map.entry(500, "Internal Server Error"),
                    Map.entry(502, "Bad Gateway"),
                    Map.entry(503, "Service Unavailable"));

    private final OutputStream out;

    HttpWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Sends an answer in one go.
     *
     * @param length what the length header states
     * @param head whether the request was a HEAD: headers only
     */
    void write(Answer answer, int length, boolean keepAlive, boolean head) throws IOException {
        StringBuilder lines = new StringBuilder(256);
        lines.append("HTTP/1.1 ").append(answer.status()).append(' ');
        lines.append(REASONS.getOrDefault(answer.status(), "Status")).append("\r\n");
        answer.headers().forEach((name, value) -> header(lines, name, value));
        boolean bodiless = answer.status() == 204 || answer.status() == 304;
        if (!bodiless) {
            header(lines, "Content-Length", Integer.toString(length));
        }
        header(lines, "Connection", keepAlive ? "keep-alive" : "close");
        lines.append("\r\n");
        ByteArrayOutputStream whole =
                new ByteArrayOutputStream(lines.length() + answer.body().length);
        whole.writeBytes(lines.toString().getBytes(StandardCharsets.UTF_8));
        if (!head && !bodiless) {
            whole.writeBytes(answer.body());
        }
        whole.writeTo(out);
        out.flush();
    }

    private static void header(StringBuilder lines, String name, String value) {
        lines.append(name).append(": ").append(value).append("\r\n");
    }
}
