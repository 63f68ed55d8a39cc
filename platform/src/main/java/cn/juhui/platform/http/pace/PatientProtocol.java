package cn.juhui.platform.http.pace;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Constants;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// HTTP as Tomcat speaks it, with a limit on the time that a request's headers take. Its own time-out begins anew with each byte, so
/// that one every few seconds would keep a connection for a day.
public final class PatientProtocol extends Http11NioProtocol {

    private static final long LOOK_EVERY_SECONDS = 1;

    private volatile long nanos = Duration.ofSeconds(20).toNanos();
    private @Nullable ScheduledFuture<?> looks;

    /// @param headersWithin from a request's first byte to the end of its headers
    public void setHeadersWithin(Duration headersWithin) {
        nanos = headersWithin.toNanos();
    }

    @Override
    public void start() throws Exception {
        super.start();
        looks =
                getUtilityExecutor()
                        .scheduleWithFixedDelay(
                                this::look,
                                LOOK_EVERY_SECONDS,
                                LOOK_EVERY_SECONDS,
                                TimeUnit.SECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (looks != null) {
            looks.cancel(false);
        }
        super.stop();
    }

    private void look() {
        for (var connection : getEndpoint().getConnections()) {
            if (isOverdue(connection)) {
                connection.close();
            }
        }
    }

    private boolean isOverdue(SocketWrapperBase<?> connection) {
        if (!(connection.getCurrentProcessor() instanceof AbstractProcessor processor)
                || processor.isAsync()) {
            return false;
        }
        var request = processor.getRequest();
        var begun = request.getStartTimeNanos();
        return begun >= 0 && System.nanoTime() - begun > nanos && isBeforeWork(request);
    }

    /// Between two looks at its headers, a request's processor has ended for the moment.
    private static boolean isBeforeWork(org.apache.coyote.Request request) {
        return switch (request.getRequestProcessor().getStage()) {
            case Constants.STAGE_PARSE, Constants.STAGE_ENDED -> true;
            default -> false;
        };
    }
}
