package cn.juhui.embeddedmongo.wire;

import cn.juhui.embeddedmongo.storage.Storage;
import cn.juhui.embeddedmongo.storage.StorageFailedException;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Holds the answer of a command back until the log has synced what the command wrote.
///
/// The library runs a command and writes its answer on the same event loop thread, one after the other, so the storage
/// can tell what this thread has written. No thread waits, and all answers that wait for the same sync go out together.
final class AnswerWhenDurable extends ChannelOutboundHandlerAdapter {
    private final Storage storage;

    AnswerWhenDurable(Storage storage) {
        this.storage = storage;
    }

    @Override
    public void write(ChannelHandlerContext context, Object answer, ChannelPromise promise) {
        long position = storage.takePosition();
        if (storage.isDurable(position)) {
            var _ = context.write(answer, promise);
            return;
        }
        storage.whenDurable(
                position,
                failure -> {
                    Object told = failure == null ? answer : unknown(answer, failure);
                    var _ = context.writeAndFlush(told, promise);
                });
    }

    private static Object unknown(Object answer, @Nullable IOException failure) {
        if (answer instanceof MongoMessage message) {
            Document error =
                    new Document("ok", 0)
                            .append("code", 96)
                            .append("codeName", "OperationFailed")
                            .append(
                                    "errmsg",
                                    "The store could not write its log, so the write may be lost: "
                                            + (failure == null
                                                    ? "it was closed"
                                                    : StorageFailedException.reason(failure)));
            return new MongoMessage(message.getChannel(), message.getHeader(), error);
        }
        return answer;
    }
}
