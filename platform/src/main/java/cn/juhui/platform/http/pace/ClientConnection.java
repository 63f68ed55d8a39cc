package cn.juhui.platform.http.pace;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;

/// The connection that a request came on. Only the request's own thread may ask it anything: the web server uses its buffers for
/// the next request as soon as this one has ended.
public final class ClientConnection {

    private static final String NAME = ClientConnection.class.getName();

    private final Request request;
    private final PacedBody body;

    private ClientConnection(Request request, PacedBody body) {
        this.request = request;
        this.body = body;
    }

    static void nameIn(Request request, PacedBody body) {
        request.setAttribute(NAME, new ClientConnection(request, body));
    }

    /// Whether to read on in the body would not wait for the client: something has come, it is at its end, or too slow. Says yes outside of the web server, and
    /// of a client that waits to be asked for the body: the first read asks.
    public static boolean hasMore(HttpServletRequest request) throws IOException {
        return !(request.getAttribute(NAME) instanceof ClientConnection connection)
                || connection.hasMore();
    }

    /// Whether the client has closed its side, or broken off. Says no while it can't be told: before the body was read to its end,
    /// and outside of the web server.
    public static boolean isGone(HttpServletRequest request) {
        return request.getAttribute(NAME) instanceof ClientConnection connection
                && connection.isGone();
    }

    /// Closes the connection now, so that nobody takes what was sent for the whole answer.
    public static void cut(HttpServletRequest request, IOException why) {
        if (request.getAttribute(NAME) instanceof ClientConnection connection) {
            connection.request.getResponse().getCoyoteResponse().action(ActionCode.CLOSE_NOW, why);
        }
    }

    /// What the web server sees without waiting: an end counts as one byte to be read, again and again, although nothing lies in its
    /// buffer. Bytes of a next request do lie there.
    private boolean isGone() {
        return isWhole()
                && available(Boolean.TRUE) == 1
                && available(Boolean.TRUE) == 1
                && available(Boolean.FALSE) == 0;
    }

    private boolean hasMore() throws IOException {
        var coyote = request.getCoyoteRequest();
        return isWhole()
                || (coyote.hasExpectation() && coyote.getBytesRead() == 0)
                || request.getInputStream().available() > 0
                || available(Boolean.TRUE) > 0
                || body.isTooSlow();
    }

    private boolean isWhole() {
        var whole = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, whole);
        return whole.get();
    }

    /// @param look whether to look into the connection, not only into what was read from it before
    private int available(Boolean look) {
        var coyote = request.getCoyoteRequest();
        coyote.action(ActionCode.AVAILABLE, look);
        return coyote.getAvailable();
    }
}
