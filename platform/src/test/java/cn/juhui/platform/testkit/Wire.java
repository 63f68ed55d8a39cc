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
        return send(port, request.toByteArray());
    }

    /// These bytes, whatever they are.
    public static Heard send(int port, byte[] request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.getInputStream().transferTo(answer);
            } catch (SocketException e) {
                // Closed with something unread: what was said before counts.
            }
            return heard(answer.toString(StandardCharsets.UTF_8));
        }
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
