package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.support.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who can read everything, and write to one topic with a plain Kafka client. Some of what it writes claims to be told again, also under
/// the id of a real record.
final class Liar {

    private static final long FAR = 1_000_000_000_000_000L;
    private static final List<String> NO_CALENDAR =
            List.of("+1000000000-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "yesterday", "");

    private final String kafka;
    private final String topic;
    private final List<Lie> lies;
    private final RandomGenerator chance;
    private final List<String> told = new ArrayList<>();

    /// @param lies those of them that are for this topic
    Liar(String kafka, String topic, List<Lie> lies, RandomGenerator chance) {
        this.kafka = kafka;
        this.topic = topic;
        this.lies = lies.stream().filter(lie -> lie.isFor(topic)).toList();
        this.chance = chance;
    }

    /// Tells some lies about what is going on.
    void lies(List<Deal> deals, int times) {
        if (lies.isEmpty()) {
            return;
        }
        var real = realOnes();
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (int i = 0; i < times; i++) {
            var lie = lies.get(chance.nextInt(lies.size()));
            var record =
                    lie.types().isEmpty()
                            ? fromReal(lie, real)
                            : about(lie, deals.get(chance.nextInt(deals.size())), real);
            if (record != null) {
                record.headers().add(Histories.LIE, new byte[0]);
                told.add("%s: %s".formatted(lie, shown(record)));
                records.add(record);
            }
        }
        Topic.write(kafka, records);
    }

    private List<ConsumerRecord<String, byte[]>> realOnes() {
        return Topic.read(kafka, topic).stream()
                .filter(r -> r.headers().lastHeader(Histories.LIE) == null)
                .toList();
    }

    // Of a case

    private @Nullable ProducerRecord<String, byte[]> about(
            Lie lie, Deal deal, List<ConsumerRecord<String, byte[]>> real) {
        var cases = deal.cases();
        if (cases.isEmpty()) {
            return null;
        }
        var refundId = cases.get(chance.nextInt(cases.size()));
        var seen = Phone.get(deal.agent(), "/v1/refunds/" + refundId).expect(200).json();
        if (lie == Lie.NO_CASE) {
            refundId = "rfd_" + UUID.randomUUID().toString().replace("-", "");
        }
        var type = lie.types().get(chance.nextInt(lie.types().size()));
        var data = example(type);
        tell(data, deal, refundId, seen);
        embellish(lie, data, refundId, seen);
        var subject = type.startsWith("order.") ? deal.orderId : refundId;
        if (type.startsWith("payout.")) {
            subject = data.path("payoutId").asString();
        }
        var sequence = lie == Lie.NO_CASE ? 1 : sequence(subject, real);
        var record = record(type, subject, sequence, deal.merchantId, json(data));
        if (chance.nextInt(4) == 0) {
            record.headers().add("juhui_again", new byte[] {'1'});
        }
        return record;
    }

    /// The right names everywhere.
    private static void tell(ObjectNode data, Deal deal, String refundId, JsonNode seen) {
        var payoutId = refundId.replace("rfd_", "pay_");
        var facts =
                Map.of(
                        "refundId",
                        refundId,
                        "orderId",
                        deal.orderId,
                        "orderNo",
                        deal.orderNo,
                        "customerId",
                        deal.customerId,
                        "merchantId",
                        deal.merchantId,
                        "payoutId",
                        payoutId,
                        "payoutNo",
                        payoutId + "-1",
                        "channelTransactionId",
                        deal.transaction());
        facts.forEach((name, value) -> {
            if (data.has(name)) {
                data.put(name, value);
            }
        });
        if (data.has("cardIds")) {
            data.set("cardIds", seen.path("cardIds"));
        }
        for (var amount : List.of("amount", "requestedAmount", "ceiling")) {
            if (data.has(amount)) {
                data.set(amount, seen.path("requested"));
            }
        }
    }

    private void embellish(Lie lie, ObjectNode data, String refundId, JsonNode seen) {
        var requested = seen.at("/requested/value").asLong();
        if (data.has("amount") && chance.nextInt(3) > 0) {
            var amounts = List.of(1L, requested * 2, requested * 1000);
            data.putPOJO("amount", Steps.cny(amounts.get(chance.nextInt(amounts.size()))));
        }
        switch (lie) {
            case VOID -> {
                if (chance.nextInt(3) == 0) {
                    data.put("channelTransactionId", "T-of-the-liar");
                }
            }
            case HOLD -> {
                if (data.has("route")) {
                    data.put("route", "EXPRESS");
                }
            }
            case ACCOUNT -> namedAccount(refundId).ifPresent(ref -> data.put("accountRef", ref));
            case APPROVAL,
                    NO_CASE,
                    SETTLED,
                    ENDED,
                    STOP,
                    PAID,
                    NOT_PAID,
                    SAID,
                    CHANGED,
                    FAR_AHEAD,
                    NONSENSE -> {}
        }
    }

    /// What a customer named and no agent accepted yet, as the topic tells it.
    private java.util.Optional<String> namedAccount(String refundId) {
        return realOnes().stream()
                .filter(r -> refundId.equals(r.key()))
                .filter(r -> Topic.header(r, "ce_type").equals("refund.replacement_account_named"))
                .map(r -> JsonMapper.shared().readTree(r.value()).path("accountRef").asString(""))
                .filter(ref -> !ref.isEmpty())
                .reduce((_, last) -> last);
    }

    /// The next one, the last one or one a little ahead.
    private long sequence(String subject, List<ConsumerRecord<String, byte[]>> real) {
        var last =
                real.stream()
                        .filter(r -> subject.equals(r.key()))
                        .mapToLong(r -> Long.parseLong(Topic.header(r, "ce_sequence")))
                        .max()
                        .orElse(0);
        return switch (chance.nextInt(4)) {
            case 0 -> Math.max(1, last);
            case 1 -> last + 2 + chance.nextInt(5);
            default -> last + 1;
        };
    }

    // Of real records

    private @Nullable ProducerRecord<String, byte[]> fromReal(
            Lie lie, List<ConsumerRecord<String, byte[]>> real) {
        if (real.isEmpty()) {
            return null;
        }
        var recent = Math.max(0, real.size() - 60);
        var one = real.get(recent + chance.nextInt(real.size() - recent));
        var data = (ObjectNode) JsonMapper.shared().readTree(one.value());
        var type = Topic.header(one, "ce_type");
        var merchant = Topic.header(one, "ce_merchantid");
        var sequence = Long.parseLong(Topic.header(one, "ce_sequence"));
        return switch (lie) {
            case CHANGED -> {
                change(data);
                var record = record(type, one.key(), sequence, merchant, json(data));
                if (chance.nextBoolean()) {
                    record.headers().remove("ce_id").add(one.headers().lastHeader("ce_id"));
                    record.headers().add("juhui_again", new byte[] {'1'});
                }
                yield record;
            }
            case FAR_AHEAD -> record(type, one.key(), FAR, merchant, json(data));
            default -> nonsense(type, one.key(), sequence + 1, merchant, data);
        };
    }

    private void change(ObjectNode data) {
        if (data.has("amount")) {
            data.putPOJO("amount", Steps.cny(1 + chance.nextLong(1_000_000)));
        }
        if (data.has("customerId")) {
            data.put("customerId", "cus_liar");
        }
        if (data.has("channelTransactionId")) {
            data.put("channelTransactionId", "T-of-the-liar");
        }
    }

    private ProducerRecord<String, byte[]> nonsense(
            String type, String key, long sequence, String merchant, ObjectNode data) {
        var when = NO_CALENDAR.get(chance.nextInt(NO_CALENDAR.size()));
        return switch (chance.nextInt(6)) {
            case 0 -> record(type, "", sequence, merchant, json(data));
            case 1 ->
                    record(
                            type,
                            key,
                            sequence,
                            merchant,
                            "{\"amount\": ".getBytes(StandardCharsets.UTF_8));
            case 2 -> record(type, key, -sequence, merchant, json(data));
            case 3 -> new ProducerRecord<>(topic, key, null);
            case 4 -> {
                var record = record(type, key, sequence, merchant, json(data));
                record.headers().remove("ce_time");
                record.headers().add("ce_time", when.getBytes(StandardCharsets.UTF_8));
                yield record;
            }
            default -> {
                data.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(name -> name.endsWith("At"))
                        .toList()
                        .forEach(name -> data.put(name, when));
                yield record(type, key, sequence, merchant, json(data));
            }
        };
    }

    // Their form

    private ProducerRecord<String, byte[]> record(
            String type, String subject, long sequence, String merchant, byte[] data) {
        var record = new ProducerRecord<String, byte[]>(topic, subject, data);
        var source = "/" + type.substring(0, type.indexOf('.')) + "-service";
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        "evt_" + UUID.randomUUID().toString().replace("-", ""),
                        "ce_source",
                        source,
                        "ce_type",
                        type,
                        "ce_subject",
                        subject,
                        "ce_time",
                        "2026-11-28T00:00:00Z",
                        "ce_dataschema",
                        "urn:juhui:schema:" + type,
                        "ce_sequence",
                        Long.toString(sequence),
                        "ce_merchantid",
                        merchant,
                        "content-type",
                        "application/json")
                .forEach((name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static ObjectNode example(String type) {
        var name = "/examples/" + type + ".json";
        try (var json = Lie.class.getResourceAsStream(name)) {
            return (ObjectNode)
                    JsonMapper.shared().readTree(java.util.Objects.requireNonNull(json));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] json(ObjectNode data) {
        return JsonMapper.shared().writeValueAsBytes(data);
    }

    private static String shown(ProducerRecord<String, byte[]> record) {
        var type = record.headers().lastHeader("ce_type");
        var sequence = record.headers().lastHeader("ce_sequence");
        return "%s %s of %s: %s"
                .formatted(
                        type == null ? "no type" : text(type.value()),
                        sequence == null ? "" : text(sequence.value()),
                        record.key(),
                        record.value() == null ? "nothing" : text(record.value()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "a liar on " + topic + ":\n    " + String.join("\n    ", told);
    }
}
