package io.github.audibleabssync.camel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, in either case, as most programs understand them. */
final class EnvironmentProxies extends ProxySelector {

    private final Map<String, String> environment;

    EnvironmentProxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Proxy> select(URI uri) {
        if (uri.getHost() == null || isExcepted(uri.getHost())) {
            return List.of(Proxy.NO_PROXY);
        }
        String scheme = uri.getScheme().toUpperCase(Locale.ROOT);
        return variable(scheme + "_PROXY")
                .or(() -> variable("ALL_PROXY"))
                .map(address -> List.of(proxy(address)))
                .orElse(List.of(Proxy.NO_PROXY));
    }

    private boolean isExcepted(String host) {
        return Stream.of(variable("NO_PROXY").orElse("").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .anyMatch(name -> name.equals("*") || matches(host, name));
    }

    private static boolean matches(String host, String name) {
        String domain = name.startsWith("*.") ? name.substring(1) : name;
        String bare = domain.startsWith(".") ? domain.substring(1) : domain;
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals(bare.toLowerCase(Locale.ROOT))
                || lower.endsWith("." + bare.toLowerCase(Locale.ROOT));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }

    private static Proxy proxy(String address) {
        URI uri = URI.create(address.contains("://") ? address : "http://" + address);
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // the request itself fails, and says so
    }
}
