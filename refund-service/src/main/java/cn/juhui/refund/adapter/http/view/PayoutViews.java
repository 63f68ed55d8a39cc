package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.ArrivalBasis;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.refund.adapter.http.view.RefundView.Deadline;
import cn.juhui.refund.adapter.http.view.RefundView.PayoutView;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Shows how far the money of a case has come, and says why where nobody can say when it arrives.
final class PayoutViews {

    private final Texts texts;

    PayoutViews(Texts texts) {
        this.texts = texts;
    }

    PayoutView of(Refund refund, Instant now) {
        var payout = refund.payout();
        var payBy = payBy(refund, now);
        var state = payout.publicName();
        var why = explanation(refund, now);
        return switch (payout) {
            case Payout.None _ ->
                    new PayoutView(
                            state, null, null, null, null, null, null, null, null, null, null);
            case Payout.Initiated s ->
                    new PayoutView(
                            state,
                            s.payoutId(),
                            null,
                            why == null ? refund.payBy() : null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            payBy,
                            why);
            case Payout.Pending s ->
                    new PayoutView(
                            state,
                            s.payoutId(),
                            s.channel(),
                            s.expectedArrivalAt(),
                            s.arrivalBasis(),
                            s.arrivalBasis() == ArrivalBasis.WEEKDAYS_ONLY
                                    ? texts.get("arrival.WEEKDAYS_ONLY")
                                    : null,
                            s.channelRefundId(),
                            null,
                            null,
                            payBy,
                            why);
            case Payout.Unknown s ->
                    without(state, s.payoutId(), s.channel(), null, s.why(), payBy, why);
            case Payout.Failed s ->
                    without(state, s.payoutId(), s.channel(), null, s.code(), payBy, why);
            case Payout.Abnormal s ->
                    without(state, s.payoutId(), s.channel(), null, s.code(), payBy, why);
            case Payout.Succeeded s ->
                    new PayoutView(
                            state,
                            s.payoutId(),
                            s.channel(),
                            null,
                            null,
                            null,
                            s.channelRefundId(),
                            s.paidAt(),
                            null,
                            null,
                            why);
            case Payout.Reversed s ->
                    without(state, s.payoutId(), s.channel(), s.takenBack(), s.code(), payBy, why);
        };
    }

    /// When the money should have arrived; null unless it is on its way.
    private static @Nullable Deadline payBy(Refund refund, Instant now) {
        return refund.status() == Status.PAYING && refund.payBy() != null
                ? Deadline.of(refund.payBy(), refund.overdue(), now)
                : null;
    }

    /// Nobody can say when it will arrive.
    private static PayoutView without(
            String state,
            String payoutId,
            PaymentChannel channel,
            @Nullable String channelRefundId,
            String failure,
            @Nullable Deadline payBy,
            @Nullable String why) {
        return new PayoutView(
                state,
                payoutId,
                channel,
                null,
                null,
                null,
                channelRefundId,
                null,
                failure,
                payBy,
                why);
    }

    /// Where there is no estimate, or it didn't hold, a sentence says why; null before an approval, and where the estimate says it all.
    private @Nullable String explanation(Refund refund, Instant now) {
        var payout = refund.payout();
        var late = refund.overdue() || isPast(refund.payBy(), now);
        return switch (payout) {
            case Payout.None _ -> null;
            case Payout.Initiated _ -> late ? why(payout, ".late", refund.payBy()) : null;
            case Payout.Pending s ->
                    late || isPast(s.expectedArrivalAt(), now)
                            ? why(payout, ".late", refund.payBy())
                            : null;
            case Payout.Unknown _, Payout.Failed _, Payout.Abnormal _, Payout.Reversed _ ->
                    why(payout, "", null);
            case Payout.Succeeded s -> why(payout, "", s.paidAt());
        };
    }

    private static boolean isPast(@Nullable Instant at, Instant now) {
        return at != null && !now.isBefore(at);
    }

    private String why(Payout payout, String variant, @Nullable Instant at) {
        return texts.get(
                "payout." + payout.publicName() + variant,
                at == null ? "" : StatusTexts.TIME.format(at));
    }
}
