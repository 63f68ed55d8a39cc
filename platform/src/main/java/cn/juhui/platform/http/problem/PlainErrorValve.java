package cn.juhui.platform.http.problem;

import cn.juhui.platform.trace.TraceContext;
import cn.juhui.platform.trace.WorkLog;
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
                (work, _) -> work.write(Level.INFO, "ill-formed", code(status), "status", status));
    }

    /// In both languages: nobody has read yet which one the caller speaks.
    private static String document(Request request, int status) {
        var path = request.getRequestURI();
        var code = code(status);
        return """
        {"type":"urn:juhui:problem:%s","title":"%s","status":%d,"detail":"%s","instance":"%s","code":"%s","traceId":"%s"}\
        """
                .formatted(
                        code,
                        status < 500
                                ? "请求有误 · Malformed request"
                                : "系统出错了 · Something went wrong here",
                        status,
                        status < 500
                                ? "请求的地址、请求头或正文格式不正确。· The address, a header or the body is ill-formed."
                                : "系统出现意外错误，请稍后重试。· Something unexpected went wrong here, please try again later.",
                        path != null && PLAIN.matcher(path).matches() ? path : "/",
                        code,
                        TraceContext.traceId());
    }

    private static String code(int status) {
        return status < 500 ? "MALFORMED_REQUEST" : "INTERNAL_ERROR";
    }
}
