package cn.juhui.platform.messaging.poll;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/// Hands what a poll brought to a listener as it is: [EventReader] reads only what somebody listens to.
public final class RawRecords implements BatchMessageConverter {

    @Override
    public Message<?> toMessage(
            List<ConsumerRecord<?, ?>> records,
            @Nullable Acknowledgment acknowledgment,
            @Nullable Consumer<?, ?> consumer,
            @Nullable Type payloadType) {
        var group = KafkaUtils.getConsumerGroupId();
        return new GenericMessage<>(
                records, group == null ? Map.of() : Map.of(KafkaHeaders.GROUP_ID, group));
    }

    /// @throws UnsupportedOperationException always: events are sent by [EventSender]
    @Override
    public List<ProducerRecord<?, ?>> fromMessage(Message<?> message, String defaultTopic) {
        throw new UnsupportedOperationException("Events are not sent this way");
    }
}
