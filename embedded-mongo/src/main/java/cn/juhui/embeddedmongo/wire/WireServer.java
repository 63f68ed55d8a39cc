package cn.juhui.embeddedmongo.wire;

import cn.juhui.embeddedmongo.storage.Storage;
import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/// Listens for drivers. Unlike the library's server it can answer a write later than it has executed it.
public final class WireServer implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(
                    0, new DefaultThreadFactory("embedded-mongo", true), NioIoHandler.newFactory());
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listening;

    /// @throws RuntimeException a Netty one, when the address can't be bound
    public WireServer(MongoBackend backend, Storage storage, String host, int port) {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(new Pipeline(backend, storage, clients));
        try {
            listening = bootstrap.bind(host, port).syncUninterruptibly().channel();
        } catch (Throwable e) {
            stopLoops();
            throw e;
        }
    }

    private static final class Pipeline extends ChannelInitializer<SocketChannel> {
        private final MongoBackend backend;
        private final Storage storage;
        private final ChannelGroup clients;

        Pipeline(MongoBackend backend, Storage storage, ChannelGroup clients) {
            this.backend = backend;
            this.storage = storage;
            this.clients = clients;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline()
                    .addLast(new MongoWireReplyEncoder())
                    .addLast(new MessageEncoder())
                    .addLast(new AnswerWhenDurable(storage))
                    .addLast(new Messages())
                    .addLast(new MongoDatabaseHandler(backend, clients))
                    .addLast(new MongoExceptionHandler());
        }
    }

    /// Refuses a message by its announced length, before any of it is kept; the connection is then closed, as MongoDB does.
    private static final class Messages extends MongoWireProtocolHandler {

        @Override
        protected long getUnadjustedFrameLength(
                ByteBuf buffer, int offset, int length, ByteOrder order) {
            long announced = super.getUnadjustedFrameLength(buffer, offset, length, order);
            if (announced > MAX_MESSAGE_SIZE_BYTES) {
                throw new TooLongFrameException(
                        "A message of %d bytes is larger than %d"
                                .formatted(announced, MAX_MESSAGE_SIZE_BYTES));
            }
            return announced;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause)
                throws Exception {
            if (cause instanceof TooLongFrameException) {
                context.close();
            } else {
                super.exceptionCaught(context, cause);
            }
        }
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /// Takes no more commands and drops the clients. Commands that are being executed end first.
    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        clients.close().syncUninterruptibly();
        stopLoops();
    }

    private void stopLoops() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
