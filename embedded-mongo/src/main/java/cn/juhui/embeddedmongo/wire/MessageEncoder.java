package cn.juhui.embeddedmongo.wire;

import cn.juhui.embeddedmongo.document.StoredBatch;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes answers, and documents in them as they are stored. All others are the library's to write.
final class MessageEncoder extends MongoWireMessageEncoder {
    private static final int FRAME_BYTES = 256;

    private static @Nullable StoredBatch batchIn(MongoMessage message) {
        return message.getDocument().get("cursor") instanceof Document cursor
                        && cursor.get("firstBatch") instanceof StoredBatch batch
                ? batch
                : null;
    }

    @Override
    protected ByteBuf allocateBuffer(
            ChannelHandlerContext context, MongoMessage message, boolean preferDirect) {
        StoredBatch batch = batchIn(message);
        return context.alloc().ioBuffer(FRAME_BYTES + (batch == null ? 0 : batch.bytes()));
    }

    @Override
    protected void encode(ChannelHandlerContext context, MongoMessage message, ByteBuf out) {
        if (batchIn(message) == null) {
            super.encode(context, message, out);
            return;
        }
        int start = out.writerIndex();
        out.writeIntLE(0);
        out.writeIntLE(message.getHeader().getRequestID());
        out.writeIntLE(message.getHeader().getResponseTo());
        out.writeIntLE(OpCode.OP_MSG.getId());
        out.writeIntLE(message.getFlags());
        out.writeByte(MongoMessage.SECTION_KIND_BODY);
        write(message.getDocument(), out);
        out.setIntLE(start, out.writerIndex() - start);
    }

    private static void write(Map<String, ?> document, ByteBuf out) {
        int start = out.writerIndex();
        out.writeIntLE(0);
        document.forEach((name, value) -> {
            byte type = BsonEncoder.determineType(value);
            out.writeByte(type);
            out.writeCharSequence(name, StandardCharsets.UTF_8);
            out.writeByte(BsonConstants.STRING_TERMINATION);
            switch (value) {
                case StoredBatch batch -> batch.writeTo(out);
                case Document nested -> write(nested, out);
                case null, default -> BsonEncoder.encodeValue(type, value, out);
            }
        });
        out.writeByte(BsonConstants.TERMINATING_BYTE);
        out.setIntLE(start, out.writerIndex() - start);
    }
}
