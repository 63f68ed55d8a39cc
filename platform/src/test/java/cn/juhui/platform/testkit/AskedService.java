package cn.juhui.platform.testkit;

import cn.juhui.platform.journal.history.Told;
import cn.juhui.platform.json.StateMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Other services of the house that are asked over HTTP: they answer what the test says, path by path, and 404 otherwise;
/// what they are said to have told, they told.
public final class AskedService implements AutoCloseable {

    private static final String HISTORIES = "/internal/histories/";

    /// Of a neighbour whose history is as long as anybody says.
    private static final Told ANYTHING = Told.upTo(1_000_000);

    private final Map<String, Object> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public AskedService() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// From now on this path is answered with this, as JSON.
    ///
    /// @param template a path with `{}` variables
    public void answer(Object answer, String template, String... variables) {
        var path = template;
        for (var variable : variables) {
            path = path.replaceFirst("\\{[^}]*}", variable);
        }
        answers.put(path, answer);
    }

    /// The paths that were asked for, in order.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var query = exchange.getRequestURI().getQuery();
            var answer = path.equals("/internal/histories") ? answers(query) : answer(path);
            var bytes = answer == null ? new byte[0] : StateMapper.toJson(answer);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(
                    answer == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private @Nullable Object answer(String path) {
        asked.add(path);
        return answers.getOrDefault(path, path.startsWith(HISTORIES) ? ANYTHING : null);
    }

    /// What is asked of many at once is answered as if it were asked one after the other: `of=3:rfd_…&of=…`.
    private List<@Nullable Object> answers(String query) {
        return Stream.of(query.split("&"))
                .map(of -> answer(HISTORIES + of.substring(of.indexOf(':') + 1)))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
