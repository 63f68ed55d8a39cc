package cn.juhui.notification.adapter.messaging.letter;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.application.letter.LetterMeters;
import cn.juhui.notification.application.letter.Letters;
import cn.juhui.notification.domain.letter.DeadLetter;
import cn.juhui.notification.domain.letter.DeadLetter.Header;
import cn.juhui.notification.domain.letter.DeadLetter.Origin;
import cn.juhui.notification.domain.letter.DeadLetter.Shown;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.messaging.DeadLetters;
import cn.juhui.platform.messaging.replay.ReplayedRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.KafkaHeaders;

/// Keeps what comes in from the dead-letter topics of all services, each once. Whatever it is, it can be kept: nothing of it has to be readable.
public final class LetterReader implements MessageListener<byte[], byte[]> {

    /// Added by the service that gave the record up, beside the reason.
    private static final String ADDED = "kafka_dlt-";

    private static final int MOST_HEADERS = 60;

    /// Dead-letter topic → the topic and the service that gave up.
    private static final Map<String, Box> BOXES = boxes();

    private final Letters letters;
    private final LetterMeters meters;

    public LetterReader(Letters letters, LetterMeters meters) {
        this.letters = letters;
        this.meters = meters;
    }

    private record Box(String topic, String service) {}

    private static Map<String, Box> boxes() {
        var boxes = new TreeMap<String, Box>();
        Topics.LISTENERS.forEach((topic, services) ->
                services.forEach(service ->
                        boxes.put(Topics.deadLetters(topic, service), new Box(topic, service))));
        return boxes;
    }

    /// The topics to read.
    public static List<String> topics() {
        return List.copyOf(BOXES.keySet());
    }

    @Override
    public void onMessage(ConsumerRecord<byte[], byte[]> letter) {
        var box = BOXES.get(letter.topic());
        if (box == null) {
            throw new IllegalStateException("Nobody asked for " + letter.topic());
        }
        var place = "%s-%d@%d".formatted(letter.topic(), letter.partition(), letter.offset());
        if (letters.keep(read(letter, box), place, exact(letter, box))) {
            meters.count(box.service(), "RECEIVED");
        }
    }

    private static DeadLetter read(ConsumerRecord<byte[], byte[]> letter, Box box) {
        var reason = text(letter, DeadLetters.REASON);
        return new DeadLetter(
                Ids.next("dlt"),
                box.service(),
                new Origin(
                        box.topic(),
                        partition(letter),
                        offset(letter),
                        Instant.ofEpochMilli(
                                number(
                                        letter,
                                        KafkaHeaders.DLT_ORIGINAL_TIMESTAMP,
                                        letter.timestamp()))),
                new Shown(
                        Masking.attribute(header(letter, "ce_type")),
                        Masking.attribute(header(letter, "ce_subject")),
                        Masking.attribute(header(letter, "ce_id")),
                        Masking.bytes(letter.key()),
                        shown(letter),
                        Masking.body(letter.value()),
                        letter.value() == null ? 0 : letter.value().length),
                reason == null ? "" : Masking.sentence(reason),
                Instant.ofEpochMilli(letter.timestamp()),
                DeadLetter.State.OPEN,
                List.of(),
                null);
    }

    private static List<Header> shown(ConsumerRecord<byte[], byte[]> letter) {
        var shown = new ArrayList<Header>();
        for (var header : letter.headers()) {
            if (isOwn(header.key()) && shown.size() < MOST_HEADERS) {
                var value = Masking.bytes(header.value());
                shown.add(new Header(Masking.text(header.key()), value == null ? "" : value));
            }
        }
        return shown;
    }

    private static ReplayedRecord exact(ConsumerRecord<byte[], byte[]> letter, Box box) {
        var headers = new ArrayList<ReplayedRecord.Header>();
        for (var header : letter.headers()) {
            if (isOwn(header.key())) {
                headers.add(new ReplayedRecord.Header(header.key(), header.value()));
            }
        }
        return new ReplayedRecord(
                box.topic(),
                partition(letter),
                offset(letter),
                number(letter, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, letter.timestamp()),
                letter.key(),
                letter.value(),
                headers);
    }

    /// Whether the record had it before it was given up.
    private static boolean isOwn(String name) {
        return !name.startsWith(ADDED) && !name.equals(DeadLetters.REASON);
    }

    private static int partition(ConsumerRecord<byte[], byte[]> letter) {
        var bytes = header(letter, KafkaHeaders.DLT_ORIGINAL_PARTITION);
        return bytes == null || bytes.length != Integer.BYTES
                ? letter.partition()
                : ByteBuffer.wrap(bytes).getInt();
    }

    private static long offset(ConsumerRecord<byte[], byte[]> letter) {
        return number(letter, KafkaHeaders.DLT_ORIGINAL_OFFSET, 0);
    }

    private static long number(
            ConsumerRecord<byte[], byte[]> letter, String header, long otherwise) {
        var bytes = header(letter, header);
        return bytes == null || bytes.length != Long.BYTES
                ? otherwise
                : ByteBuffer.wrap(bytes).getLong();
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> letter, String name) {
        var value = header(letter, name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
