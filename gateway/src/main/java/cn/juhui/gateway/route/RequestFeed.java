package cn.juhui.gateway.route;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A body that the request's own thread hands to the client, piece by piece, as the service takes it. The client's threads only
/// leave word here: none of them ever reads what comes from outside, so nothing that goes on behind a request's end can take
/// bytes from the next one on the same connection.
final class RequestFeed implements BodyPublisher {

    private final long length;
    private final Thread reader;
    private final AtomicLong wanted = new AtomicLong();
    private volatile Flow.@Nullable Subscriber<? super ByteBuffer> service;
    private volatile boolean refused;
    private boolean over;

    /// @param length in bytes; negative: not known
    /// @param reader is woken when the service takes more
    RequestFeed(long length, Thread reader) {
        this.length = length;
        this.reader = reader;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (service != null) {
            subscriber.onSubscribe(new Wishes());
            subscriber.onError(new IOException("The body can be sent only once"));
            return;
        }
        service = subscriber;
        subscriber.onSubscribe(new Wishes());
    }

    private final class Wishes implements Flow.Subscription {

        @Override
        public void request(long more) {
            wanted.accumulateAndGet(more, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
            LockSupport.unpark(reader);
        }

        @Override
        public void cancel() {
            refused = true;
            LockSupport.unpark(reader);
        }
    }

    /// Whether the next piece can be passed on.
    boolean isWanted() {
        return service != null && !over && !refused && wanted.get() > 0;
    }

    boolean isOver() {
        return over;
    }

    /// @param piece belongs to the receiver from now on
    void pass(ByteBuffer piece) {
        var to = service;
        if (to != null) {
            wanted.decrementAndGet();
            to.onNext(piece);
        }
    }

    /// That was all.
    void end() {
        var to = service;
        if (to != null && !over) {
            over = true;
            to.onComplete();
        }
    }

    /// There will be no more, although it isn't all: the connection to the service ends.
    void breakOff(IOException why) {
        var to = service;
        if (to != null && !over) {
            over = true;
            to.onError(why);
        }
    }
}
