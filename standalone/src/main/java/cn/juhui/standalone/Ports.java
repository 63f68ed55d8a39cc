package cn.juhui.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
        Map<Integer, Wanted> seen = new HashMap<>();
        List<Wanted> taken = new ArrayList<>();
        for (Wanted wanted : wanted(settings)) {
            Wanted other = seen.putIfAbsent(wanted.port(), wanted);
            if (other != null) {
                throw new StartRefusedException(
                        "%s 与 %s 不能是同一个端口 · can't be the same port: %d"
                                .formatted(other.variable(), wanted.variable(), wanted.port()));
            }
            if (isTaken(settings.host(), wanted.port())) {
                taken.add(wanted);
            }
        }
        if (!taken.isEmpty()) {
            throw new StartRefusedException(complaint(taken, settings));
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
        for (PlatformPart part : PlatformPart.values()) {
            if (settings.parts().contains(part)) {
                wanted.add(new Wanted(part.title(), settings.port(part), part.portVariable()));
                wanted.add(
                        new Wanted(
                                part.title() + " (management)",
                                settings.managementPort(part),
                                part.managementPortVariable()));
            }
        }
        return wanted;
    }

    /// A sentence in each language, and a line to paste. Who holds several is named once, and they by their numbers.
    private static String complaint(List<Wanted> taken, StandaloneSettings settings) {
        Map<Optional<PortOwner.Holder>, List<Wanted>> byHolder = new LinkedHashMap<>();
        for (Wanted wanted : taken) {
            byHolder.computeIfAbsent(PortOwner.of(wanted.port()), _ -> new ArrayList<>())
                    .add(wanted);
        }
        List<String> chinese = new ArrayList<>();
        List<String> english = new ArrayList<>();
        byHolder.forEach((holder, held) -> {
            chinese.add(
                    "%s%s）"
                            .formatted(
                                    which(held, "、", "（", "，"),
                                    holder.map(h -> "进程 " + h).orElse("其他进程")));
            english.add(
                    "%sby %s)"
                            .formatted(
                                    which(held, ", ", " (", ", "),
                                    holder.map(h -> "process " + h).orElse("another process")));
        });
        return """
        端口已被占用：%s。请停止占用的进程，或换用其他端口。
        Ports are taken: %s. Stop who holds them, or take other ports:
          %s\
        """
                .formatted(
                        String.join("、", chinese),
                        String.join(", ", english),
                        remedy(taken, settings));
    }

    private static String which(List<Wanted> held, String between, String open, String comma) {
        if (held.size() == 1) {
            Wanted one = held.getFirst();
            return one.port() + open + one.title() + comma + one.variable() + comma;
        }
        return held.stream().map(one -> "" + one.port()).collect(Collectors.joining(between))
                + open;
    }

    /// All ports at once, where none of the taken ones was named itself.
    private static String remedy(List<Wanted> taken, StandaloneSettings settings) {
        if (taken.stream().noneMatch(wanted -> settings.isOutside(wanted.variable()))) {
            for (int base = 18_000; base < 60_000; base += 10_000) {
                if (wanted(settings.movedTo(base)).stream()
                        .noneMatch(wanted -> isTaken(settings.host(), wanted.port()))) {
                    return "JUHUI_PORT_BASE=%d ./juhui up".formatted(base);
                }
            }
        }
        return taken.stream()
                .map(wanted -> wanted.variable() + "=" + another(settings, wanted.port()))
                .collect(Collectors.joining(" ", "", " ./juhui up"));
    }

    private static int another(StandaloneSettings settings, int port) {
        int other = port;
        do {
            other = other < 55_536 ? other + 10_000 : other - 49_999;
        } while (isTaken(settings.host(), other));
        return other;
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
