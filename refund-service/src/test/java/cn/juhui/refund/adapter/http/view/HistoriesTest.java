package cn.juhui.refund.adapter.http.view;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.PayoutId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.EvidenceRequested;
import cn.juhui.contracts.refund.EvidenceSupplied;
import cn.juhui.contracts.refund.PayoutRecorded;
import cn.juhui.contracts.refund.RefundClosed;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundDeclined;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.ClosingCause;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.contracts.refund.term.LateMoneyReason;
import cn.juhui.contracts.refund.term.RecordedPayoutState;
import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.security.Caller;
import cn.juhui.platform.testkit.Bundles;
import cn.juhui.platform.testkit.MemoryJournal;
import cn.juhui.platform.testkit.Variants;
import cn.juhui.platform.testkit.Writing;
import cn.juhui.refund.domain.Endings;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Situations;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Ruling;
import cn.juhui.refund.domain.state.Status;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

/// Every event of a case has its sentence, in both languages, for the examples that contracts publishes; it says what is true, in words.
class HistoriesTest {

    private static final Instant NINE_IN_BEIJING = Instant.parse("2026-11-24T01:00:00Z");

    private final Texts texts = new Texts(bundles());
    private final Histories histories =
            new Histories(
                    new MemoryJournal<Refund, RefundEvent>(Clock.systemUTC(), Refund::dueAt),
                    texts);

    private static ResourceBundleMessageSource bundles() {
        var bundles = new ResourceBundleMessageSource();
        bundles.setBasenames("refund-service-messages", "kind-messages", "platform-messages");
        bundles.setDefaultEncoding("UTF-8");
        bundles.setFallbackToSystemLocale(false);
        return bundles;
    }

    @BeforeEach
    void speakChinese() {
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
    }

    @AfterEach
    void speakAsBefore() {
        LocaleContextHolder.resetLocaleContext();
    }

    @TestFactory
    Stream<DynamicTest> every_event_has_its_sentence() {
        return EventTypes.all().entrySet().stream()
                .filter(e -> RefundEvent.class.isAssignableFrom(e.getValue()))
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getKey())));
    }

    private void check(String type) throws IOException {
        var event = example(type);
        for (var locale : new Locale[] {Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH}) {
            LocaleContextHolder.setLocale(locale);
            var sentence = histories.text(event);
            assertThat(sentence).isNotBlank().doesNotContain("{0}", "{1}", "{2}", "{3}", "null");
            assertThat(Writing.faults(sentence)).as(sentence).isEmpty();
            for (var variant : Variants.of(event.getClass(), event)) {
                assertThat(histories.text(variant)).isNotBlank();
            }
        }
    }

    private static RefundEvent example(String type) throws IOException {
        try (var in = HistoriesTest.class.getResourceAsStream("/examples/" + type + ".json")) {
            var json = Objects.requireNonNull(in, type).readAllBytes();
            return RefundEvent.class.cast(
                    StateMapper.fromJson(json, Objects.requireNonNull(EventTypes.all().get(type))));
        }
    }

    @Test
    void no_evidence_is_not_counted() {
        assertThat(supplied(List.of(), null)).isEqualTo("没有补充凭证，也没有说明");
        assertThat(supplied(List.of(), "商家一直不回复")).isEqualTo("补充了说明：商家一直不回复");
        assertThat(supplied(List.of("evd_1", "evd_2"), null)).isEqualTo("补充了 2 份凭证");
        assertThat(supplied(List.of("evd_1"), "见截图")).isEqualTo("补充了 1 份凭证，并说明：见截图");
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(supplied(List.of("evd_1"), null)).isEqualTo("One piece of evidence added");
        assertThat(supplied(List.of("evd_1", "evd_2"), null))
                .isEqualTo("2 pieces of evidence added");
    }

    private String supplied(List<String> pieces, @Nullable String note) {
        return histories.text(
                new EvidenceSupplied(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        pieces,
                        note));
    }

    @Test
    void kinds_of_evidence_are_words_and_the_time_is_beijings() {
        var kinds = List.of(EvidenceKind.INVALID_CARD, EvidenceKind.CONVERSATION);
        var asked =
                new EvidenceRequested(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        Role.CUSTOMER,
                        kinds,
                        "请补充",
                        NINE_IN_BEIJING);
        assertThat(histories.text(asked))
                .isEqualTo("请买家在北京时间 2026-11-24 09:00 前补充凭证（卡密无效截图、聊天记录）：请补充");
    }

    @Test
    void a_merchant_learns_that_it_was_paid_to_another_account_and_not_to_which() {
        var paid =
                new RefundCompleted(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        new PayoutId("p"),
                        Money.cny(9900),
                        PaymentChannel.BANK_CARD,
                        NINE_IN_BEIJING,
                        "6222 **** 0123");
        var merchants =
                Redaction.towards(merchant(), Situations.paidElsewhere().refund(), List.of());
        assertThat(histories.text(paid, merchants)).isEqualTo("退款 ¥99.00 已汇入买家新的收款账户");
        assertThat(histories.text(paid)).isEqualTo("退款 ¥99.00 已汇入新的收款账户 6222 **** 0123（银行卡）");
    }

    private static Caller merchant() {
        var merchant = Situations.paidElsewhere().refund().application().merchantId();
        return new Caller("li_ming", Set.of(Role.MERCHANT), merchant);
    }

    @Test
    void what_was_approved_and_not_paid_was_not_declined() {
        var declined =
                new RefundDeclined(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        List.of(
                                new RuleOutcome(
                                        "R8",
                                        RuleOutcome.Outcome.BLOCKED,
                                        "CARD_USED_MEANWHILE",
                                        null)));
        assertThat(histories.text(declined)).isEqualTo("打款前核对未通过，已同意的退款没有打款");
    }

    @Test
    void a_channel_that_names_no_day_promises_none() {
        var pending =
                new PayoutRecorded(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        new PayoutId("p"),
                        RecordedPayoutState.PENDING,
                        PaymentChannel.ALIPAY,
                        null,
                        "x",
                        null,
                        null);
        assertThat(histories.text(pending)).isEqualTo("退款已提交支付渠道");
    }

    @ParameterizedTest
    @EnumSource(Review.ClosingCause.class)
    void a_closed_case_says_why(Review.ClosingCause cause) {
        var closed =
                new RefundClosed(
                        new CaseIds(
                                new RefundId("r"),
                                new OrderId("o"),
                                "1",
                                new CustomerId("c"),
                                new MerchantId("m")),
                        ClosingCause.valueOf(cause.name()));
        assertThat(histories.text(closed)).isEqualTo("退款已关闭，原因：" + texts.get("closing." + cause));
        var refund = Endings.closed(cause);
        assertThat(StatusTexts.of(refund, texts)).startsWith("已关闭：").hasSizeGreaterThan(6);
    }

    @Test
    void a_case_that_is_approved_and_not_paid_does_not_say_that_it_was_refused() {
        assertThat(StatusTexts.of(Endings.declinedAtTheLastLook(), texts))
                .isEqualTo("已同意，但打款前核对未通过，未退款");
    }

    @Test
    void every_code_of_a_sentence_has_its_word() {
        for (var language : List.of("", "_en")) {
            var bundle = Bundles.load("refund-service-messages" + language + ".properties");
            assertThat(bundle.stringPropertyNames())
                    .containsAll(keys("reason", RefundReason.values()))
                    .containsAll(keys("side", Role.values()))
                    .containsAll(keys("channel", PaymentChannel.values()))
                    .containsAll(keys("rejection", Review.RejectionCode.values()))
                    .containsAll(keys("closing", Review.ClosingCause.values()))
                    .containsAll(keys("status.CLOSED", Review.ClosingCause.values()))
                    .containsAll(keys("cause", Intervention.Cause.values()))
                    .containsAll(keys("status", Status.values()))
                    .containsAll(keys("deadline", without(DeadlineKind.UNRECOGNIZED)))
                    .containsAll(keys("late", without(LateMoneyReason.UNRECOGNIZED)))
                    .containsAll(keys("source", FactSource.values()))
                    .containsAll(keys("costBearer", Ruling.CostBearer.values()))
                    .contains("ruleName.R1", "ruleName.R10", "ruleName.R11");
            assertThat(
                            Bundles.load("kind-messages" + language + ".properties")
                                    .stringPropertyNames())
                    .containsAll(keys("kind", EvidenceKind.values()));
        }
    }

    /// All but what a reader says for a word that is too new for it.
    private static <E extends Enum<E>> Enum<?>[] without(E newer) {
        return EnumSet.complementOf(EnumSet.of(newer)).toArray(Enum<?>[]::new);
    }

    private static List<String> keys(String kind, Enum<?>... names) {
        return Stream.of(names).map(name -> kind + "." + name.name()).toList();
    }
}
