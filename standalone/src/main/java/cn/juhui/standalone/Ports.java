package cn.juhui.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Asks for the folder and every port before anything starts, so that what can't be had costs a second and leaves nothing half
/// up.
final class Ports {

    /// @param title who wants to listen, in words
    /// @param variable the environment variable that moves it
    private record Wanted(String title, int port, String variable) {}

    private Ports() {}

    /// @throws StartRefusedException when nothing can be written there
    static void checkFolder(Path data) {
        try {
            Files.createDirectories(data.resolve("log"));
            Files.delete(Files.createTempFile(data, "start", ".tmp"));
        } catch (IOException e) {
            throw new StartRefusedException(
                    """
                    无法写入数据目录 %1$s。
                    Nothing can be written to %1$s. Take another folder: JUHUI_DATA=… ./juhui up\
                    """
                            .formatted(data));
        }
    }

    /// @throws StartRefusedException naming each port that is taken or named twice, who has it, and what to do
    static void check(StandaloneSettings settings) {
        if (isTaken(settings.host(), 0)) {
            throw new StartRefusedException(
                    "JUHUI_HOST=%s 不是本机的地址 · is no address of this machine"
                            .formatted(settings.host()));
        }
        List<String> complaints = new ArrayList<>();
        Map<Integer, Wanted> seen = new HashMap<>();
        for (Wanted wanted : wanted(settings)) {
            Wanted other = seen.putIfAbsent(wanted.port(), wanted);
            if (other != null) {
                complaints.add(
                        "%s 与 %s 不能是同一个端口 · can't be the same port: %d"
                                .formatted(other.variable(), wanted.variable(), wanted.port()));
            } else if (isTaken(settings.host(), wanted.port())) {
                complaints.add(complaint(wanted));
            }
        }
        if (!complaints.isEmpty()) {
            throw new StartRefusedException(String.join(System.lineSeparator(), complaints));
        }
    }

    private static List<Wanted> wanted(StandaloneSettings settings) {
        List<Wanted> wanted = new ArrayList<>();
        if (!settings.isOutside(StandaloneSettings.KAFKA)) {
            wanted.add(new Wanted("Kafka", settings.kafkaPort(), "KAFKA_PORT"));
        }
        if (!settings.isOutside(StandaloneSettings.STORE)) {
            wanted.add(new Wanted("the store", settings.storePort(), "MONGO_PORT"));
        }
        if (!settings.isOutside(StandaloneSettings.CHANNEL)) {
            wanted.add(
                    new Wanted(
                            "the simulated payment channel",
                            settings.channelPort(),
                            "CHANNEL_PORT"));
        }
        for (Part part : Part.values()) {
            if (settings.parts().contains(part)) {
                wanted.add(new Wanted(part.title(), settings.port(part), part.portVariable()));
            }
        }
        return wanted;
    }

    private static String complaint(Wanted wanted) {
        String owner =
                PortOwner.of(wanted.port())
                        .map(process -> " by " + process)
                        .orElse(" by another process");
        return """
        端口 %1$d 已被占用，%2$s 无法启动。
        Port %1$d is taken%3$s, and %2$s needs it. Stop that one, or take another port: %4$s=%5$d ./juhui up\
        """
                .formatted(
                        wanted.port(),
                        wanted.title(),
                        owner,
                        wanted.variable(),
                        another(wanted.port()));
    }

    private static int another(int port) {
        return port < 55_536 ? port + 10_000 : port - 10_000;
    }

    private static boolean isTaken(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }
}
