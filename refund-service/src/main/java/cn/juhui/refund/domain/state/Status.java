package cn.juhui.refund.domain.state;

/// What people see of a case, derived from its three machines by [Refund#status()].
public enum Status {
    REQUESTED,
    MERCHANT_REVIEW,
    AWAITING_EVIDENCE,
    OFFERED,
    REJECTED,
    PLATFORM_REVIEW,
    PAYING,
    PAYOUT_ABNORMAL,
    COMPLETED,
    DECLINED,
    WITHDRAWN,
    CLOSED;

    /// Nothing happens any more, except that a channel may take the money of a completed case back.
    public boolean ends() {
        return switch (this) {
            case COMPLETED, DECLINED, WITHDRAWN, CLOSED -> true;
            case REQUESTED,
                    MERCHANT_REVIEW,
                    AWAITING_EVIDENCE,
                    OFFERED,
                    REJECTED,
                    PLATFORM_REVIEW,
                    PAYING,
                    PAYOUT_ABNORMAL ->
                    false;
        };
    }
}
