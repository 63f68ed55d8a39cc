package cn.juhui.platform.http.pace;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/// Keeps bodies to their [Pace], also what is left of one that was answered before it was read to its end, and lets whoever works
/// on the request ask after its [ClientConnection].
public final class PaceValve extends ValveBase {

    private final Pace pace;

    public PaceValve(Pace pace) {
        super(true);
        this.pace = pace;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var coyote = request.getCoyoteRequest();
        var body = coyote.getInputBuffer();
        var paced = new PacedBody(body, request, pace);
        coyote.setInputBuffer(paced);
        ClientConnection.nameIn(request, paced);
        try {
            getNext().invoke(request, response);
            if (!request.isAsync()) {
                readTheRest(request, response);
            }
        } finally {
            coyote.setInputBuffer(body);
        }
    }

    /// Who still sends gets to read the answer instead of a broken connection, unless that takes too long or too much.
    private static void readTheRest(Request request, Response response) throws IOException {
        var coyote = request.getCoyoteRequest();
        var whole = new AtomicBoolean();
        coyote.action(ActionCode.REQUEST_BODY_FULLY_READ, whole);
        if (whole.get() || isNeverAskedFor(coyote)) {
            return;
        }
        response.finishResponse();
        if (TooSlowException.happenedTo(request) || !isReadOn(request)) {
            coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /// Who waited to be asked for the body (`Expect`) doesn't send it once they are answered, unless they didn't wait.
    private static boolean isNeverAskedFor(org.apache.coyote.Request request) {
        if (!request.hasExpectation() || request.getBytesRead() > 0) {
            return false;
        }
        request.action(ActionCode.AVAILABLE, Boolean.TRUE);
        return request.getAvailable() == 0;
    }

    private static boolean isReadOn(Request request) {
        var most =
                request.getConnector().getProtocolHandler()
                                instanceof AbstractHttp11Protocol<?> protocol
                        ? protocol.getMaxSwallowSize()
                        : 0;
        var nowhere = new Nowhere();
        var total = 0L;
        try {
            for (int n; (n = request.getCoyoteRequest().doRead(nowhere)) >= 0; ) {
                total += n;
                if (most >= 0 && total > most) {
                    return false;
                }
            }
            return !TooSlowException.happenedTo(request);
        } catch (IOException e) {
            return false;
        }
    }

    /// Where bytes go that nobody wants.
    private static final class Nowhere implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }
}
