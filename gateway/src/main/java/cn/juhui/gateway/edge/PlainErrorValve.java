package cn.juhui.gateway.edge;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/// What the web server itself refuses, before any filter sees it (a path that can't be decoded), is answered as a problem document,
/// too, not as a page.
public final class PlainErrorValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("UTF-8");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(
                        "{\"type\":\"urn:juhui:problem:MALFORMED_REQUEST\",\"title\":\"请求地址有误 · Malformed request\",\"status\":%d,\"code\":\"MALFORMED_REQUEST\"}"
                                .formatted(response.getStatus()));
                response.finishResponse();
            }
        } catch (IOException e) {
            container.getLogger().debug("The client went away", e);
        }
    }
}
