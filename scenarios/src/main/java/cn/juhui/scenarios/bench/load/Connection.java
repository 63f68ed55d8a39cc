package cn.juhui.scenarios.bench.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/// A kept HTTP/1.1 connection, for one request at a time.
final class Connection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 40_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean ends;

    /// @param headers with names in small letters
    record Response(int status, Map<String, String> headers, String body) {}

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    static Connection to(URI server) throws IOException {
        var isSecure = server.getScheme().equals("https");
        var port = server.getPort() > 0 ? server.getPort() : isSecure ? 443 : 80;
        return new Connection(
                isSecure
                        ? SSLSocketFactory.getDefault().createSocket(server.getHost(), port)
                        : new Socket(server.getHost(), port));
    }

    /// @param request all of it, ready to be sent
    Response send(byte[] request) throws IOException {
        out.write(request);
        out.flush();
        var status = line();
        var headers = new HashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        ends = "close".equalsIgnoreCase(headers.get("connection"));
        return new Response(Integer.parseInt(status.substring(9, 12)), headers, body(headers));
    }

    /// Whether the server takes no other request here.
    boolean ends() {
        return ends;
    }

    private String body(Map<String, String> headers) throws IOException {
        var length = headers.get("content-length");
        if (length != null) {
            return new String(exactly(Integer.parseInt(length)), StandardCharsets.UTF_8);
        }
        if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return "";
        }
        var body = new ByteArrayOutputStream();
        for (var size = chunk(); size > 0; size = chunk()) {
            body.write(exactly(size));
            line();
        }
        while (!line().isEmpty()) {
            // Trailers say nothing that is needed.
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The answer ended too early");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
