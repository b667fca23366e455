package io.github.audibleabssync.camel;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The HTTP clients behind Camel's HTTP endpoints. They speak HTTP/1.1, never repeat a request by themselves (the failure
 * policy does), follow no redirect and keep no cookie.
 */
final class HttpClients {

    /** Audiobookshelf closes idle connections after 5 s: ours are checked, or gone, before. */
    private static final TimeValue IDLE_CHECK = TimeValue.ofSeconds(1);

    private static final TimeValue IDLE_LIMIT = TimeValue.ofSeconds(4);
    private static final int CONNECTIONS = 4;

    private HttpClients() {}

    /**
     * A client.
     *
     * @param timeout for connecting, and for each wait for an answer
     * @param extraCa further certificate authorities to trust, PEM
     * @param proxies which proxy to use for which address
     * @throws IllegalArgumentException if the file cannot be used; says what to do
     */
    static CloseableHttpClient client(
            Duration timeout, Optional<Path> extraCa, ProxySelector proxies) {
        Timeout limit = Timeout.of(timeout);
        PoolingHttpClientConnectionManagerBuilder connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(limit)
                                        .setSocketTimeout(limit)
                                        .setValidateAfterInactivity(IDLE_CHECK)
                                        .build());
        extraCa.ifPresent(
                file ->
                        connections.setTlsSocketStrategy(
                                new DefaultClientTlsStrategy(trusting(file))));
        return HttpClientBuilder.create()
                .setConnectionManager(connections.build())
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setResponseTimeout(limit)
                                .setConnectionRequestTimeout(limit)
                                .build())
                .setRoutePlanner(new SystemDefaultRoutePlanner(proxies))
                .setUserAgent("audible-abs-sync")
                .evictIdleConnections(IDLE_LIMIT)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /**
     * A client that outlives the endpoints which use it: Camel closes the client of an endpoint that no route needs any more,
     * as when routes are replaced. Whoever made it ends it with a {@link CloseMode}.
     */
    static CloseableHttpClient outliving(CloseableHttpClient client) {
        return new Shared(client);
    }

    private static final class Shared extends CloseableHttpClient {
        private final CloseableHttpClient client;

        private Shared(CloseableHttpClient client) {
            this.client = client;
        }

        @Override
        protected CloseableHttpResponse doExecute(
                @Nullable HttpHost target,
                ClassicHttpRequest request,
                @Nullable HttpContext context)
                throws IOException {
            return CloseableHttpResponse.adapt(client.executeOpen(target, request, context));
        }

        @Override
        public void close() {
            // an endpoint's wish
        }

        @Override
        public void close(CloseMode mode) {
            client.close(mode);
        }
    }

    /** The system's authorities and those of the file. */
    private static SSLContext trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            TrustManagerFactory system =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            system.init((KeyStore) null);
            int number = 0;
            for (var manager : system.getTrustManagers()) {
                if (manager instanceof X509TrustManager trusted) {
                    for (Certificate known : trusted.getAcceptedIssuers()) {
                        store.setCertificateEntry("known-" + number++, known);
                    }
                }
            }
            for (Certificate extra :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("extra-" + number++, extra);
            }
            TrustManagerFactory all =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            all.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, all.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException problem) {
            throw new IllegalArgumentException(
                    "EXTRA_CA_FILE '%s' cannot be read as PEM certificates; give the file of the authority that signed your Audiobookshelf server's certificate"
                            .formatted(file),
                    problem);
        }
    }
}
