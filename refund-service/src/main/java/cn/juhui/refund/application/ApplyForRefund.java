package cn.juhui.refund.application;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.Money;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Stored;
import cn.juhui.refund.application.outcome.Outcome;
import cn.juhui.refund.domain.Quote;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.state.RefundApplication;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The customer applies, or an agent for them. What the rules refuse at once makes no case; what they let pass is asked of the
/// order again when it holds amount and cards, because only that is atomic.
public record ApplyForRefund(
        RefundCommands commands, Orders orders, EvidenceFiles evidenceFiles, EarlierCases earlier) {

    /// @param customerId for whom
    /// @param cardIds none means all cards of the order
    public record Form(
            String customerId,
            String orderId,
            List<String> cardIds,
            RefundClaim claim,
            RefundReason reason,
            String description,
            @Nullable Money askedFor,
            List<String> evidenceIds) {}

    public sealed interface Outcome {

        record Made(Stored<Refund> refund) implements Outcome {}

        record NoSuchOrder() implements Outcome {}

        /// The order is another customer's than the one the agent applies for.
        record OtherCustomersOrder() implements Outcome {}

        record EvidenceUnknown(List<String> ids) implements Outcome {}

        record Objected(Quote.Objection why) implements Outcome {}

        /// The platform refused the same before, and an agent brings nothing new.
        ///
        /// @param refundId the case that it refused
        record StatementNotNew(String refundId) implements Outcome {}
    }

    /// @param refundId the same for every try of the same application: a second try finds what the first one made
    /// @throws ServiceDownException when order- or evidence-service doesn't answer; nothing was made
    public Outcome apply(String refundId, Form form, Cause cause) {
        var made = commands.journal().find(refundId);
        if (made.isPresent()) {
            return new Outcome.Made(made.get());
        }
        var quote = orders.quote(form.orderId(), form.reason(), form.cardIds()).orElse(null);
        if (quote == null) {
            return new Outcome.NoSuchOrder();
        }
        if (!quote.customerId().equals(form.customerId())) {
            return new Outcome.OtherCustomersOrder();
        }
        var evidence = evidence(form);
        var unknown = unknown(form.evidenceIds(), evidence);
        if (!unknown.isEmpty()) {
            return new Outcome.EvidenceUnknown(unknown);
        }
        var objection = quote.objection(form.askedFor(), evidence);
        if (objection != null) {
            return new Outcome.Objected(objection);
        }
        var application = application(form, quote, cause.actor());
        var refused = refusedBefore(application);
        return refused == null
                ? make(refundId, application, form, evidence, cause)
                : new Outcome.StatementNotNew(refused);
    }

    /// After its final no the platform hears of the matter again only with a new statement. Customers are told so by the order's
    /// rules, before they apply; null where nothing speaks against it.
    private @Nullable String refusedBefore(RefundApplication application) {
        if (application.by().role() != Role.AGENT) {
            return null;
        }
        return earlier.ofOrder(application.orderId()).stream()
                .filter(before -> before.wasRefusedAs(application))
                .map(Refund::id)
                .findFirst()
                .orElse(null);
    }

    private Outcome make(
            String refundId,
            RefundApplication application,
            Form form,
            List<Quote.Evidence> evidence,
            Cause cause) {
        var applied =
                RefundMachine.apply(
                        refundId, application, form.evidenceIds(), commands.clock().instant());
        var refund = applied.aggregate().withAccountProofs(Quote.accountProofs(evidence));
        return new Outcome.Made(
                commands.journal()
                        .add(refundId, refund, applied.events(), cause)
                        .or(() -> commands.journal().find(refundId))
                        .orElseThrow());
    }

    private List<Quote.Evidence> evidence(Form form) {
        return form.evidenceIds().isEmpty()
                ? List.of()
                : evidenceFiles.find(form.evidenceIds()).stream()
                        .filter(e -> e.orderId().equals(form.orderId()))
                        .toList();
    }

    private static List<String> unknown(List<String> ids, List<Quote.Evidence> evidence) {
        var known = evidence.stream().map(Quote.Evidence::id).collect(Collectors.toSet());
        return ids.stream().filter(id -> !known.contains(id)).toList();
    }

    private static RefundApplication application(Form form, Quote quote, Actor by) {
        return new RefundApplication(
                quote.orderId(),
                quote.orderNo(),
                quote.customerId(),
                quote.merchantId(),
                quote.productName(),
                quote.cardIds(),
                form.claim(),
                form.reason(),
                form.description(),
                form.askedFor(),
                quote.maxAmount(),
                by,
                quote.category(),
                quote.paymentChannel());
    }
}
