package io.github.audibleabssync.camel;

import io.github.audibleabssync.failure.ServiceUnavailable;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, in either case, as most programs understand them. */
final class EnvironmentProxies extends ProxySelector {

    /** Container networks have names with underscores, which {@link URI} does not take. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:[^@/\\s]*@)?"
                        + "(?<host>\\[[0-9A-Fa-f:.]+]|[^:/@\\s\\[\\]]+)(?::(?<port>[0-9]{1,5}))?/?");

    private static final int USUAL_PORT = 80;
    private static final int LAST_PORT = 65_535;

    private final Map<String, String> environment;

    EnvironmentProxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * The proxy for an address, or none.
     *
     * @throws ServiceUnavailable if the variable that applies holds no address: nothing may go past a proxy that is wanted
     */
    @Override
    public List<Proxy> select(URI uri) {
        if (uri.getHost() == null || isExcepted(uri.getHost())) {
            return List.of(Proxy.NO_PROXY);
        }
        String scheme = uri.getScheme().toUpperCase(Locale.ROOT);
        return Stream.of(scheme + "_PROXY", "ALL_PROXY")
                .flatMap(
                        name ->
                                variable(name)
                                        .map(address -> List.of(proxy(name, address)))
                                        .stream())
                .findFirst()
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

    /** The value is not shown: it may hold a password. */
    private static Proxy proxy(String name, String address) {
        Matcher parts = ADDRESS.matcher(address.strip());
        int port = parts.matches() ? port(parts) : -1;
        if (port < 0 || port > LAST_PORT) {
            throw new ServiceUnavailable(
                    "The variable %s is no address of a proxy; write http://host:port, or unset it"
                            .formatted(name));
        }
        return new Proxy(
                Proxy.Type.HTTP, InetSocketAddress.createUnresolved(parts.group("host"), port));
    }

    private static int port(Matcher parts) {
        return Optional.ofNullable(parts.group("port")).map(Integer::parseInt).orElse(USUAL_PORT);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // the request itself fails, and says so
    }
}
