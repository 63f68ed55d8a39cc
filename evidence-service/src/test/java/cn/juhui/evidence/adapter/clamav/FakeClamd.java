package cn.juhui.evidence.adapter.clamav;

import cn.juhui.evidence.Files;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A daemon that speaks clamd's INSTREAM at the wire, and misbehaves on demand.
public final class FakeClamd implements AutoCloseable {

    /// Files that contain this are infected.
    public static final String MARKER = "juhui-test-malware";

    public enum Mood {
        HONEST,
        /// Hangs up as soon as somebody calls.
        AWAY,
        /// Takes everything and says nothing.
        SILENT,
        /// Stops reading after the first chunk: the file is too long.
        FULL,
        TALKING_NONSENSE,
        NEVER_ENDING
    }

    private static final Duration GOING = Duration.ofSeconds(10);

    private final ServerSocket server;
    private final Thread serving;
    private final List<byte[]> scanned = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.HONEST;

    public FakeClamd() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serving = Thread.ofVirtual().start(this::serve);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void is(Mood now) {
        mood = now;
    }

    /// The files that came in whole.
    public List<byte[]> scanned() {
        return List.copyOf(scanned);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            switch (mood) {
                case AWAY -> {}
                case HONEST -> say(socket, verdict(file(socket)));
                case SILENT -> {
                    file(socket);
                    awaitHangUp(socket);
                }
                case FULL -> {
                    var in = new DataInputStream(socket.getInputStream());
                    command(in);
                    in.readNBytes(in.readInt());
                    say(socket, "INSTREAM size limit exceeded. ERROR\0");
                    in.transferTo(OutputStream.nullOutputStream());
                }
                case TALKING_NONSENSE -> {
                    file(socket);
                    say(socket, "HTTP/1.1 400 Bad Request\n");
                }
                case NEVER_ENDING -> {
                    file(socket);
                    while (!socket.isClosed()) {
                        say(socket, "stream: stream: stream: ");
                    }
                }
            }
        } catch (IOException e) {
            // The other side hung up, as some of the moods make it do.
        }
    }

    private static void command(DataInputStream in) throws IOException {
        var command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
        if (!command.equals("zINSTREAM\0")) {
            throw new IOException("Not a command: " + command);
        }
    }

    private byte[] file(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        command(in);
        var file = new ByteArrayOutputStream();
        for (int length = in.readInt(); length != 0; length = in.readInt()) {
            file.writeBytes(in.readNBytes(length));
        }
        scanned.add(file.toByteArray());
        return file.toByteArray();
    }

    private static String verdict(byte[] file) {
        var text = new String(file, StandardCharsets.ISO_8859_1);
        return text.contains(MARKER) ? "stream: Juhui.Test.UNOFFICIAL FOUND\0" : "stream: OK\0";
    }

    private static void say(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write(Files.ascii(answer));
        socket.getOutputStream().flush();
    }

    private static void awaitHangUp(Socket socket) throws IOException {
        socket.getInputStream().read();
    }

    /// A thread parked in `accept` keeps the socket listening until it wakes, and may take one more call: so it is waited for.
    @Override
    public void close() throws IOException {
        server.close();
        try {
            if (!serving.join(GOING)) {
                throw new IOException("The fake daemon still listens");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the fake daemon ended", e);
        }
    }
}
