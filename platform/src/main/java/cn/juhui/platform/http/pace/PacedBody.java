package cn.juhui.platform.http.pace;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/// A body on its way in, below everything that reads it: forms are parsed by the web server, past any filter's stream.
///
/// One that is too slow ends where it is, and [TooSlowException] tells: for an exception out of here the web server would answer
/// by itself, as if the body had been wrong.
final class PacedBody implements InputBuffer {

    private final InputBuffer body;
    private final Request request;
    private final Pace pace;
    private long begun;
    private long last;
    private long bytes;
    private boolean read;

    PacedBody(InputBuffer body, Request request, Pace pace) {
        this.body = body;
        this.request = request;
        this.pace = pace;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (TooSlowException.happenedTo(request)) {
            return -1;
        }
        begin();
        int count;
        try {
            count = body.doRead(handler);
        } catch (SocketTimeoutException e) {
            return tooSlow();
        }
        if (count > 0) {
            bytes += count;
            last = System.nanoTime();
            if (pace.isBrokenBy(since(begun), bytes)) {
                return tooSlow();
            }
        }
        return count;
    }

    /// The same for who doesn't wait in a read for the next bytes: whether too few have come until now. Then the next read finds the end.
    boolean isTooSlow() {
        begin();
        if (pace.isBrokenBy(since(begun), bytes) || isSilentTooLong()) {
            TooSlowException.mark(request);
        }
        return TooSlowException.happenedTo(request);
    }

    private void begin() {
        if (!read) {
            read = true;
            begun = System.nanoTime();
            last = begun;
        }
    }

    private static Duration since(long then) {
        return Duration.ofNanos(System.nanoTime() - then);
    }

    /// As long as a read would have waited.
    private boolean isSilentTooLong() {
        return request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
                && protocol.getConnectionTimeout() > 0
                && since(last).toMillis() > protocol.getConnectionTimeout();
    }

    private int tooSlow() {
        TooSlowException.mark(request);
        return -1;
    }

    @Override
    public int available() {
        return body.available();
    }
}
