package cn.juhui.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Who listens on a port, as far as Linux tells this user; nobody knows elsewhere.
final class PortOwner {

    private static final String LISTENING = "0A";

    private PortOwner() {}

    /// A process.
    record Holder(long pid, Optional<String> program) {

        @Override
        public String toString() {
            return pid + program.map(name -> " " + name).orElse("");
        }
    }

    static Optional<Holder> of(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            sockets.addAll(sockets(Path.of(table), port));
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holdsOne(process, sockets))
                .findFirst()
                .map(process -> new Holder(process.pid(), process.info().command()));
    }

    /// Columns of the table: 1 local address `hex:hex`, 3 state, 9 inode.
    private static Set<String> sockets(Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> sockets = new HashSet<>();
        try {
            for (String line : Files.readAllLines(table)) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > 9
                        && columns[1].endsWith(suffix)
                        && columns[3].equals(LISTENING)) {
                    sockets.add("socket:[" + columns[9] + "]");
                }
            }
        } catch (IOException notLinux) {
            return Set.of();
        }
        return sockets;
    }

    private static boolean holdsOne(ProcessHandle process, Set<String> sockets) {
        try (Stream<Path> files =
                Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return files.anyMatch(file -> isOneOf(file, sockets));
        } catch (IOException othersBusiness) {
            return false;
        }
    }

    private static boolean isOneOf(Path file, Set<String> sockets) {
        try {
            return sockets.contains(Files.readSymbolicLink(file).toString());
        } catch (IOException gone) {
            return false;
        }
    }
}
