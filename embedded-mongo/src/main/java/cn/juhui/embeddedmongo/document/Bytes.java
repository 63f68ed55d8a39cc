package cn.juhui.embeddedmongo.document;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A document that is put together from pieces of others, none of which is copied before the whole is asked for.
final class Bytes {
    private static final int LENGTH = 4;

    private record Piece(byte[] source, int from, int to) {}

    private final List<Piece> pieces = new ArrayList<>();
    private int size;

    /// @param from where the piece begins in `source`
    /// @param to where it ends, exclusively
    Bytes add(byte[] source, int from, int to) {
        if (from == to) {
            return this;
        }
        size += to - from;
        if (!pieces.isEmpty()) {
            Piece last = pieces.getLast();
            if (isSame(last.source, source) && last.to == from) {
                pieces.set(pieces.size() - 1, new Piece(source, last.from, to));
                return this;
            }
        }
        pieces.add(new Piece(source, from, to));
        return this;
    }

    @SuppressWarnings("ReferenceEquality") // the very same array, or it isn't one piece
    private static boolean isSame(byte[] one, byte[] other) {
        return one == other;
    }

    /// A member that is an array or a document, and holds `content`.
    Bytes add(byte type, String name, Bytes content) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] head =
                ByteBuffer.allocate(text.length + 2 + LENGTH)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(type)
                        .put(text)
                        .put((byte) 0)
                        .putInt(content.documentSize())
                        .array();
        return add(head, 0, head.length).add(content).add(new byte[1], 0, 1);
    }

    /// The other's pieces.
    Bytes add(Bytes other) {
        other.pieces.forEach(piece -> add(piece.source, piece.from, piece.to));
        return this;
    }

    /// How long the document is that has these members.
    int documentSize() {
        return LENGTH + size + 1;
    }

    /// The document.
    byte[] toDocument() {
        ByteBuffer out = ByteBuffer.allocate(documentSize()).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(documentSize());
        pieces.forEach(piece -> out.put(piece.source, piece.from, piece.to - piece.from));
        return out.array();
    }
}
