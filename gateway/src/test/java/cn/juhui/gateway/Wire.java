package cn.juhui.gateway;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A client that says what it likes, when it likes.
final class Wire implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private final Socket socket;

    Wire(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE);
    }

    static String get(String path, String token) {
        return "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, token);
    }

    static String upload(int length, String token) {
        return """
        POST /v1/evidence HTTP/1.1\r
        Host: x\r
        Authorization: Bearer %s\r
        Content-Type: multipart/form-data; boundary=x\r
        Content-Length: %d\r
        \r
        """
                .formatted(token, length);
    }

    Wire say(String text) throws IOException {
        return say(text.getBytes(StandardCharsets.US_ASCII));
    }

    Wire say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /// Says a piece again and again until the other side has heard enough.
    void drip(String piece, int everyMillis) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (!pause(everyMillis)) {
                            say(piece);
                        }
                    } catch (IOException e) {
                        // heard enough
                    }
                });
    }

    /// What has come; empty at the end.
    String hear() throws IOException {
        try {
            var bytes = new byte[8192];
            var count = socket.getInputStream().read(bytes);
            return new String(bytes, 0, Math.max(count, 0), StandardCharsets.UTF_8);
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return "";
        }
    }

    /// Lets time pass, as slow people and networks do.
    static boolean pause(int millis) throws IOException {
        try {
            return new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
