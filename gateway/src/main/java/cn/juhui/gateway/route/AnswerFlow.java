package cn.juhui.gateway.route;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A service's answer, which the request's own thread takes piece by piece. The service is asked for the next one only when the last
/// one was taken, unless all of it is small.
final class AnswerFlow implements BodySubscriber<AnswerFlow>, AutoCloseable {

    /// In bytes.
    private static final int SMALL = 64 * 1024;

    private final Thread taker;
    private final Queue<List<ByteBuffer>> pieces = new ConcurrentLinkedQueue<>();
    private volatile Flow.@Nullable Subscription service;
    private boolean small;
    private volatile boolean whole;
    private volatile @Nullable Throwable failure;

    /// @param taker is woken when there is more
    AnswerFlow(Thread taker) {
        this.taker = taker;
    }

    /// The same, for an answer that begins like this.
    AnswerFlow of(HttpResponse.ResponseInfo head) {
        small = head.headers().firstValueAsLong("Content-Length").orElse(Long.MAX_VALUE) <= SMALL;
        return this;
    }

    @Override
    public CompletionStage<AnswerFlow> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        service = subscription;
        subscription.request(small ? Long.MAX_VALUE : 1);
    }

    @Override
    public void onNext(List<ByteBuffer> piece) {
        pieces.add(piece);
        LockSupport.unpark(taker);
    }

    @Override
    public void onError(Throwable throwable) {
        failure = throwable;
        LockSupport.unpark(taker);
    }

    @Override
    public void onComplete() {
        whole = true;
        LockSupport.unpark(taker);
    }

    /// What has come since; null: nothing.
    @Nullable List<ByteBuffer> take() {
        var piece = pieces.poll();
        var from = service;
        if (piece != null && from != null && !small) {
            from.request(1);
        }
        return piece;
    }

    /// Whether everything was taken.
    ///
    /// @throws IOException when the service broke off
    boolean isAtItsEnd() throws IOException {
        var broken = failure;
        var ended = whole;
        if (!pieces.isEmpty()) {
            return false;
        }
        if (broken != null) {
            throw new IOException("The answer broke off", broken);
        }
        return ended;
    }

    /// Ends the connection to the service, unless the answer is whole.
    @Override
    public void close() {
        var from = service;
        if (!whole && from != null) {
            from.cancel();
        }
    }
}
