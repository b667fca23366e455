package io.github.audibleabssync.camel;

import io.github.audibleabssync.failure.AnswerLost;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Single requests of commands that run without the routes, such as signing in: by the same HTTP client, time-outs and proxies.
 * Nothing is repeated.
 */
public final class DirectCalls implements AutoCloseable {

    private final CloseableHttpClient client;
    private final Clock clock;

    /**
     * Opens nothing yet.
     *
     * @param timeout for connecting, and for each wait for an answer
     * @param environment may name proxies
     */
    public DirectCalls(Duration timeout, Map<String, String> environment, Clock clock) {
        this(timeout, Optional.empty(), environment, clock);
    }

    /**
     * The same to a server behind a certificate of one's own.
     *
     * @param extraCa further certificate authorities to trust, PEM
     * @throws IllegalArgumentException if that file cannot be used; says what to do
     */
    public DirectCalls(
            Duration timeout,
            Optional<Path> extraCa,
            Map<String, String> environment,
            Clock clock) {
        this.client = HttpClients.client(timeout, extraCa, new EnvironmentProxies(environment));
        this.clock = clock;
    }

    /**
     * Sends a request; whatever is answered is returned.
     *
     * @param baseUrl where to, without a slash at the end
     * @param credentials headers that go with it
     * @throws ServiceUnavailable if it was certainly not sent
     * @throws AnswerLost if it may have been carried out
     */
    public ServiceAnswer send(
            String baseUrl, ServiceRequest request, Map<String, String> credentials) {
        ClassicRequestBuilder message =
                ClassicRequestBuilder.create(request.method())
                        .setUri(baseUrl + request.target())
                        .addHeader("Accept", "application/json");
        credentials.forEach(message::addHeader);
        request.body()
                .ifPresent(
                        body ->
                                message.setEntity(
                                        body.getBytes(StandardCharsets.UTF_8),
                                        ContentType.create(request.contentType())));
        try {
            Instant askedAt = clock.instant();
            return client.execute(message.build(), response -> answer(response, askedAt));
        } catch (IOException failure) {
            String what = "%s: %s".formatted(baseUrl, ServiceLink.describe(failure));
            throw ServiceLink.isNotSent(failure)
                    ? new ServiceUnavailable(what, failure)
                    : new AnswerLost(what, failure);
        }
    }

    private ServiceAnswer answer(ClassicHttpResponse response, Instant askedAt) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        byte[] body =
                response.getEntity() == null
                        ? new byte[0]
                        : EntityUtils.toByteArray(response.getEntity());
        return new ServiceAnswer(
                response.getCode(),
                headers,
                body == null ? new byte[0] : body,
                askedAt,
                clock.instant());
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
