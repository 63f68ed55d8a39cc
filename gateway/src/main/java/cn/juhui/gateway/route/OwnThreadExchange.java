package cn.juhui.gateway.route;

import cn.juhui.platform.http.pace.ClientConnection;
import cn.juhui.platform.http.pace.TooSlowException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a service on the request's own thread: it alone reads what the client sends and writes what the client gets, so that what
/// was given up leaves nobody behind who holds the web server's buffers. While it waits it sees whether the client is still there,
/// and leaves the service as soon as not.
///
/// The time limit is for a service that does nothing: takes none of a body, says nothing after it, or stops in the middle of its
/// answer. How long a client may take is the web server's matter; live streams may be silent for as long as they like.
///
/// It is long because all that one thread does with the buffers of two connections is only safe in that order.
public final class OwnThreadExchange {

    private static final Logger LOG = LoggerFactory.getLogger(OwnThreadExchange.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int PIECE = 16 * 1024;

    /// Between two looks for more of a body.
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final HttpClient http;
    private final Duration silence;

    /// @param silence how long a service may do nothing
    public OwnThreadExchange(HttpClient http, Duration silence) {
        this.http = http;
        this.silence = silence;
    }

    /// Asks and waits for the head of the answer.
    ///
    /// @return empty when the client is gone
    /// @throws IOException when the service can't be reached, is silent or breaks off, or the body can't be read
    Optional<Answer> ask(HttpServletRequest client, URI instance) throws IOException {
        var thread = Thread.currentThread();
        var flow = new AnswerFlow(thread);
        RequestFeed feed = null;
        CompletableFuture<HttpResponse<AnswerFlow>> asked = null;
        try {
            var body = body(client, thread);
            feed = body instanceof RequestFeed piecewise ? piecewise : null;
            asked = http.sendAsync(question(client, instance, body), flow::of);
            asked.whenComplete((_, _) -> LockSupport.unpark(thread));
            if (isAnswered(asked, feed, client)) {
                return Optional.of(new Answer(asked.join(), feed));
            }
            giveUp(asked, feed, new ClientAbortException());
            return Optional.empty();
        } catch (CompletionException e) {
            throw io(e.getCause());
        } catch (IOException e) {
            giveUp(asked, feed, e);
            if (e instanceof ClientAbortException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// The head of an answer, and where its body comes from.
    ///
    /// @param feed what is left of the request's body; null where it is not sent piece by piece
    record Answer(HttpResponse<AnswerFlow> head, @Nullable RequestFeed feed) {}

    /// Bodies other than uploads were read already, and can be sent again; what a GET brings means nothing and goes nowhere.
    private static BodyPublisher body(HttpServletRequest client, Thread thread) throws IOException {
        if (client.getMethod().equals("GET") || client.getMethod().equals("HEAD")) {
            return BodyPublishers.noBody();
        }
        if (Upstreams.isUpload(client.getContentType())) {
            return new RequestFeed(client.getContentLengthLong(), thread);
        }
        var bytes = client.getInputStream().readAllBytes();
        return bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
    }

    private static HttpRequest question(HttpServletRequest client, URI instance, BodyPublisher body)
            throws IOException {
        var question =
                HttpRequest.newBuilder(address(client, instance))
                        .method(client.getMethod(), body)
                        .expectContinue(body instanceof RequestFeed);
        RoutedHeaders.copy(client, question);
        return question.build();
    }

    /// Path and query go on as they came.
    private static URI address(HttpServletRequest client, URI instance) throws IOException {
        var query = client.getQueryString();
        var asked = client.getRequestURI() + (query == null ? "" : "?" + query);
        try {
            return new URI(instance.getScheme() + "://" + instance.getRawAuthority() + asked);
        } catch (URISyntaxException e) {
            throw new BadRequestException(e);
        }
    }

    /// Passes the body on, once the service asks for it, and waits.
    ///
    /// @return false: the client is gone
    private boolean isAnswered(
            CompletableFuture<?> asked, @Nullable RequestFeed feed, HttpServletRequest client)
            throws IOException {
        var last = System.nanoTime();
        var looked = last;
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
            } else if (!isTimeToLook(looked)) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            } else if (isGivenUp(client)) {
                return false;
            } else if (isTooLong(last)) {
                throw new HttpTimeoutException("Nothing for " + silence);
            } else {
                looked = System.nanoTime();
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

    /// Most answers are there sooner than anybody need look after the client.
    private static boolean isTimeToLook(long looked) {
        return Thread.currentThread().isInterrupted()
                || System.nanoTime() - looked >= LOOK_EVERY.toNanos();
    }

    private static boolean isGivenUp(HttpServletRequest client) {
        return Thread.currentThread().isInterrupted() || ClientConnection.isGone(client);
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

    /// Passes the body of the answer on to the client.
    void passOn(Answer answer, HttpServletRequest client, HttpServletResponse to) {
        pour(answer.head().body(), client, to);
        var feed = answer.feed();
        if (feed != null) {
            feed.breakOff(new IOException("Answered before its end"));
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
            } else if (isGivenUp(client)) {
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
