package cn.juhui.order.adapter.http;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.RuleOutcome;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.application.AskEligibility;
import cn.juhui.order.domain.eligibility.Eligibility.CardAnswer;
import cn.juhui.order.domain.purchase.Purchase;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.problem.Problems;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.http.text.Words;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What would the rules say? For people with texts, for refund-service with codes.
@RestController
final class EligibilityController {

    private final AskEligibility askEligibility;
    private final OrderAccess access;
    private final EvidenceLimits limits;
    private final Texts texts;

    EligibilityController(
            AskEligibility askEligibility, OrderAccess access, EvidenceLimits limits, Texts texts) {
        this.askEligibility = askEligibility;
        this.access = access;
        this.limits = limits;
        this.texts = texts;
    }

    /// @param text which pictures count, for people
    record Need(EvidenceKind kind, int min, @Nullable List<EvidenceKind> anyOf, String text) {}

    record EligibilityView(
            boolean eligible,
            RefundRoute route,
            RefundReason reason,
            List<String> cardIds,
            Money maxAmount,
            Money leastAmount,
            List<CardArithmetic> arithmetic,
            List<CardAnswer> cards,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant windowEndsAt,
            List<Need> requiredEvidence,
            EvidenceLimits.View evidenceLimits,
            List<Map<String, Object>> rules) {}

    /// What refund-service needs to make a case.
    record QuoteView(
            String orderId,
            String orderNo,
            String customerId,
            String merchantId,
            String productName,
            List<String> cardIds,
            boolean eligible,
            RefundRoute route,
            Money maxAmount,
            Money leastAmount,
            List<CardArithmetic> arithmetic,
            List<RuleOutcome> rules,
            List<EvidenceNeed> requiredEvidence,
            PaymentChannel paymentChannel,
            String category) {}

    /// @param reason `UNUSED` when not said
    /// @param cardIds separated by commas or repeated; all cards when not said
    @GetMapping("/v1/orders/{orderId}/refund-eligibility")
    EligibilityView eligibility(
            @PathVariable String orderId,
            @RequestParam(defaultValue = "UNUSED") RefundReason reason,
            @RequestParam(defaultValue = "") List<String> cardIds,
            Caller caller) {
        OrderAccess.require(caller, Role.CUSTOMER, Role.MERCHANT, Role.AGENT, Role.OPERATOR);
        var order = access.find(orderId, caller).stored().aggregate();
        var bySupport = OrderAccess.bySupport(caller, order);
        var answer = askEligibility.ask(order, reason, few(cardIds), bySupport);
        var locale = LocaleContextHolder.getLocale();
        return new EligibilityView(
                answer.eligible(),
                answer.route(),
                reason,
                answer.cardIds(),
                answer.maxAmount(),
                answer.leastAmount(),
                answer.arithmetic(),
                answer.cards(),
                answer.windowEndsAt(),
                answer.requiredEvidence().stream().map(this::need).toList(),
                limits.view(),
                answer.rules().stream().map(r -> Problems.ruleView(texts, r, locale)).toList());
    }

    private Need need(EvidenceNeed need) {
        var kinds = need.kinds().stream().map(kind -> Words.of("kind", kind.name())).toList();
        var any = Words.anyOf(kinds);
        return new Need(
                need.kind(),
                need.min(),
                need.anyOf(),
                need.min() == 1
                        ? texts.get("need.one", any)
                        : texts.get("need.several", any, need.min()));
    }

    @GetMapping("/internal/orders/{orderId}/refund-quote")
    QuoteView quote(
            @PathVariable String orderId,
            @RequestParam RefundReason reason,
            @RequestParam(defaultValue = "") List<String> cardIds,
            Caller caller) {
        OrderAccess.require(caller, Role.CUSTOMER, Role.AGENT);
        var order = access.find(orderId, caller).stored().aggregate();
        var purchase = order.purchase();
        if (!caller.isCustomer(purchase.customerId()) && !caller.is(Role.AGENT)) {
            throw ProblemException.forbidden();
        }
        var bySupport = OrderAccess.bySupport(caller, order);
        var answer = askEligibility.quote(order, reason, few(cardIds), bySupport);
        var chosen = answer.cardIds();
        var cards = order.cards().stream().filter(c -> chosen.contains(c.id())).toList();
        return new QuoteView(
                order.id(),
                purchase.orderNo(),
                purchase.customerId(),
                purchase.merchantId(),
                purchase.productName(),
                answer.cardIds(),
                answer.eligible(),
                answer.route(),
                answer.maxAmount(),
                answer.leastAmount(),
                answer.arithmetic(),
                answer.decisive(),
                answer.requiredEvidence(),
                purchase.payment().channel(),
                order.policyOf(cards).category());
    }

    private static List<String> few(List<String> cardIds) {
        if (cardIds.size() > Purchase.MAX_CARDS) {
            throw ProblemException.invalid(
                    InputError.size("cardIds", false, 0, Purchase.MAX_CARDS));
        }
        if (!cardIds.stream().allMatch(id -> Ids.isA("crd", id))) {
            throw ProblemException.invalid(
                    InputError.form("cardIds", "crd_019ac0a1b2c37d4e8f50617283a4b5c6"));
        }
        return cardIds;
    }
}
