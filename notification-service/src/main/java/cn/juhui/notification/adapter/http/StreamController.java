package cn.juhui.notification.adapter.http;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.text.Languages;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import cn.juhui.platform.security.Callers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The live stream (server-sent events): what arrives from now on, or from behind `Last-Event-ID`, until the caller's token ends.
@RestController
class StreamController {

    private final Streams streams;

    StreamController(Streams streams) {
        this.streams = streams;
    }

    @GetMapping(path = "/v1/notifications/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (last != null && !Place.isOne(last) && !Ids.isA("ntf", last)) {
            throw ProblemException.invalid(InputError.of("Last-Event-ID", "WRONG_FORM"));
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        if (request.getMethod().equals("HEAD")) {
            return ended();
        }
        var inboxes = NotificationController.inboxesOf(caller);
        var owner =
                new Stream.Owner(
                        caller.subject(), inboxes, Languages.of(request), Callers.tokenEnds());
        return streams.open(owner, last);
    }

    /// Who asks for the headers only gets no stream: nobody would read it, and its connection would be busy with it for good.
    private static SseEmitter ended() {
        var ended = new SseEmitter();
        ended.complete();
        return ended;
    }
}
