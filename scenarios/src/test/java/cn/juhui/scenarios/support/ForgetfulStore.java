package cn.juhui.scenarios.support;

import cn.juhui.embeddedmongo.EmbeddedMongo;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/// The embedded store on disk, behind a door that acknowledges a write and loses it: one of every kind, from when it is told to. A kind is a collection and
/// what is written there: an insert, a delete, or the members that an update sets. It understands as much of MongoDB's wire protocol as that takes.
public final class ForgetfulStore implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int HEADER = 16;
    private static final int OP_MSG = 2013;

    private final EmbeddedMongo store;
    private final ServerSocket door;
    private final Random chance;
    private final AtomicInteger answers = new AtomicInteger();
    private final Map<String, Boolean> kinds = new TreeMap<>();
    private boolean forgets;

    public ForgetfulStore(Path directory, long seed) {
        store = EmbeddedMongo.onDisk(directory, HOST, 0);
        chance = new Random(seed);
        try {
            door = new ServerSocket(0, 100, InetAddress.getByName(HOST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public String uri() {
        return "mongodb://" + HOST + ":" + door.getLocalPort();
    }

    /// From now on it loses, of every kind that is written, one of the next.
    public synchronized void forgets() {
        forgets = true;
    }

    /// The kinds of which one was lost.
    public synchronized List<String> lost() {
        return kinds.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private synchronized boolean isLost(String kind) {
        if (!forgets || kinds.getOrDefault(kind, false)) {
            return false;
        }
        var lost = chance.nextInt(3) == 0;
        kinds.put(kind, lost);
        return lost;
    }

    // The wire

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                var server = new Socket(HOST, store.port());
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> carry(client, server));
                Thread.ofVirtual().start(() -> carryBack(server, client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void carry(Socket client, Socket server) {
        try (client;
                server) {
            var in = new DataInputStream(client.getInputStream());
            while (true) {
                var message = message(in);
                var kind = kind(message);
                if (kind != null && isLost(kind)) {
                    acknowledge(message, client.getOutputStream());
                } else {
                    server.getOutputStream().write(message);
                }
            }
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    private static void carryBack(Socket server, Socket client) {
        try (server;
                client) {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    private static byte[] message(DataInputStream in) throws IOException {
        var length = new byte[4];
        in.readFully(length);
        var whole = new byte[little(length).getInt(0)];
        if (whole.length < HEADER) {
            throw new EOFException();
        }
        System.arraycopy(length, 0, whole, 0, length.length);
        in.readFully(whole, length.length, whole.length - length.length);
        return whole;
    }

    /// Of a write of one document; null for anything else.
    private static @Nullable String kind(byte[] message) {
        if (little(message).getInt(12) != OP_MSG) {
            return null;
        }
        var parts = parts(message);
        var command = parts.getFirst();
        var name = command.getFirstKey();
        var sequence = new ArrayList<>(parts.subList(1, parts.size()));
        for (var list : List.of("documents", "updates", "deletes")) {
            if (command.containsKey(list)) {
                command.getArray(list).forEach(each -> sequence.add(each.asDocument()));
            }
        }
        if (sequence.size() != 1) {
            return null;
        }
        var collection = command.get(name);
        return switch (name) {
            case "insert", "delete" -> collection.asString().getValue() + " " + name;
            case "update" ->
                    collection.asString().getValue() + " " + members(sequence.getFirst().get("u"));
            default -> null;
        };
    }

    /// The members that an update sets, adds to or takes away.
    private static String members(BsonValue update) {
        var names = new TreeSet<String>();
        update.asDocument()
                .forEach((operator, what) -> {
                    if (operator.startsWith("$")) {
                        what.asDocument()
                                .keySet()
                                .forEach(name -> names.add(name.split("\\.", -1)[0]));
                    }
                });
        return names.contains("history") ? "changed" : names.toString();
    }

    /// The command, and the documents that come after it.
    private static List<BsonDocument> parts(byte[] message) {
        var bytes = little(message);
        var parts = new ArrayList<BsonDocument>();
        var at = HEADER + 4;
        while (at < message.length) {
            var isCommand = message[at++] == 0;
            var end = at + bytes.getInt(at);
            if (!isCommand) {
                at += 4;
                while (message[at++] != 0) {
                    // the name of the list
                }
            }
            while (at < end) {
                var size = bytes.getInt(at);
                parts.add(new RawBsonDocument(message, at, size).clone());
                at += size;
            }
        }
        return parts;
    }

    private void acknowledge(byte[] message, OutputStream client) throws IOException {
        var done =
                new BsonDocument("n", new BsonInt32(1))
                        .append("nModified", new BsonInt32(1))
                        .append("ok", new BsonDouble(1));
        var body = new RawBsonDocument(done, new BsonDocumentCodec()).getByteBuffer().asNIO();
        var size = HEADER + 5 + body.remaining();
        var answer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        answer.putInt(size)
                .putInt(answers.incrementAndGet())
                .putInt(little(message).getInt(4))
                .putInt(OP_MSG)
                .putInt(0)
                .put((byte) 0)
                .put(body);
        client.write(answer.array());
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store.close();
    }
}
