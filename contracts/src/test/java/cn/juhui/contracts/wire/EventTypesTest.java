package cn.juhui.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.RefundRequested;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EventTypesTest {

    /// The names that merchants' systems rely on. Never remove one.
    private static final List<String> PROMISED =
            List.of(
                    "order.placed",
                    "order.shipped",
                    "order.card_used",
                    "order.refund_held",
                    "order.refund_hold_declined",
                    "order.refund_hold_released",
                    "order.refunded",
                    "order.refund_reversed",
                    "refund.requested",
                    "refund.declined",
                    "refund.merchant_review_started",
                    "refund.merchant_overdue",
                    "refund.merchant_urged",
                    "refund.evidence_requested",
                    "refund.evidence_supplied",
                    "refund.offer_made",
                    "refund.offer_accepted",
                    "refund.offer_declined",
                    "refund.merchant_approved",
                    "refund.merchant_rejected",
                    "refund.express_approved",
                    "refund.resubmitted",
                    "refund.appealed",
                    "refund.intervention_opened",
                    "refund.ruled",
                    "refund.withdrawn",
                    "refund.closed",
                    "refund.deadline_changed",
                    "refund.replacement_account_named",
                    "refund.replacement_account_verified",
                    "refund.completed",
                    "evidence.uploaded",
                    "evidence.message_posted",
                    "payout.initiated",
                    "payout.submitted",
                    "payout.completed",
                    "payout.failed",
                    "payout.unknown",
                    "payout.abnormal",
                    "payout.reversed");

    private static final Pattern SECRET =
            Pattern.compile(
                    "password|secret|token|cvv|codehint|cardcode|cardkey|credential|privatekey"
                            + "|accountnumber|accountno|rechargeaccount|idnumber|holdername|phone|email");

    @Test
    void every_promised_type_exists() {
        assertThat(EventTypes.all().keySet()).containsAll(PROMISED);
    }

    @Test
    void a_wire_name_is_its_topic_and_what_happened() {
        assertThat(EventTypes.all().keySet())
                .allMatch(
                        name -> name.matches("(order|refund|evidence|payout)\\.[a-z]+(_[a-z]+)*"));
    }

    @Test
    void a_record_is_found_by_its_name_and_the_name_by_its_record() {
        assertThat(EventTypes.all()).containsEntry("refund.requested", RefundRequested.class);
        EventTypes.all()
                .forEach((name, event) -> assertThat(EventTypes.nameOf(event)).isEqualTo(name));
    }

    @Test
    void a_schema_is_named_by_an_absolute_uri() {
        assertThat(EventTypes.schemaOf("refund.requested"))
                .isEqualTo("urn:juhui:schema:refund.requested");
    }

    @Test
    void no_event_can_carry_a_secret() {
        assertThat(secretsAmong(EventTypes.all().values())).isEmpty();
    }

    @Test
    void the_check_for_secrets_finds_them_at_every_depth() {
        record Inner(String accountNumber) {}
        record Outer(String accessToken, String code, List<Inner> inner, Money amount) {}
        assertThat(secretsAmong(List.of(Outer.class)))
                .containsExactlyInAnyOrder(
                        "Outer.accessToken", "Outer.code", "Inner.accountNumber");
    }

    private static List<String> secretsAmong(Iterable<? extends Class<?>> records) {
        var found = new ArrayList<String>();
        var seen = new HashSet<Class<?>>();
        records.forEach(record -> collect(record, found, seen));
        return found;
    }

    private static void collect(Class<?> type, List<String> found, Set<Class<?>> seen) {
        if (!type.isRecord() || !seen.add(type)) {
            return;
        }
        for (var component : type.getRecordComponents()) {
            if (smellsOfASecret(component)) {
                found.add(type.getSimpleName() + "." + component.getName());
            }
            mentioned(component.getGenericType()).forEach(inner -> collect(inner, found, seen));
        }
    }

    /// A plain `code` is a card's code, except in the records where it is the coded reason of a decision.
    private static boolean smellsOfASecret(RecordComponent component) {
        var name = component.getName().toLowerCase(Locale.ROOT);
        if (name.equals("code")) {
            return !REASON_CODES.contains(component.getDeclaringRecord().getSimpleName());
        }
        return name.equals("account") || SECRET.matcher(name).find();
    }

    private static final Set<String> REASON_CODES =
            Set.of(
                    "RuleOutcome",
                    "MerchantRejected",
                    "PayoutFailed",
                    "PayoutAbnormal",
                    "PayoutReversed");

    private static List<Class<?>> mentioned(Type type) {
        return switch (type) {
            case Class<?> c -> List.of(c);
            case java.lang.reflect.ParameterizedType p ->
                    java.util.Arrays.stream(p.getActualTypeArguments())
                            .flatMap(argument -> mentioned(argument).stream())
                            .toList();
            default -> List.of();
        };
    }
}
