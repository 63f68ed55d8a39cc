package cn.juhui.embeddedkafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LastWordTest {

    private static final long PATIENCE_SECONDS = 60;

    /// More than a broker needs to start, and less than its log wants to become.
    private static final int FILE_KIBIBYTES = 3_000;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_broker_that_cannot_write_its_log_says_so_before_it_ends_the_process(
            @TempDir Path directory) throws Exception {
        var process =
                new ProcessBuilder(
                                "/bin/bash",
                                "-c",
                                "ulimit -f " + FILE_KIBIBYTES + "; exec \"$@\"",
                                "broker",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Filling.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(process.inputReader().readAllLines()).contains("the last word");
        } finally {
            process.destroyForcibly();
        }
    }

    /// A broker that gets more than fits on its disk.
    static final class Filling {

        private Filling() {}

        public static void main(String[] args) throws Exception {
            EmbeddedKafka.beforeItEndsTheProcess(() -> System.out.println("the last word"));
            var kafka = EmbeddedKafka.start(Path.of(args[0]), "127.0.0.1", 0);
            Map<String, Object> servers = Map.of("bootstrap.servers", kafka.bootstrapServers());
            try (var admin = Admin.create(servers)) {
                var topic = new NewTopic("stories", 1, (short) 1);
                admin.createTopics(List.of(topic)).all().get();
            }
            var bytes = new ByteArraySerializer();
            try (var producer = new KafkaProducer<>(servers, bytes, bytes)) {
                while (true) {
                    producer.send(new ProducerRecord<>("stories", new byte[10_000])).get();
                }
            }
        }
    }
}
