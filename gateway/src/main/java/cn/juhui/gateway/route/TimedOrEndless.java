package cn.juhui.gateway.route;

import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.web.servlet.function.ServerResponse;

/// Asks services with a time limit, except for live streams, whose answers never end.
///
/// @param timed gives up after the read timeout
/// @param endless waits as long as the client does
public record TimedOrEndless(ProxyExchange timed, ProxyExchange endless) implements ProxyExchange {

    @Override
    public ServerResponse exchange(Request request) {
        var path = request.getServerRequest().path();
        return (path.equals(Route.LIVE_STREAM) ? endless : timed).exchange(request);
    }
}
