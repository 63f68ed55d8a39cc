package cn.juhui.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A service that refuses every request at the end of its headers, as ours do while they have no place for a body, and asks for none of it.
final class Refusing implements AutoCloseable {

    private static final String END = "\r\n\r\n";
    private static final String ANSWER =
            """
            HTTP/1.1 429 Too Many Requests\r
            Content-Type: application/problem+json\r
            Content-Length: 19\r
            Retry-After: 2\r
            \r
            {"code":"TOO_MANY"}\
            """;

    private final ServerSocket server;

    Refusing() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        try {
            while (!server.isClosed()) {
                var client = server.accept();
                Thread.ofVirtual().start(() -> refuse(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void refuse(Socket client) {
        try (client) {
            var in = client.getInputStream();
            while (hasHead(in)) {
                client.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // gone
        }
    }

    private static boolean hasHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf(END) < 0) {
            var next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
