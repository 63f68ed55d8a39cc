package cn.juhui.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.evidence.ConversationHandedOver;
import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.contracts.evidence.OrderMessagePosted;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.DeadlineChanged;
import cn.juhui.contracts.refund.EvidenceRequested;
import cn.juhui.contracts.refund.EvidenceSupplied;
import cn.juhui.contracts.refund.MerchantRejected;
import cn.juhui.contracts.refund.PayoutRecorded;
import cn.juhui.contracts.refund.RefundClosed;
import cn.juhui.contracts.refund.RefundDeclined;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.ReplacementAccountVerified;
import cn.juhui.contracts.refund.term.ClosingCause;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.contracts.refund.term.LateMoneyReason;
import cn.juhui.contracts.refund.term.RejectionCode;
import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.notification.domain.NotificationContent;
import cn.juhui.notification.domain.Recipient.Side;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.testkit.Bundles;
import cn.juhui.platform.testkit.HouseRules;
import cn.juhui.platform.testkit.Variants;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseTest {

    private static final String TEXTS = "notification-service-messages";

    static Stream<Class<? extends RefundEvent>> everyRefundEvent() {
        return EventTypes.all().values().stream()
                .filter(RefundEvent.class::isAssignableFrom)
                .map(type -> type.asSubclass(RefundEvent.class));
    }

    private static RefundEvent example(Class<? extends RefundEvent> type) throws IOException {
        var name = "examples/" + EventTypes.nameOf(type) + ".json";
        try (var in = HouseTest.class.getClassLoader().getResourceAsStream(name)) {
            return StateMapper.fromJson(Objects.requireNonNull(in, name).readAllBytes(), type);
        }
    }

    @ParameterizedTest
    @MethodSource("everyRefundEvent")
    void every_event_has_words_for_everybody_who_hears_of_it(Class<? extends RefundEvent> type)
            throws IOException {
        assertHasWords(example(type));
        variants(type).stream().filter(HouseTest::isTold).forEach(HouseTest::assertHasWords);
    }

    /// Only the sides of a case are asked for evidence.
    private static boolean isTold(RefundEvent event) {
        return !(event instanceof EvidenceRequested asked)
                || asked.from() == Role.CUSTOMER
                || asked.from() == Role.MERCHANT;
    }

    private static <E extends RefundEvent> List<E> variants(Class<E> type) throws IOException {
        return Variants.of(type, type.cast(example(type)));
    }

    @Test
    void a_message_from_any_side_has_words_for_all_the_others() {
        for (var from : List.of(Role.CUSTOMER, Role.MERCHANT, Role.AGENT)) {
            var message = message(from, "在吗");
            var news = NotificationContent.of(message);
            assertThat(news.audience())
                    .hasSize(2)
                    .noneMatch(side -> side.name().equals(from.name()));
            assertHasWords(news, "1");
        }
    }

    @Test
    void a_message_about_an_order_is_told_to_the_merchant_only_when_it_is_for_its_eyes() {
        for (var from : List.of(Role.CUSTOMER, Role.MERCHANT, Role.AGENT)) {
            var seen = NotificationContent.of(orderMessage(from, true));
            assertThat(seen.audience()).hasSize(2);
            assertHasWords(seen, "1");
            assertThat(NotificationContent.of(orderMessage(from, false)).audience())
                    .doesNotContain(Side.MERCHANT);
        }
    }

    private static OrderMessagePosted orderMessage(Role from, boolean merchantSees) {
        return new OrderMessagePosted(
                "msg_1",
                new OrderId("ord_1"),
                "1",
                new CustomerId("c"),
                new MerchantId("m"),
                from,
                "在吗",
                List.of(),
                merchantSees,
                "agt_1");
    }

    @Test
    void who_gets_a_conversation_hears_of_it_and_the_queue_hears_nothing() {
        for (var text : new @Nullable String[] {null, "等商家"}) {
            var news = NotificationContent.of(handOver("agt_2", text));
            assertThat(news.audience()).containsExactly(Side.AGENT);
            assertHasWords(news, "1");
        }
        assertThat(NotificationContent.of(handOver(null, "忙不过来")).audience()).isEmpty();
    }

    private static ConversationHandedOver handOver(@Nullable String to, @Nullable String text) {
        return new ConversationHandedOver(
                new OrderId("ord_1"),
                "1",
                new CustomerId("c"),
                new MerchantId("m"),
                "agt_1",
                to,
                text);
    }

    @Test
    void the_news_of_a_long_message_is_its_beginning() {
        var news = NotificationContent.of(message(Role.CUSTOMER, "👍".repeat(201)));
        assertThat(news.text()).isEqualTo("👍".repeat(200) + "…");
    }

    private static MessagePosted message(Role from, String text) {
        return new MessagePosted(
                "msg_1",
                new RefundId("rfd_1"),
                new CustomerId("c"),
                new MerchantId("m"),
                from,
                text,
                List.of(),
                new OrderId("ord_1"),
                "1",
                "agt_1");
    }

    @Test
    void every_state_of_a_payout_that_is_told_has_words() {
        for (var state : new String[] {"PENDING", "FAILED", "ABNORMAL", "REVERSED", "UNKNOWN"}) {
            var event =
                    StateMapper.fromTree(
                            new HashMap<>(
                                    Map.of(
                                            "refundId",
                                            "rfd_1",
                                            "orderId",
                                            "ord_1",
                                            "orderNo",
                                            "1",
                                            "customerId",
                                            "c",
                                            "merchantId",
                                            "m",
                                            "payoutId",
                                            "pay_1",
                                            "state",
                                            state,
                                            "channel",
                                            "ALIPAY")),
                            PayoutRecorded.class);
            assertHasWords(event);
            assertThat(NotificationContent.of(event).audience().isEmpty())
                    .isEqualTo(state.equals("UNKNOWN"));
            assertThat(NotificationContent.of(event).audience().contains(Side.MERCHANT))
                    .isEqualTo(state.equals("REVERSED"));
        }
    }

    @Test
    void a_closed_case_says_why() {
        for (var cause : List.of("APPEAL_WINDOW_OVER", "EVIDENCE_NEVER_CAME", "PLATFORM_REFUSED")) {
            var closed =
                    new RefundClosed(
                            new CaseIds(
                                    new RefundId("r"),
                                    new OrderId("o"),
                                    "1",
                                    new CustomerId("c"),
                                    new MerchantId("m")),
                            ClosingCause.valueOf(cause));
            assertThat(NotificationContent.of(closed).key()).isEqualTo("refund.closed." + cause);
            assertHasWords(closed);
        }
        assertHasWords(
                new RefundClosed(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        ClosingCause.UNRECOGNIZED));
    }

    @Test
    void a_rejection_says_what_can_be_done() {
        var until = Instant.parse("2026-11-24T01:00:00Z");
        assertThat(rejected("CARD_USED", until)).isEqualTo("refund.merchant_rejected");
        assertThat(rejected("CARD_USED", null)).isEqualTo("refund.merchant_rejected.final");
        assertThat(rejected("INSUFFICIENT_EVIDENCE", until))
                .isEqualTo("refund.merchant_rejected.evidence");
    }

    private static String rejected(String code, @Nullable Instant until) {
        var event =
                new MerchantRejected(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        RejectionCode.valueOf(code),
                        "x",
                        until);
        assertHasWords(event);
        return NotificationContent.of(event).key();
    }

    @Test
    void what_was_approved_and_not_paid_was_not_declined() {
        var rule = new RuleOutcome("R8", RuleOutcome.Outcome.BLOCKED, "CARD_USED_MEANWHILE", null);
        var declined =
                new RefundDeclined(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        List.of(rule));
        assertThat(NotificationContent.of(declined).key()).isEqualTo("refund.declined.approved");
        assertHasWords(declined);
    }

    @Test
    void a_statement_without_evidence_is_a_statement() {
        var said =
                new EvidenceSupplied(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        List.of(),
                        "商家不回复");
        assertThat(NotificationContent.of(said).key()).isEqualTo("refund.evidence_supplied.none");
        assertHasWords(said);
    }

    @Test
    void every_deadline_that_somebody_must_hear_of_has_words() {
        assertTold("REMINDER", false, Side.MERCHANT);
        assertTold("ACCOUNT", true, Side.CUSTOMER, Side.PLATFORM);
        assertTold("PAYOUT", true, Side.PLATFORM);
        assertTold("INTERVENTION", true, Side.PLATFORM);
        assertTold("EVIDENCE_REMINDER", false, Side.CUSTOMER);
        assertTold("INTERVENTION_REMINDER", false, Side.PLATFORM);
        assertTold("EVIDENCE", true, Side.CUSTOMER, Side.MERCHANT);
        assertTold("HOLD", true);
        assertTold("PAYOUT", false);
        assertTold("REVIEW", false);
    }

    @Test
    void an_agent_hears_that_the_evidence_they_asked_for_never_came() {
        var at = Instant.parse("2026-11-24T01:00:00Z");
        var event =
                new DeadlineChanged(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        DeadlineKind.EVIDENCE,
                        at,
                        null,
                        true);
        assertHasWords(event);
        assertThat(NotificationContent.of(event).audience()).containsExactly(Side.PLATFORM);
    }

    @Test
    void a_customer_hears_why_money_is_late_and_when_to_expect_it() {
        var at = Instant.parse("2026-11-24T01:30:00Z");
        for (var why : List.of("NOT_SENT", "WITH_CHANNEL", "ANSWER_UNKNOWN", "CHANNEL_REFUSED")) {
            var event =
                    new DeadlineChanged(
                            new CaseIds(
                                    new RefundId("r"),
                                    new OrderId("o"),
                                    "1",
                                    new CustomerId("c"),
                                    new MerchantId("m")),
                            DeadlineKind.PAYOUT,
                            at,
                            at,
                            true,
                            LateMoneyReason.valueOf(why));
            assertHasWords(event);
            assertThat(NotificationContent.of(event).audience())
                    .containsExactlyInAnyOrder(Side.CUSTOMER, Side.PLATFORM);
            assertThat(NotificationContent.of(event).text()).isEqualTo("2026-11-24 09:30");
        }
    }

    private static void assertTold(String what, boolean missed, Side... sides) {
        var at = Instant.parse("2026-11-24T01:00:00Z");
        var event =
                new DeadlineChanged(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        DeadlineKind.valueOf(what),
                        at,
                        at,
                        missed);
        assertHasWords(event);
        assertThat(NotificationContent.of(event).audience()).containsExactlyInAnyOrder(sides);
    }

    @Test
    void an_account_has_words_at_every_step() {
        assertHasWords(
                new ReplacementAccountVerified(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        true,
                        "x",
                        true,
                        null));
        assertHasWords(
                new ReplacementAccountVerified(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        false,
                        "x",
                        null,
                        null));
        assertHasWords(
                new ReplacementAccountVerified(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        true,
                        "x",
                        false,
                        "a"));
    }

    private static void assertHasWords(RefundEvent event) {
        assertHasWords(NotificationContent.of(event), event.orderNo());
    }

    private static void assertHasWords(NotificationContent news, String orderNo) {
        var texts = Bundles.load(TEXTS + ".properties");
        assertThat(news.arguments(orderNo)).hasSize(4);
        for (var side : news.audience()) {
            var sentence =
                    "notification." + news.key() + "." + side.name().toLowerCase(Locale.ROOT);
            assertThat(texts.getProperty(sentence + ".title")).as(sentence).isNotBlank();
            assertThat(texts.getProperty(sentence + ".text")).as(sentence).isNotBlank();
        }
    }

    @Test
    void both_languages_say_the_same() {
        Bundles.assertSameKeys(TEXTS);
    }

    @Test
    void the_rooms_know_each_other_only_as_they_may() {
        HouseRules.check("cn.juhui.notification");
    }
}
