package cn.juhui.embeddedmongo.document;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/// Documents that go into an answer as they are stored. Whoever looks at one gets a copy of his own.
public final class StoredBatch extends AbstractList<Document> implements RandomAccess {
    private static final byte DOCUMENT = 3;

    private final List<StoredDocument> documents;

    public StoredBatch(List<StoredDocument> documents) {
        this.documents = documents;
    }

    @Override
    public Document get(int index) {
        return documents.get(index).read();
    }

    @Override
    public int size() {
        return documents.size();
    }

    /// How many bytes the documents have, all together.
    public int bytes() {
        return documents.stream().mapToInt(StoredDocument::size).sum();
    }

    /// Writes the value of a BSON array.
    public void writeTo(ByteBuf out) {
        int start = out.writerIndex();
        out.writeIntLE(0);
        int i = 0;
        for (StoredDocument document : documents) {
            out.writeByte(DOCUMENT);
            out.writeCharSequence(String.valueOf(i++), StandardCharsets.US_ASCII);
            out.writeByte(0);
            out.writeBytes(document.bytes());
        }
        out.writeByte(0);
        out.setIntLE(start, out.writerIndex() - start);
    }
}
