package cn.juhui.scenarios.bench.load;

import cn.juhui.scenarios.bench.load.Connection.Response;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;

/// The gateway as a load uses it: HTTP/1.1 over kept connections, and no more of it than the answers need. The load shares its machine with what it loads, and the JDK's client
/// takes several times as much of the processor.
public final class Door {

    private static final String END = "\r\n";

    private final Juhui juhui;
    private final URI gateway;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    /// @param juhui knows the people and has their tokens
    public Door(Juhui juhui) {
        this.juhui = juhui;
        this.gateway = URI.create(juhui.gateway());
    }

    Juhui people() {
        return juhui;
    }

    /// With an `Idempotency-Key` of its own.
    ///
    /// @param body as JSON
    /// @param headers such as `Prefer: wait=10`
    /// @return the answer's body
    /// @throws IllegalStateException when the answer has another status
    String post(int expected, Person who, String path, Object body, String... headers) {
        var json = Juhui.json(body).getBytes(StandardCharsets.UTF_8);
        var head = head("POST", path, who);
        head.append("Content-Type: application/json").append(END);
        head.append("Content-Length: ").append(json.length).append(END);
        head.append("Idempotency-Key: ").append(UUID.randomUUID()).append(END);
        for (var header : headers) {
            head.append(header).append(END);
        }
        return expect(expected, path, send(head, json));
    }

    String get(Person who, String path) {
        return expect(200, path, send(head("GET", path, who), new byte[0]));
    }

    private StringBuilder head(String method, String path, Person who) {
        return new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1")
                .append(END)
                .append("Host: ")
                .append(gateway.getAuthority())
                .append(END)
                .append("Authorization: Bearer ")
                .append(who.token())
                .append(END);
    }

    private static String expect(int expected, String path, Response response) {
        if (response.status() != expected) {
            throw new IllegalStateException(
                    path + " answered " + response.status() + ": " + response.body());
        }
        return response.body();
    }

    private Response send(StringBuilder head, byte[] body) {
        var start = head.append(END).toString().getBytes(StandardCharsets.UTF_8);
        var request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        try {
            var kept = idle.poll();
            if (kept != null) {
                try {
                    return send(kept, request);
                } catch (EOFException | SocketException e) {
                    // The server ended it while nobody used it. Asking again does no harm: what
                    // changes something has a key.
                }
            }
            return send(Connection.to(gateway), request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response send(Connection connection, byte[] request) throws IOException {
        try {
            var response = connection.send(request);
            if (!connection.ends()) {
                idle.push(connection);
                return response;
            }
            connection.close();
            return response;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }
}
