package cn.juhui.standalone;

import cn.juhui.gateway.console.ConsoleFiles;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the user sees when all is up: where to go, what runs, how long it took, how it ends.
record Welcome(StandaloneSettings settings, Standalone platform) {

    void print(Progress progress) {
        progress.say(text(progress.seconds()));
    }

    /// @param seconds how long it took
    String text(double seconds) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("就绪，用时 %1$.1f 秒 · Ready in %1$.1f s".formatted(seconds));
        lines.add("");
        boolean hasGateway = settings.parts().contains(PlatformPart.GATEWAY);
        if (hasGateway) {
            if (ConsoleFiles.areBuilt()) {
                lines.add(line("Console · 工作台", "%s/console/", platform.url()));
            }
            lines.add(line("API and documents", "%1$s  (browse: %1$s/docs)", platform.url()));
            lines.add(line("For operators", "%s/operations", platform.url()));
        }
        if (settings.parts().size() < PlatformPart.values().length) {
            lines.add(line("Services", "%s", services()));
        }
        lines.add(line("Kafka", "%s", platform.bootstrapServers()));
        lines.add(
                line(
                        "MongoDB",
                        "%s",
                        settings.isOutside(StandaloneSettings.STORE)
                                ? StandaloneSettings.STORE
                                : platform.mongoUri()));
        lines.add(line("Simulated channel", "%s", platform.channelUrl()));
        lines.add(line("Data", "%s", settings.data()));
        lines.add(line("Log", "%s", System.getProperty("juhui.log", "")));
        lines.add("");
        lines.add(
                hasGateway
                        ? "Next: ./juhui demo (a told walk) · ./juhui token (a token to call with)"
                                + " · ./juhui help"
                        : "Next: start a service with these addresses: docs/configuration.md, One"
                                + " service alone");
        lines.add("Ctrl-C stops it; the data stays. · 按 Ctrl-C 停止，数据会保留。");
        return String.join("\n", lines);
    }

    private String services() {
        return settings.parts().isEmpty()
                ? "none of ours · 没有"
                : Stream.of(PlatformPart.values())
                        .filter(settings.parts()::contains)
                        .map(PlatformPart::title)
                        .collect(Collectors.joining(", "));
    }

    private static String line(String title, String form, Object value) {
        return "  %-18s %s".formatted(title, form.formatted(value));
    }
}
