package cn.juhui.embeddedmongo.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One physical change of one map. Changes carry whole values, so replaying a log twice does no harm.
sealed interface Change {
    byte PUT = 1;
    byte REMOVE = 2;
    byte DROP = 3;

    /// The map's name.
    String map();

    /// Upper bound of the encoded size in bytes.
    int size();

    void writeTo(ByteBuffer out);

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Put(String map, byte[] key, byte[] value) implements Change {
        @Override
        public int size() {
            return 13 + map.length() * 3 + key.length + value.length;
        }

        @Override
        public void writeTo(ByteBuffer out) {
            out.put(PUT);
            write(out, map.getBytes(StandardCharsets.UTF_8));
            write(out, key);
            write(out, value);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Remove(String map, byte[] key) implements Change {
        @Override
        public int size() {
            return 9 + map.length() * 3 + key.length;
        }

        @Override
        public void writeTo(ByteBuffer out) {
            out.put(REMOVE);
            write(out, map.getBytes(StandardCharsets.UTF_8));
            write(out, key);
        }
    }

    /// The map with all its entries is gone.
    record Drop(String map) implements Change {
        @Override
        public int size() {
            return 5 + map.length() * 3;
        }

        @Override
        public void writeTo(ByteBuffer out) {
            out.put(DROP);
            write(out, map.getBytes(StandardCharsets.UTF_8));
        }
    }

    static byte[] encode(List<Change> changes) {
        ByteBuffer out = ByteBuffer.allocate(changes.stream().mapToInt(Change::size).sum());
        changes.forEach(change -> change.writeTo(out));
        byte[] record = new byte[out.position()];
        out.flip().get(record);
        return record;
    }

    static List<Change> decode(ByteBuffer in) {
        List<Change> changes = new ArrayList<>();
        while (in.hasRemaining()) {
            byte kind = in.get();
            String map = new String(read(in), StandardCharsets.UTF_8);
            changes.add(
                    switch (kind) {
                        case PUT -> new Put(map, read(in), read(in));
                        case REMOVE -> new Remove(map, read(in));
                        case DROP -> new Drop(map);
                        default -> throw new IllegalArgumentException("Unknown change " + kind);
                    });
        }
        return changes;
    }

    private static void write(ByteBuffer out, byte[] bytes) {
        out.putInt(bytes.length).put(bytes);
    }

    private static byte[] read(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }
}
