package cn.juhui.scenarios.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/// A request that has arrived in part: as long as it is held, it is in flight.
final class HalfSent implements AutoCloseable {

    private final Socket socket;
    private final byte[] rest;

    private HalfSent(Socket socket, byte[] rest) {
        this.socket = socket;
        this.rest = rest;
    }

    static HalfSent post(URI service, String path, String token, String json) throws IOException {
        var socket = new Socket(service.getHost(), service.getPort());
        var body = json.getBytes(StandardCharsets.UTF_8);
        var head =
                """
                POST %s HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                Idempotency-Key: %s
                Content-Type: application/json
                Content-Length: %d

                """
                        .formatted(path, service.getHost(), token, UUID.randomUUID(), body.length);
        var out = socket.getOutputStream();
        out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        out.write(body, 0, body.length / 2);
        out.flush();
        return new HalfSent(socket, Arrays.copyOfRange(body, body.length / 2, body.length));
    }

    /// Sends the rest.
    ///
    /// @return the answer's first line
    String finish() throws IOException {
        socket.getOutputStream().write(rest);
        socket.getOutputStream().flush();
        var answer = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
        return String.valueOf(new BufferedReader(answer).readLine());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
