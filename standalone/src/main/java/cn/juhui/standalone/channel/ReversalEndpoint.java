package cn.juhui.standalone.channel;

import cn.juhui.standalone.channel.ledger.ReversalList;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The list of what a simulated channel took back: `GET /channels/{channel}/reversals?after={position}&limit={1-100}`.
final class ReversalEndpoint implements HttpHandler {

    private static final Pattern PATH = Pattern.compile("/channels/(?<channel>[A-Z_]+)/reversals");
    private static final Pattern QUERY =
            Pattern.compile("after=(?<after>\\d{1,18})&limit=(?<limit>\\d{1,3})");

    record Line(long position, String refundNo, String code, Instant reversedAt) {}

    record Page(List<Line> data) {}

    private final ReversalList list;

    ReversalEndpoint(ReversalList list) {
        this.list = list;
    }

    static boolean isFor(HttpExchange exchange) {
        return PATH.matcher(exchange.getRequestURI().getPath()).matches();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = PATH.matcher(exchange.getRequestURI().getPath());
            var channel = path.matches() ? RefundEndpoint.channel(path.group("channel")) : null;
            var query = QUERY.matcher(orEmpty(exchange.getRequestURI().getQuery()));
            if (channel == null || channel.isEmpty()) {
                refuse(exchange, 404, "NO_SUCH_CHANNEL");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                refuse(exchange, 405, "METHOD_NOT_ALLOWED");
            } else if (!query.matches()) {
                refuse(exchange, 422, "INVALID_REQUEST");
            } else {
                var limit = Math.clamp(Integer.parseInt(query.group("limit")), 1, 100);
                var lines =
                        list
                                .after(channel.get(), Long.parseLong(query.group("after")), limit)
                                .stream()
                                .map(ReversalEndpoint::line)
                                .toList();
                Exchanges.answer(exchange, 200, new Page(lines));
            }
        }
    }

    private static Line line(ReversalList.Listed listed) {
        var entry = listed.entry();
        return new Line(listed.position(), entry.refundNo(), entry.code(), entry.reversedAt());
    }

    private static String orEmpty(@Nullable String query) {
        return query == null ? "" : query;
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        Exchanges.answer(exchange, status, Map.of("code", code));
    }
}
