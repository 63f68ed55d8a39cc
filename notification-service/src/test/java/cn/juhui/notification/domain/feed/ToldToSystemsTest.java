package cn.juhui.notification.domain.feed;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Event;
import cn.juhui.contracts.evidence.OrderMessagePosted;
import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.notification.application.feed.FeedEvents;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.messaging.ReceivedEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What of every event there is a merchant's systems are told.
class ToldToSystemsTest {

    /// Decided: nobody's systems are told.
    private static final Set<String> NOT_TOLD =
            Set.of(
                    "refund.loss_recorded",
                    "refund.ruling_proposed",
                    "refund.ruling_returned",
                    "evidence.attached",
                    "evidence.conversation_carried_over",
                    "evidence.conversation_handed_over",
                    "evidence.conversation_settled",
                    "evidence.conversation_taken",
                    "evidence.scanned",
                    "evidence.uploaded",
                    "order.card_use_claimed",
                    "order.card_used",
                    "order.placed",
                    "order.refund_hold_declined",
                    "order.refund_reversed",
                    "order.refund_stopped",
                    "order.refunded",
                    "order.shipped",
                    "payout.abnormal",
                    "payout.failed",
                    "payout.initiated",
                    "payout.paid_twice",
                    "payout.paid_twice_undone",
                    "payout.queried",
                    "payout.retried",
                    "payout.submitted",
                    "payout.unknown");

    /// Members that say where a customer's money goes, who of the platform acted, or which pieces of evidence there are.
    private static final Set<String> NEVER =
            Set.of(
                    "maskedAccount",
                    "accountRef",
                    "account",
                    "holderName",
                    "agentId",
                    "confirmedBy",
                    "evidenceIds",
                    "rechargeAccount",
                    "payerPrint");

    static Stream<String> everyType() {
        return EventTypes.all().keySet().stream();
    }

    private static JsonNode example(String type) throws IOException {
        var name = "examples/" + type + ".json";
        try (var in = ToldToSystemsTest.class.getClassLoader().getResourceAsStream(name)) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in, name));
        }
    }

    private static ReceivedEvent<Event> heard(String type) throws IOException {
        var event =
                StateMapper.fromJson(
                        example(type).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        EventTypes.all().get(type));
        return new ReceivedEvent<>(
                "evt_1", "sub_1", 10, false, Instant.EPOCH, "mer_starcard", null, event);
    }

    @Test
    void somebody_has_decided_about_every_type() {
        var decided = new TreeSet<>(ToldToSystems.types());
        decided.addAll(NOT_TOLD);
        assertThat(decided).isEqualTo(new TreeSet<>(EventTypes.all().keySet()));
        assertThat(ToldToSystems.types()).doesNotContainAnyElementsOf(NOT_TOLD);
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void a_merchant_is_told_the_members_that_stand_in_the_table_and_no_others(String type)
            throws IOException {
        var fed = FeedEvents.of(heard(type), "mer_starcard");
        if (NOT_TOLD.contains(type) || type.equals(OrderMessagePosted.TYPE)) {
            assertThat(fed).isEmpty();
            return;
        }
        var sent = JsonMapper.shared().readTree(fed.orElseThrow().json());
        var data = sent.path("data");
        var told = ToldToSystems.membersOf(type);
        assertThat(told).containsAll(data.propertyNames());
        assertThat(data.propertyNames())
                .containsAll(told.stream().filter(member -> has(type, member)).toList());
        assertThat(data.findValuesAsString("merchantId")).containsOnly("mer_starcard");
        NEVER.forEach(member -> assertThat(data.findValues(member)).as(member).isEmpty());
        assertThat(sent.toString()).doesNotContain("6222").doesNotContain("agt_");
    }

    private static boolean has(String type, String member) {
        try {
            return example(type).has(member);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void the_table_names_members_that_there_are(String type) throws IOException {
        var members = ToldToSystems.membersOf(type);
        var schema = "schemas/" + type + ".json";
        try (var in = ToldToSystemsTest.class.getClassLoader().getResourceAsStream(schema)) {
            var properties =
                    JsonMapper.shared()
                            .readTree(Objects.requireNonNull(in, schema))
                            .path("properties");
            assertThat(properties.propertyNames()).containsAll(members);
        }
    }

    @Test
    void a_message_about_an_order_is_told_only_when_the_merchant_sees_it() throws IOException {
        var hidden = (OrderMessagePosted) heard(OrderMessagePosted.TYPE).event();
        for (var sees : new boolean[] {false, true}) {
            var tree = StateMapper.toTree(hidden);
            tree.put("merchantSees", sees);
            var event = StateMapper.fromTree(tree, OrderMessagePosted.class);
            var heard =
                    new ReceivedEvent<>(
                            "evt_1", "cnv_1", 1, false, Instant.EPOCH, "mer_starcard", null, event);
            assertThat(FeedEvents.of(heard, "mer_starcard").isPresent()).isEqualTo(sees);
        }
    }

    @Test
    void what_is_sent_is_a_cloud_event_and_a_standard_webhook() throws IOException {
        var sent =
                JsonMapper.shared()
                        .readTree(
                                FeedEvents.of(heard("refund.completed"), "mer_starcard")
                                        .orElseThrow()
                                        .json());
        assertThat(sent.path("sequence").asString()).isEqualTo("10");
        assertThat(sent.path("sequencetype").asString()).isEqualTo("Integer");
        assertThat(sent.path("timestamp")).isEqualTo(sent.path("time"));
        assertThat(Map.of("source", "/refund-service", "specversion", "1.0"))
                .allSatisfy(
                        (name, value) -> assertThat(sent.path(name).asString()).isEqualTo(value));
    }
}
