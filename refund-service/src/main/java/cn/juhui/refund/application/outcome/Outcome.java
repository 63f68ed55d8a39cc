package cn.juhui.refund.application.outcome;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.refund.ExpressApproved;
import cn.juhui.contracts.refund.MerchantApproved;
import cn.juhui.contracts.refund.OfferAccepted;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Ruling;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How a case was decided, and how its amount follows from what was paid.
///
/// @param at when; null while nothing is decided, and where the history doesn't tell
/// @param by whose decision it is; null as `at`
/// @param confirmedBy the second agent, where it took two
/// @param ruling what the platform ruled; null where the decision rests on something else
/// @param steps from what was paid to the amount, in order; empty where the order held nothing
/// @param amount what is refunded, nothing after a refusal; null while nothing is decided
public record Outcome(
        Ground ground,
        @Nullable Instant at,
        @Nullable Actor by,
        @Nullable Actor confirmedBy,
        @Nullable Ruling ruling,
        List<Step> steps,
        @Nullable Money amount) {

    public Outcome {
        steps = List.copyOf(steps);
    }

    /// On what the decision rests.
    public enum Ground {
        EXPRESS(ExpressApproved.TYPE),
        MERCHANT(MerchantApproved.TYPE),
        /// The policy, in the merchant's silence.
        SILENCE(MerchantApproved.TYPE),
        OFFER(OfferAccepted.TYPE),
        RULED_FULL(RefundRuled.TYPE),
        RULED_RATIO(RefundRuled.TYPE),
        RULED_AMOUNT(RefundRuled.TYPE),
        /// The platform ruled no refund.
        RULED_NOTHING(RefundRuled.TYPE),
        /// Nobody has decided the case, or it ended without a decision on its amount.
        NONE(null);

        /// The event that tells it.
        private final @Nullable String told;

        Ground(@Nullable String told) {
            this.told = told;
        }
    }

    /// A step on the way to the amount.
    ///
    /// @param ratio of which money `of` it is one; null where it is none
    public record Step(What what, @Nullable BigDecimal ratio, @Nullable Money of, Money amount) {

        private Step(What what, Money amount) {
            this(what, null, null, amount);
        }
    }

    /// What a step is about.
    public enum What {
        PAID,
        /// What the record of the cards gives.
        REFUNDABLE,
        /// The most that can be ruled on proof, where that is more.
        PROVABLE,
        ASKED,
        DECIDED
    }

    /// @param naming what the reader is told of who decided
    public static Outcome of(
            Refund refund, List<HistoryEntry> history, UnaryOperator<Actor> naming) {
        var ruled = ruled(refund);
        var ground = ground(refund, ruled);
        var told =
                history.stream()
                        .filter(entry -> entry.type().equals(ground.told))
                        .reduce((_, later) -> later)
                        .orElse(null);
        var amount = amount(refund, ground);
        return new Outcome(
                ground,
                told == null ? null : told.at(),
                told == null ? null : naming.apply(decider(told, ruled)),
                ruled == null || ruled.confirmedBy() == null
                        ? null
                        : naming.apply(new Actor(Role.AGENT, ruled.confirmedBy())),
                ruled == null ? null : ruled.ruling(),
                refund.hold() == null ? List.of() : steps(refund, refund.hold(), ruled, amount),
                amount);
    }

    /// Who ruled is in the ruling: the last word may be another agent's.
    private static Actor decider(HistoryEntry told, Intervention.@Nullable Ruled ruled) {
        return ruled == null ? told.actor() : new Actor(Role.AGENT, ruled.agentId());
    }

    /// The ruling that the case rests on.
    private static Intervention.@Nullable Ruled ruled(Refund refund) {
        var ruled =
                switch (refund.intervention()) {
                    case Intervention.Ruled s -> s;
                    case Intervention.ForAccount s -> s.before();
                    case Intervention.None _, Intervention.Open _, Intervention.Proposed _ -> null;
                };
        return switch (refund.review()) {
            case Review.Approved s -> s.ground() == Review.Ground.RULING ? ruled : null;
            case Review.Closed(var cause) ->
                    cause == Review.ClosingCause.PLATFORM_REFUSED ? ruled : null;
            case Review.Requested _,
                    Review.InMerchantsHands _,
                    Review.AwaitingEvidence _,
                    Review.EvidenceMissed _,
                    Review.Offered _,
                    Review.Rejected _,
                    Review.Stopped _,
                    Review.Declined _,
                    Review.Withdrawn _ ->
                    null;
        };
    }

    private static Ground ground(Refund refund, Intervention.@Nullable Ruled ruled) {
        if (ruled != null) {
            return switch (ruled.ruling().decision()) {
                case FULL -> Ground.RULED_FULL;
                case RATIO -> Ground.RULED_RATIO;
                case AMOUNT -> Ground.RULED_AMOUNT;
                case REFUSE -> Ground.RULED_NOTHING;
            };
        }
        return refund.review() instanceof Review.Approved s
                ? switch (s.ground()) {
                    case EXPRESS -> Ground.EXPRESS;
                    case MERCHANT -> Ground.MERCHANT;
                    case SILENCE -> Ground.SILENCE;
                    case OFFER -> Ground.OFFER;
                    case RULING -> Ground.NONE;
                }
                : Ground.NONE;
    }

    private static @Nullable Money amount(Refund refund, Ground ground) {
        return ground == Ground.RULED_NOTHING
                ? Money.zero(refund.requested().currency())
                : refund.approved();
    }

    private static List<Step> steps(
            Refund refund, Hold hold, Intervention.@Nullable Ruled ruled, @Nullable Money amount) {
        var lines = hold.arithmetic();
        var steps = new ArrayList<Step>();
        lines.stream()
                .map(CardArithmetic::paidPrice)
                .reduce(Money::plus)
                .ifPresent(paid -> steps.add(new Step(What.PAID, paid)));
        lines.stream()
                .map(CardArithmetic::refundable)
                .reduce(Money::plus)
                .ifPresent(sum -> steps.add(new Step(What.REFUNDABLE, sum)));
        var ceiling = hold.ceiling();
        if (ceiling != null && !hold.amount().covers(ceiling)) {
            steps.add(new Step(What.PROVABLE, ceiling));
        }
        steps.add(new Step(What.ASKED, refund.requested()));
        if (amount != null) {
            steps.add(decided(ruled == null ? null : ruled.ruling(), hold, amount));
        }
        return steps;
    }

    /// Rulings from before it was told were ratios of the held amount.
    private static Step decided(@Nullable Ruling ruling, Hold hold, Money amount) {
        if (ruling == null || ruling.ratio() == null) {
            return new Step(What.DECIDED, amount);
        }
        var of = ruling.ratioOf() == null ? hold.amount() : ruling.ratioOf();
        return new Step(What.DECIDED, ruling.ratio(), of, amount);
    }
}
