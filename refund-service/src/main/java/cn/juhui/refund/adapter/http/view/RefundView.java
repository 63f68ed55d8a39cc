package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.CardFacts;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.RefundClaim;
import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.NameCheck;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.refund.domain.Action;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Ruling;
import cn.juhui.refund.domain.state.Status;
import cn.juhui.refund.domain.state.UseClaim;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A refund case as its sides and the platform's people see it. What a front end binds to is there in every state, null where
/// there is nothing; the rest is left out.
///
/// @param requestedBy CUSTOMER, or AGENT who opened it for them
/// @param requested what the customer asks for
/// @param approved what was approved; null while nothing is
/// @param facts what is on record about each card, and who said so; empty where the order didn't tell
/// @param payment who told that the order was paid; left out where the order didn't tell
/// @param claims what the merchant said of the cards after they were frozen: their word, not a fact
/// @param replacementAccount where the money goes when the account that paid can't take it; null for merchants, and while it can
/// @param loss what the customer was paid once too often; for the platform's people only, left out when nothing was
/// @param rules which rules declined the application, in the caller's language; null unless DECLINED
/// @param allowedActions what this caller can do now
public record RefundView(
        String id,
        String orderId,
        String orderNo,
        String merchantId,
        String customerId,
        String productName,
        List<String> cardIds,
        RefundClaim claim,
        RefundReason reason,
        String description,
        Role requestedBy,
        Money requested,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Money approved,
        List<CardArithmetic> arithmetic,
        List<CardFacts> facts,
        @Nullable Provenance payment,
        List<UseClaim> claims,
        boolean express,
        Status status,
        String statusText,
        @JsonProperty("final") boolean ends,
        ReviewView review,
        InterventionView intervention,
        PayoutView payout,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable OfferView offer,
        @Nullable AccountView replacementAccount,
        @Nullable Money loss,
        List<EvidenceView> evidence,
        @Nullable List<Map<String, Object>> rules,
        List<Action> allowedActions,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public record Deadline(Instant at, long remainingSeconds, boolean overdue) {

        static @Nullable Deadline orNone(@Nullable Instant at, Instant now) {
            return at == null ? null : of(at, now);
        }

        static Deadline of(Instant at, Instant now) {
            return of(at, false, now);
        }

        /// @param late whether an earlier deadline for the same has passed
        static Deadline of(Instant at, boolean late, Instant now) {
            var left = Duration.between(now, at);
            return new Deadline(at, Math.max(0, left.toSeconds()), late || !left.isPositive());
        }
    }

    /// @param urges how often the customer urged the merchant
    public record ReviewView(
            String state,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Deadline deadline,
            int urges,
            @Nullable RejectionView rejection,
            @Nullable EvidenceRequestView evidenceRequest,
            Review.@Nullable ClosingCause closingCause) {}

    record RejectionView(Review.RejectionCode code, String text) {}

    /// @param merchantDeadline when the time of the merchant who asked is over, although the evidence hasn't come: from then on the customer can urge
    record EvidenceRequestView(
            Role from,
            List<EvidenceKind> kinds,
            String text,
            @Nullable Deadline merchantDeadline) {}

    /// @param confirmedBy the second agent, where the ruling took two
    /// @param proposal for the platform's people only; null while nothing waits to be confirmed
    public record InterventionView(
            String state,
            @JsonInclude(JsonInclude.Include.ALWAYS) Intervention.@Nullable Cause cause,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String agentId,
            @Nullable Deadline deadline,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Ruling ruling,
            @Nullable String confirmedBy,
            @Nullable ProposalView proposal) {}

    /// A ruling that another agent has to confirm.
    ///
    /// @param proposedBy the agent who ruled
    /// @param why one agent is not enough
    record ProposalView(Ruling ruling, String proposedBy, Intervention.WhyTwo why) {}

    /// @param arrivalBasis what the estimate rests on, where it counts working days
    /// @param arrivalNote that it may be later, and why, in the reader's language; only when it is not sure
    /// @param explanation why nobody can say when the money arrives, or why it is late, in the caller's language; null where `expectedArrivalAt` says it
    public record PayoutView(
            String state,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String payoutId,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable PaymentChannel channel,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant expectedArrivalAt,
            @Nullable ArrivalBasis arrivalBasis,
            @Nullable String arrivalNote,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String channelRefundId,
            @Nullable Instant paidAt,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String failure,
            @Nullable Deadline deadline,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String explanation) {}

    /// @param state `REQUIRED REFUSED NAMED SECOND_AGENT_NEEDED ACCEPTED`
    /// @param nameCheck whether its holder is who paid; for agents only
    /// @param agentsNeeded how many must accept it; for agents only
    /// @param refusal why agents refused the last one, in their words
    public record AccountView(
            String state,
            @Nullable PaymentChannel channel,
            @Nullable String maskedAccount,
            @Nullable String holderName,
            @Nullable String bankName,
            @Nullable NameCheck nameCheck,
            @Nullable Integer agentsNeeded,
            @Nullable String refusal) {}

    record OfferView(Money amount, String text, Deadline deadline) {}

    record EvidenceView(String id) {}
}
