package io.github.audibleabssync.practice;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A small HTTP/1.1 server on the loopback address, one virtual thread a connection.
 *
 * <p>Not the JDK's own: that one always writes the machine's time into the {@code Date} header, and a practice server must be
 * able to go wrong about the time, or to leave the header out.
 */
final class LoopbackServer {

    /** Answers requests; may take its time, and is interrupted when the server stops. */
    interface Handler {
        Reply handle(HttpReader.Raw request) throws InterruptedException;
    }

    private static final byte[] ADDRESS = {127, 0, 0, 1};

    private final Handler handler;
    private final Duration idleTimeout;
    private final Map<Socket, Thread> connections = new ConcurrentHashMap<>();
    private static final Duration LETTING_GO = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 50;
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;

    private volatile @Nullable ServerSocket listening;
    private @Nullable Thread accepting;

    /**
     * A server that does not run yet.
     *
     * @param idleTimeout after which a connection without a request is closed
     */
    LoopbackServer(Handler handler, Duration idleTimeout) {
        this.handler = handler;
        this.idleTimeout = idleTimeout;
    }

    /** Starts; port 0 takes any free one. Returns the port. */
    synchronized int start(int port) {
        if (listening != null) {
            throw new IllegalStateException("the practice server runs already");
        }
        ServerSocket socket = port == 0 ? bindAnywhere() : bind(port);
        listening = socket;
        accepting = Thread.ofVirtual().name("practice-accept").start(() -> accept(socket));
        return socket.getLocalPort();
    }

    /**
     * A port below those that systems give to outgoing connections: one of these could take it while the server is stopped,
     * and a restart on the same port would fail.
     */
    private static ServerSocket bindAnywhere() {
        for (int attempt = 1; ; attempt++) {
            try {
                return bind(ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT));
            } catch (UncheckedIOException taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    private static ServerSocket bind(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), port), 256);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " of 127.0.0.1 cannot be opened", e);
        }
    }

    /** Stops listening and cuts every connection, as a killed process would. */
    synchronized void stop() {
        ServerSocket socket = listening;
        listening = null;
        if (socket == null) {
            return;
        }
        closeQuietly(socket);
        awaitFreePort();
        connections.forEach(
                (connection, thread) -> {
                    thread.interrupt();
                    closeQuietly(connection);
                });
    }

    /** The port is free only when the thread that waits for connections has let go of it. */
    private void awaitFreePort() {
        Thread waiting = accepting;
        accepting = null;
        try {
            if (waiting != null && !waiting.join(LETTING_GO)) {
                throw new IllegalStateException("the practice server does not let go of its port");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRunning() {
        return listening != null;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread thread = Thread.ofVirtual().unstarted(() -> serve(connection));
                connections.put(connection, thread);
                thread.start();
            } catch (IOException stopped) {
                closeQuietly(socket);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            connection.setSoTimeout((int) idleTimeout.toMillis());
            HttpReader reader =
                    new HttpReader(
                            new BufferedInputStream(connection.getInputStream()),
                            connection.getOutputStream());
            HttpWriter writer = new HttpWriter(connection.getOutputStream());
            boolean goOn = listening != null;
            while (goOn) {
                Optional<HttpReader.Raw> request = reader.read();
                goOn = request.isPresent() && answer(request.get(), writer);
            }
        } catch (IOException | InterruptedException | NumberFormatException over) {
            // The client went, was idle for too long, or the server stops: nothing is left to say.
        } finally {
            connections.remove(connection);
        }
    }

    private boolean answer(HttpReader.Raw request, HttpWriter writer)
            throws IOException, InterruptedException {
        boolean head = request.method().equals("HEAD");
        boolean keepAlive = request.keepsAlive();
        return switch (handler.handle(request)) {
            case Reply.Whole(Answer answer) -> {
                writer.write(answer, answer.body().length, keepAlive, head);
                yield keepAlive;
            }
            case Reply.Cut(Answer answer, int promised) -> {
                writer.write(answer, promised, keepAlive, head);
                yield false;
            }
            case Reply.Nothing() -> false;
        };
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception closed) {
            // It is closed either way.
        }
    }
}
