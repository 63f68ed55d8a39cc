package cn.juhui.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);

    @Test
    void it_is_one_line_in_both_languages_that_says_what_cannot_be_written_and_what_to_do(
            @TempDir Path data) {
        new LastWord(console, data).ofStore("Input/output error");

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains(
                        "存储无法写入 " + data + "（Input/output error）",
                        "the store can't write to " + data + " (Input/output error)",
                        "What was answered is kept",
                        "start it again");
    }

    @Test
    void of_a_broker_it_says_how_much_room_there_is(@TempDir Path data) {
        new LastWord(console, data).ofKafka();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("Kafka无法写入 " + data, "Kafka can't write to " + data)
                .containsPattern("\\d+ MiB 可用")
                .containsPattern("\\d+ MiB free");
    }
}
