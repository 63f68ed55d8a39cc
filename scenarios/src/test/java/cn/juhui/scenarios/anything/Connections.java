package cn.juhui.scenarios.anything;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The connections that a server holds, as Linux counts them; none where there is no Linux to ask.
final class Connections {

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /// `ESTABLISHED`, and `CLOSE_WAIT`: the client has left, the server has not.
    private static final Set<String> HELD = Set.of("01", "08");

    private static final int LOCAL = 1;
    private static final int STATE = 3;

    private Connections() {}

    static long at(int port) {
        var end = ":%04X".formatted(port);
        return TABLES.stream()
                .filter(Files::exists)
                .flatMap(table -> lines(table).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[LOCAL].endsWith(end) && HELD.contains(columns[STATE]))
                .count();
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
