package cn.juhui.platform.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Says over a socket what no decent HTTP client would.
public final class Wire {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Wire() {}

    /// What came back. An answer without a status is 0: the connection was closed.
    ///
    /// @param status the last status line's, behind any `100 Continue`
    /// @param headers one line each
    public record Heard(int status, List<String> headers, String body) {

        /// A header's value; empty when it is absent.
        public String header(String name) {
            var start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }

        /// The problem document.
        public JsonNode problem() {
            return JsonMapper.shared().readTree(body);
        }

        /// What is wrong with it as an answer to whatever a caller may send; empty when nothing is: no 5xx, and every error a
        /// problem document with its code and a trace id.
        public String fault(String method) {
            if (status == 0) {
                return "no answer";
            }
            if (status >= 500) {
                return "5xx";
            }
            if (status < 400 || method.equals("HEAD")) {
                return "";
            }
            if (!header("Content-Type").startsWith("application/problem+json")) {
                return "no problem document";
            }
            var problem = problem();
            if (problem.path("status").asInt() != status
                    || !problem.path("code").asString("").matches("[A-Z_]+")
                    || !problem.path("traceId").asString("").matches("[0-9a-f]{32}")) {
                return "incomplete problem document";
            }
            return status == 405 && header("Allow").isEmpty() ? "405 without Allow" : "";
        }
    }

    /// A request with `Host` and `Connection: close`.
    ///
    /// @param lines the request line and headers, each character a byte ([#utf8])
    public static Heard send(int port, List<String> lines, byte[] body) throws IOException {
        return send(port, request(lines, body));
    }

    /// Its bytes.
    public static byte[] request(List<String> lines, byte[] body) {
        var request = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            request.writeBytes((lines.get(i) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            if (i == 0) {
                request.writeBytes(
                        "Host: localhost\r\nConnection: close\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        request.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    /// These bytes, whatever they are.
    public static Heard send(int port, byte[] request) throws IOException {
        return send(port, List.of(request), Duration.ZERO);
    }

    /// Piece by piece.
    ///
    /// @param pause between two of them
    public static Heard send(int port, List<byte[]> pieces, Duration pause) throws IOException {
        try (var socket = connected(port)) {
            var answer = new ByteArrayOutputStream();
            try {
                say(socket, pieces, pause);
                socket.getInputStream().transferTo(answer);
            } catch (SocketException e) {
                // Closed with something unread: what was said before counts.
            }
            return heard(answer.toString(StandardCharsets.UTF_8));
        }
    }

    private static void say(Socket socket, List<byte[]> pieces, Duration pause) throws IOException {
        try {
            for (var piece : pieces) {
                socket.getOutputStream().write(piece);
                LockSupport.parkNanos(pause.toNanos());
            }
        } catch (SocketException e) {
            // It was answered before its end, and is no longer listened to.
        }
    }

    /// The same of an answer that may have no end: leaves as soon as its headers have come, and its body's first bytes.
    public static Heard begin(int port, byte[] request) throws IOException {
        try (var socket = connected(port)) {
            socket.getOutputStream().write(request);
            var answer = new ByteArrayOutputStream();
            var piece = new byte[8 * 1024];
            for (int n = 0; n >= 0; n = socket.getInputStream().read(piece)) {
                answer.write(piece, 0, n);
                var heard = heard(answer.toString(StandardCharsets.UTF_8));
                if (heard.status() == 200 && !heard.body().isEmpty()) {
                    return heard;
                }
            }
            return heard(answer.toString(StandardCharsets.UTF_8));
        }
    }

    /// Says this and leaves without listening.
    ///
    /// @param politely whether it says good-bye (FIN), or is just gone (RST)
    public static void leave(int port, byte[] said, boolean politely) throws IOException {
        try (var socket = connected(port)) {
            socket.setSoLinger(!politely, 0);
            socket.getOutputStream().write(said);
        } catch (SocketException e) {
            // The other side was quicker.
        }
    }

    private static Socket connected(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /// A text as its UTF-8 bytes, one character each, for a request line or a header.
    public static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static Heard heard(String answer) {
        var end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Heard(0, List.of(), answer);
        }
        var head = Arrays.asList(answer.substring(0, end).split("\r\n"));
        var body = answer.substring(end + 4);
        var status = Integer.parseInt(head.getFirst().split(" ")[1]);
        if (status == 100) {
            return heard(body);
        }
        var heard = new Heard(status, head.subList(1, head.size()), body);
        return heard.header("Transfer-Encoding").equals("chunked")
                ? new Heard(status, heard.headers(), dechunked(body))
                : heard;
    }

    /// Good enough for JSON: chunk sizes stand on lines of their own.
    private static String dechunked(String body) {
        return body.replaceAll("(?:^|\r\n)[0-9a-f]+\r\n", "").replace("\r\n", "");
    }
}
