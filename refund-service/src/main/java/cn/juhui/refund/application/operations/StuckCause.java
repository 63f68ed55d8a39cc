package cn.juhui.refund.application.operations;

import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Status;
import org.jspecify.annotations.Nullable;

/// Why money isn't where it should be.
public enum StuckCause {
    /// Approved, and payout-service has not told that it was sent; late.
    NOT_SENT(Next.SERVICE_IS_ASKED),
    /// The channel has it for longer than it should.
    WITH_CHANNEL(Next.CHANNEL_IS_ASKED),
    /// The channel's answer was lost.
    ANSWER_UNKNOWN(Next.CHANNEL_IS_ASKED),
    /// The channel refused, and no money moved.
    CHANNEL_REFUSED(Next.IS_TRIED_AGAIN),
    /// The account can't take it.
    ACCOUNT_NEEDED(Next.CUSTOMER_NAMES_ACCOUNT),
    /// The channel took it back.
    TAKEN_BACK(Next.CUSTOMER_NAMES_ACCOUNT),
    /// Another account was named.
    ACCOUNT_UNVERIFIED(Next.AGENT_VERIFIES_ACCOUNT),
    /// The customer was paid once too often.
    PAID_TWICE(Next.MONEY_IS_RECOVERED);

    /// What comes next, and by whom.
    public enum Next {
        SERVICE_IS_ASKED,
        CHANNEL_IS_ASKED,
        IS_TRIED_AGAIN,
        CUSTOMER_NAMES_ACCOUNT,
        AGENT_VERIFIES_ACCOUNT,
        MONEY_IS_RECOVERED
    }

    private final Next next;

    StuckCause(Next next) {
        this.next = next;
    }

    public Next next() {
        return next;
    }

    /// Null where the money is on its way, and in time.
    static @Nullable StuckCause of(Refund refund) {
        if (refund.loss() != null) {
            return PAID_TWICE;
        }
        if (refund.approved() == null) {
            return null;
        }
        return switch (refund.payout()) {
            case Payout.Succeeded _ -> null;
            case Payout.None _, Payout.Initiated _ -> late(refund, NOT_SENT);
            case Payout.Pending _ -> late(refund, WITH_CHANNEL);
            case Payout.Unknown _ -> ANSWER_UNKNOWN;
            case Payout.Failed _ -> CHANNEL_REFUSED;
            case Payout.Abnormal _ -> named(refund, ACCOUNT_NEEDED);
            case Payout.Reversed _ -> named(refund, TAKEN_BACK);
        };
    }

    private static @Nullable StuckCause late(Refund refund, StuckCause cause) {
        return refund.status() == Status.PAYING && refund.overdue() ? cause : null;
    }

    private static StuckCause named(Refund refund, StuckCause otherwise) {
        return refund.intervention() instanceof Intervention.AccountNamed
                ? ACCOUNT_UNVERIFIED
                : otherwise;
    }
}
