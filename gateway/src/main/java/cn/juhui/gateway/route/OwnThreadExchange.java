package cn.juhui.gateway.route;

import cn.juhui.platform.http.pace.ClientConnection;
import cn.juhui.platform.http.pace.TooSlowException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.ServerResponse;

/// Asks a service on the request's own thread: it alone reads what the client sends and writes what the client gets, so that what
/// was given up leaves nobody behind who holds the web server's buffers. While it waits it sees whether the client is still there,
/// and leaves the service as soon as not.
///
/// The time limit is for a service that does nothing: takes none of a body, says nothing after it, or stops in the middle of its
/// answer. How long a client may take is the web server's matter; live streams may be silent for as long as they like.
///
/// It is long because all that one thread does with the buffers of two connections is only safe in that order.
public final class OwnThreadExchange implements ProxyExchange {

    private static final Logger LOG = LoggerFactory.getLogger(OwnThreadExchange.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int PIECE = 16 * 1024;

    /// Between two looks for more of a body.
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    /// The log's word for a client that did not wait; nobody reads it.
    private static final int CLIENT_GONE = 499;

    /// The JDK's client sets these itself.
    private static final Set<String> NOT_SET =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "transfer-encoding",
                    "upgrade");

    private final HttpClient http;
    private final Duration silence;

    /// @param silence how long a service may do nothing
    public OwnThreadExchange(HttpClient http, Duration silence) {
        this.http = http;
        this.silence = silence;
    }

    /// @throws ResourceAccessException when the service can't be reached, is silent or breaks off, or the body can't be read
    @Override
    public ServerResponse exchange(Request request) {
        var client = request.getServerRequest().servletRequest();
        var thread = Thread.currentThread();
        var flow = new AnswerFlow(thread);
        RequestFeed feed = null;
        CompletableFuture<HttpResponse<AnswerFlow>> asked = null;
        try {
            var body = body(request.getMethod(), client, thread);
            feed = body instanceof RequestFeed piecewise ? piecewise : null;
            asked = http.sendAsync(question(request, body), _ -> flow);
            asked.whenComplete((_, _) -> LockSupport.unpark(thread));
            if (!isAnswered(asked, feed, client)) {
                giveUp(asked, feed, new ClientAbortException());
                return ServerResponse.status(CLIENT_GONE).build();
            }
            return answer(asked.join(), feed, request);
        } catch (CompletionException e) {
            throw failed(request, io(e.getCause()));
        } catch (IOException e) {
            giveUp(asked, feed, e);
            if (e instanceof ClientAbortException) {
                return ServerResponse.status(CLIENT_GONE).build();
            }
            throw failed(request, e);
        }
    }

    /// Bodies other than uploads were read already, and can be sent again; what a GET brings means nothing and goes nowhere.
    private static BodyPublisher body(HttpMethod method, HttpServletRequest client, Thread thread)
            throws IOException {
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            return BodyPublishers.noBody();
        }
        if (Upstreams.isUpload(client.getContentType())) {
            return new RequestFeed(client.getContentLengthLong(), thread);
        }
        var bytes = client.getInputStream().readAllBytes();
        return bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
    }

    private static HttpRequest question(Request request, BodyPublisher body) {
        var question =
                HttpRequest.newBuilder(Objects.requireNonNull(request.getUri()))
                        .method(request.getMethod().name(), body)
                        .expectContinue(body instanceof RequestFeed);
        request.getHeaders()
                .forEach((name, values) -> {
                    if (!NOT_SET.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> question.header(name, value));
                    }
                });
        return question.build();
    }

    /// Passes the body on, once the service asks for it, and waits.
    ///
    /// @return false: the client is gone
    private boolean isAnswered(
            CompletableFuture<?> asked, @Nullable RequestFeed feed, HttpServletRequest client)
            throws IOException {
        var last = System.nanoTime();
        var pause = SHORTEST_PAUSE;
        while (!asked.isDone()) {
            if (feed != null && feed.isWanted()) {
                last = System.nanoTime();
                if (ClientConnection.hasMore(client)) {
                    passOn(feed, client);
                    pause = SHORTEST_PAUSE;
                } else {
                    LockSupport.parkNanos(pause.toNanos());
                    pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
                }
            } else if (Thread.currentThread().isInterrupted() || ClientConnection.isGone(client)) {
                return false;
            } else if (isTooLong(last)) {
                throw new HttpTimeoutException("Nothing for " + silence);
            } else {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
        return true;
    }

    private static void passOn(RequestFeed feed, HttpServletRequest client) throws IOException {
        var piece = new byte[PIECE];
        var count = client.getInputStream().read(piece);
        if (count < 0 && TooSlowException.happenedTo(client)) {
            throw new TooSlowException();
        } else if (count < 0) {
            feed.end();
        } else {
            feed.pass(ByteBuffer.wrap(piece, 0, count));
        }
    }

    private boolean isTooLong(long since) {
        return System.nanoTime() - since > silence.toNanos();
    }

    private static void giveUp(
            @Nullable CompletableFuture<?> asked, @Nullable RequestFeed feed, IOException why) {
        if (feed != null) {
            feed.breakOff(why);
        }
        if (asked != null) {
            asked.cancel(true);
        }
    }

    private static IOException io(@Nullable Throwable cause) {
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    private static ResourceAccessException failed(Request request, IOException cause) {
        return new ResourceAccessException(
                request.getMethod() + " " + request.getUri() + ": " + cause.getMessage(), cause);
    }

    private ServerResponse answer(
            HttpResponse<AnswerFlow> answer, @Nullable RequestFeed feed, Request request) {
        var headers = new HttpHeaders();
        answer.headers().map().forEach(headers::addAll);
        var told = new Told(HttpStatusCode.valueOf(answer.statusCode()), headers);
        var response =
                GatewayServerResponse.status(told.status())
                        .build((client, to) -> {
                            pour(answer.body(), client, to);
                            if (feed != null) {
                                feed.breakOff(new IOException("Answered before its end"));
                            }
                            return null;
                        });
        request.getResponseConsumers().forEach(consumer -> consumer.accept(told, response));
        return response;
    }

    private record Told(HttpStatusCode status, HttpHeaders headers)
            implements ProxyExchange.Response {

        @Override
        public HttpStatusCode getStatusCode() {
            return status;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }

    private void pour(AnswerFlow answer, HttpServletRequest client, HttpServletResponse to) {
        try (answer) {
            pass(answer, client, to);
        } catch (ClientAbortException e) {
            LOG.debug("{}: the client went away", client.getRequestURI());
        } catch (IOException e) {
            LOG.warn("{} {}: {}", client.getMethod(), client.getRequestURI(), e.toString());
            ClientConnection.cut(client, e);
        }
    }

    private void pass(AnswerFlow answer, HttpServletRequest client, HttpServletResponse to)
            throws IOException {
        var live = client.getRequestURI().equals(Route.LIVE_STREAM);
        var out = to.getOutputStream();
        var last = System.nanoTime();
        while (!answer.isAtItsEnd()) {
            var pieces = answer.take();
            if (pieces != null) {
                for (var piece : pieces) {
                    write(piece, out);
                }
                if (live) {
                    out.flush();
                }
                last = System.nanoTime();
            } else if (Thread.currentThread().isInterrupted() || ClientConnection.isGone(client)) {
                throw new ClientAbortException();
            } else if (!live && isTooLong(last)) {
                throw new HttpTimeoutException("Nothing more for " + silence);
            } else {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }

    private static void write(ByteBuffer piece, OutputStream out) throws IOException {
        var bytes = new byte[piece.remaining()];
        piece.get(bytes);
        out.write(bytes);
    }
}
