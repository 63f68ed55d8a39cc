package cn.juhui.platform.http;

import cn.juhui.platform.messaging.TraceContext;
import cn.juhui.platform.messaging.WorkLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.event.Level;

/// What the web server itself refuses, before any filter sees it (a path that can't be decoded), is answered as a problem document,
/// too, not as a page. What it can't do because nobody should ask for it (a transfer encoding that it doesn't know, `CONNECT`, HTTP/9)
/// is the caller's mistake, not ours: 400.
public final class PlainErrorValve extends ErrorReportValve {

    /// What can stand in JSON and in a log as it is.
    private static final Pattern PLAIN = Pattern.compile("/[!-~&&[^\"\\\\<>]]{0,1000}");

    private static final Set<Integer> ASKED_FOR_TOO_MUCH = Set.of(501, 505);

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        if (ASKED_FOR_TOO_MUCH.contains(response.getStatus())) {
            response.setStatus(400);
        }
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("UTF-8");
            var writer = response.getReporter();
            if (writer != null) {
                TraceContext.in(null, () -> tell(request, response.getStatus(), writer));
                response.finishResponse();
            }
        } catch (IOException e) {
            container.getLogger().debug("The client went away", e);
        }
    }

    private static void tell(Request request, int status, PrintWriter writer) {
        WorkLog.of(
                "request",
                () -> writer.write(document(request, status)),
                (work, _) ->
                        work.write(
                                Level.INFO, "ill-formed", "MALFORMED_REQUEST", "status", status));
    }

    /// In both languages: nobody has read yet which one the caller speaks.
    private static String document(Request request, int status) {
        var path = request.getRequestURI();
        return """
        {"type":"urn:juhui:problem:MALFORMED_REQUEST","title":"请求有误 · Malformed request","status":%d,\
        "detail":"请求的地址、请求头或正文格式不正确。· The address, a header or the body is ill-formed.",\
        "instance":"%s","code":"MALFORMED_REQUEST","traceId":"%s"}\
        """
                .formatted(
                        status,
                        path != null && PLAIN.matcher(path).matches() ? path : "/",
                        TraceContext.traceId());
    }
}
