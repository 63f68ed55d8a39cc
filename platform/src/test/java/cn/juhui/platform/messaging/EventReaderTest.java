package cn.juhui.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutIds;
import cn.juhui.contracts.payout.PayoutSubmitted;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.RefundRequested;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.resilience.Outages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final String FAR = "+1000000000-12-31T23:59:59Z";

    private final Map<String, String> headers =
            new HashMap<>(
                    Map.of(
                            "ce_id", "evt_1",
                            "ce_subject", "pay_1",
                            "ce_sequence", "3",
                            "ce_time", "2026-11-24T08:00:00Z",
                            "ce_merchantid", "mer_1"));

    private final Map<String, Object> data =
            StateMapper.toTree(
                    new PayoutSubmitted(
                            new PayoutIds(
                                    new PayoutId("pay_1"),
                                    new RefundId("rfd_1"),
                                    new OrderId("ord_1"),
                                    new CustomerId("alice@example.com"),
                                    new MerchantId("mer_1")),
                            Money.cny(9900),
                            PaymentChannel.ALIPAY,
                            "pay_1-1",
                            "2026112422001/7+a==",
                            Instant.parse("2026-11-24T10:00:00Z"),
                            null));

    private ReceivedEvent<PayoutSubmitted> read() {
        return read(StateMapper.toJson(data));
    }

    private ReceivedEvent<PayoutSubmitted> read(byte[] json) {
        var record =
                new ConsumerRecord<>(
                        Topics.PAYOUTS, 0, 0L, "pay_1".getBytes(StandardCharsets.UTF_8), json);
        headers.forEach((name, value) ->
                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new EventReader().read(record, PayoutSubmitted.class, false);
    }

    private void refuses(String reason) {
        assertThatThrownBy(this::read)
                .isInstanceOf(UnprocessableRecordException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void an_event_within_the_bounds_is_read() {
        assertThat(read().event().expectedArrivalAt()).isEqualTo("2026-11-24T10:00:00Z");
    }

    @Nested
    class Attributes {

        @ParameterizedTest
        @CsvSource({
            "ce_subject, '', ce_subject is no id",
            "ce_subject, pay.1, ce_subject is no id",
            "ce_subject, $pay, ce_subject is no id",
            "ce_id, '', ce_id is no id",
            "ce_merchantid, '', ce_merchantid is no id",
            "ce_sequence, 0, ce_sequence is below 1",
            "ce_sequence, 1000000000000000, ce_sequence is above 1000000",
            "ce_sequence, three, Ill-formed attribute",
            "ce_sequence, 9223372036854775808, Ill-formed attribute",
            "ce_time, 1999-12-31T23:59:59Z, ce_time is not between",
            "ce_time, " + FAR + ", ce_time is not between",
            "ce_time, -1000000000-01-01T00:00:00Z, ce_time is not between",
            "ce_time, yesterday, Ill-formed attribute"
        })
        void that_nothing_of_ours_can_have_are_refused(String name, String value, String reason) {
            headers.put(name, value);

            refuses(reason);
        }

        @Test
        void that_are_too_long_are_refused() {
            headers.put("ce_subject", "p".repeat(101));

            refuses("ce_subject is no id");
        }

        @Test
        void a_trace_that_is_none_is_nobodys_trace() {
            headers.put("ce_traceparent", "<b>" + "x".repeat(500));

            assertThat(read().traceparent()).isNull();
        }
    }

    @Nested
    class Members {

        @ParameterizedTest
        @CsvSource({
            "expectedArrivalAt, " + FAR + ", expectedArrivalAt is not between",
            "expectedArrivalAt, 1970-01-01T00:00:00Z, expectedArrivalAt is not between",
            "expectedArrivalAt, soon, Not a PayoutSubmitted",
            "refundId, '', refundId is no id",
            "refundId, 'rfd 1', refundId is no id"
        })
        void that_nothing_of_ours_can_hold_are_refused(String name, String value, String reason) {
            data.put(name, value);

            refuses(reason);
        }

        @Test
        void a_word_that_only_a_newer_version_knows_is_waited_for() {
            data.put("channel", "PAYPAL");

            assertThatThrownBy(EventReaderTest.this::read)
                    .isInstanceOf(NewerRecordException.class)
                    .matches(Outages::isBehind);
        }

        @ParameterizedTest
        @ValueSource(longs = {-1, Money.MAX_VALUE + 1, Long.MAX_VALUE})
        void money_out_of_range_is_refused(long value) {
            data.put("amount", Map.of("value", value, "currency", "CNY"));

            refuses("Not a PayoutSubmitted");
        }

        @Test
        void a_member_that_is_missing_deep_within_is_named() {
            data.put("amount", Map.of("value", 1));

            refuses("Not a PayoutSubmitted");
        }

        @Test
        void a_text_too_long_is_refused() {
            data.put("payoutNo", "x".repeat(EventBounds.MAX_TEXT + 1));

            refuses("payoutNo has more than 10000 characters");
        }

        @Test
        void half_a_character_is_refused() {
            var json =
                    new String(StateMapper.toJson(data), StandardCharsets.UTF_8)
                            .replace("pay_1-1", "\\ud83d");

            assertThatThrownBy(() -> read(json.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(UnprocessableRecordException.class)
                    .hasMessage("payoutNo has half a character");
        }

        @ParameterizedTest
        @ValueSource(strings = {"[", "{\"a\":"})
        void nesting_without_end_is_refused(String open) {
            var json = "{\"new\":" + open.repeat(50_000);

            assertThatThrownBy(() -> read(json.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(UnprocessableRecordException.class);
        }

        @Test
        void a_value_too_large_is_refused_unread() {
            assertThatThrownBy(() -> read(new byte[EventBounds.MAX_BYTES + 1]))
                    .isInstanceOf(UnprocessableRecordException.class)
                    .hasMessage("The data has more than 524288 bytes");
        }

        @Test
        void a_list_too_long_or_with_a_hole_is_refused() throws Exception {
            assertThatThrownBy(() -> EventBounds.check(requested(list(1_001))))
                    .hasMessage("cardIds has more than 1000 elements");
            EventBounds.check(requested(list(1_000)));
            assertThatThrownBy(() -> EventBounds.check(requested(List.of("crd_1", "$"))))
                    .hasMessage("cardIds[] is no id");
        }

        private static List<String> list(int size) {
            return java.util.Collections.nCopies(size, "crd_1");
        }

        private static RefundRequested requested(List<String> cardIds) {
            return new RefundRequested(
                    new CaseIds(
                            new RefundId("rfd_1"),
                            new OrderId("ord_1"),
                            "JH1",
                            new CustomerId("alice"),
                            new MerchantId("mer_1")),
                    "点券",
                    cardIds.stream().map(CardId::new).toList(),
                    cn.juhui.contracts.RefundClaim.NOT_RECEIVED,
                    cn.juhui.contracts.RefundReason.UNUSED,
                    "…",
                    null,
                    List.of(),
                    cn.juhui.contracts.Role.CUSTOMER,
                    null,
                    null);
        }
    }
}
