package cn.juhui.refund.domain.state;

/// What people see of a case, derived from its three machines.
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

    /// What the three machines are together.
    public static Status of(Review review, Intervention intervention, Payout payout) {
        return switch (payout) {
            case Payout.Succeeded _ -> COMPLETED;
            case Payout.Abnormal _, Payout.Reversed _ -> PAYOUT_ABNORMAL;
            case Payout.Initiated _, Payout.Pending _, Payout.Unknown _, Payout.Failed _ -> PAYING;
            case Payout.None _ ->
                    switch (review) {
                        case Review.Requested _ -> REQUESTED;
                        case Review.Approved _ -> PAYING;
                        case Review.Declined _ -> DECLINED;
                        case Review.Withdrawn _ -> WITHDRAWN;
                        case Review.Closed _ -> CLOSED;
                        case Review.AwaitingEvidence _ -> AWAITING_EVIDENCE;
                        case Review.InMerchantsHands _ -> MERCHANT_REVIEW.orPlatform(intervention);
                        case Review.Offered _ -> OFFERED.orPlatform(intervention);
                        case Review.Rejected _, Review.EvidenceMissed _ ->
                                REJECTED.orPlatform(intervention);
                        case Review.Stopped _ -> PLATFORM_REVIEW;
                    };
        };
    }

    private Status orPlatform(Intervention intervention) {
        return intervention instanceof Intervention.Running ? PLATFORM_REVIEW : this;
    }

    /// Whether another service should tell what comes next.
    public boolean awaitsNews() {
        return switch (this) {
            case REQUESTED, PAYING -> true;
            case MERCHANT_REVIEW,
                    AWAITING_EVIDENCE,
                    OFFERED,
                    REJECTED,
                    PLATFORM_REVIEW,
                    PAYOUT_ABNORMAL,
                    COMPLETED,
                    DECLINED,
                    WITHDRAWN,
                    CLOSED ->
                    false;
        };
    }

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
