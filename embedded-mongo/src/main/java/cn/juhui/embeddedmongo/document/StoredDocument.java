package cn.juhui.embeddedmongo.document;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A document's bytes. They never change; whoever reads them makes a document of his own, as large as he wants it.
public final class StoredDocument {
    /// The only member of what stands for all elements that an array has in the store. No driver can send such a name.
    private static final String ELEMENTS = "\0stored";

    private record Elements(byte[] bytes, int from, int to, int count) {}

    private final byte[] bytes;

    /// Wraps the array without copying it: nobody may change it afterwards.
    public StoredDocument(byte[] bytes) {
        this.bytes = bytes;
    }

    /// How many bytes it has.
    public int size() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    /// The whole document.
    public Document read() {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    /// A document that has what is wanted, as it is here, and nothing else. Arrays keep all of their elements.
    public Document read(Wanted wanted) {
        return wanted.isAll() ? read() : read(Unpooled.wrappedBuffer(bytes), 0, wanted);
    }

    private Document read(ByteBuf in, int start, Wanted wanted) {
        Document document = new Document();
        Members members = new Members(bytes, start);
        while (members.next()) {
            String name = members.name();
            Wanted within = wanted.of(name);
            if (within != null) {
                document.put(name, value(in, members, within, true));
            }
        }
        return document;
    }

    private @Nullable Object value(ByteBuf in, Members member, Wanted wanted, boolean opensArrays) {
        if (!wanted.isAll()) {
            if (member.type() == BsonConstants.TYPE_EMBEDDED_DOCUMENT) {
                return read(in, member.value(), wanted);
            }
            if (member.type() == BsonConstants.TYPE_ARRAY && opensArrays) {
                List<@Nullable Object> array = new ArrayList<>();
                Members elements = new Members(bytes, member.value());
                while (elements.next()) {
                    array.add(value(in, elements, wanted, false));
                }
                return array;
            }
        }
        return BsonDecoder.decodeValue(member.type(), in.readerIndex(member.value()));
    }

    /// The members that an update touches. Of arrays that are only added to, one element stands for all that are there.
    public Document read(Touched touched) {
        Document document = new Document();
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        Members members = new Members(bytes, 0);
        while (members.next()) {
            String name = members.name();
            if (touched.grows(name) && members.type() == BsonConstants.TYPE_ARRAY) {
                document.put(name, elements(members));
            } else if (touched.has(name)) {
                document.put(name, value(in, members, Wanted.all(), true));
            }
        }
        return document;
    }

    private List<Object> elements(Members array) {
        int count = 0;
        int to = array.value() + 4;
        Members elements = new Members(bytes, array.value());
        while (elements.next()) {
            count++;
            to = elements.to();
        }
        List<Object> list = new ArrayList<>();
        if (count > 0) {
            list.add(new Document(ELEMENTS, new Elements(bytes, array.value() + 4, to, count)));
        }
        return list;
    }

    /// This document as an update leaves it.
    ///
    /// @param before what [#read(Touched)] answered
    /// @param after the same, changed; new members stand behind the old ones
    public byte[] changed(Touched touched, Document before, Document after) {
        Map<String, Bytes> changed = changes(before, after);
        Bytes whole = new Bytes();
        Members members = new Members(bytes, 0);
        while (members.next()) {
            String name = members.name();
            Bytes replacement = changed.remove(name);
            if (replacement != null) {
                whole.add(replacement);
            } else if (!touched.has(name) || after.containsKey(name)) {
                whole.add(bytes, members.from(), members.to());
            }
        }
        changed.values().forEach(whole::add);
        return whole.toDocument();
    }

    private static Map<String, Bytes> changes(Document before, Document after) {
        Map<String, Bytes> changes = new LinkedHashMap<>();
        Document whole = new Document();
        after.forEach((name, value) -> {
            if (before.containsKey(name) && Objects.equals(before.get(name), value)) {
                return;
            }
            if (value instanceof List<?> list
                    && !list.isEmpty()
                    && list.getFirst() instanceof Document first
                    && first.get(ELEMENTS) instanceof Elements elements) {
                changes.put(
                        name,
                        new Bytes().add(BsonConstants.TYPE_ARRAY, name, grown(elements, list)));
            } else {
                changes.put(name, new Bytes()); // has its place, and is filled below
                whole.put(name, value);
            }
        });
        byte[] encoded = encode(whole);
        Members members = new Members(encoded, 0);
        while (members.next()) {
            changes.computeIfAbsent(members.name(), _ -> new Bytes())
                    .add(encoded, members.from(), members.to());
        }
        return changes;
    }

    private static Bytes grown(Elements elements, List<?> list) {
        Document more = new Document();
        for (int i = 1; i < list.size(); i++) {
            more.put(String.valueOf(elements.count + i - 1), list.get(i));
        }
        byte[] encoded = encode(more);
        return new Bytes()
                .add(elements.bytes, elements.from, elements.to)
                .add(encoded, 4, encoded.length - 1);
    }

    /// A document's bytes, as they are stored.
    public static byte[] encode(Document document) {
        ByteBuf buffer = Unpooled.buffer(512);
        BsonEncoder.encodeDocument(document, buffer);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
