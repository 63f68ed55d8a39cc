package cn.juhui.standalone.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Tells the audience what happens, in Chinese and in English.
final class Narrator {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final PrintStream out;
    private int step;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void chapter(String chinese, String english) {
        step = 0;
        out.println();
        out.println("━━ " + chinese + " · " + english);
    }

    void step(String chinese, String english) {
        out.println();
        out.printf("%d. %s%n   %s%n", ++step, chinese, english);
    }

    void fact(String name, String value) {
        out.println("     " + name + ": " + value);
    }

    /// The case's history as its customer sees it.
    void history(JsonNode page) {
        out.println("     以下为北京时间 · times are Beijing time");
        for (JsonNode entry : page.path("data")) {
            out.printf(
                    "     %2d  %s  %-9s %s%n",
                    entry.path("seq").asInt(),
                    time(entry.path("at").asString()),
                    entry.path("actor").path("role").asString(),
                    entry.path("text").asString());
        }
    }

    void notifications(String who, JsonNode page, String refundId) {
        for (JsonNode message : page.path("data")) {
            if (refundId.equals(message.path("refundId").asString())) {
                out.println(
                        "     → "
                                + who
                                + ": "
                                + message.path("title").asString()
                                + " — "
                                + message.path("text").asString());
            }
        }
    }

    /// As people in Beijing read it; what is no instant stays as it is.
    static String time(String instant) {
        try {
            return TIME.format(Instant.parse(instant));
        } catch (DateTimeParseException e) {
            return instant;
        }
    }

    static String yuan(JsonNode money) {
        long fen = money.path("value").asLong();
        return String.format(Locale.ROOT, "¥%d.%02d", fen / 100, fen % 100);
    }
}
