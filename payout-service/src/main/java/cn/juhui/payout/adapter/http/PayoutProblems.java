package cn.juhui.payout.adapter.http;

import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutRefusal;
import cn.juhui.platform.http.problem.ProblemException;

/// The one table from refusals to problem documents.
final class PayoutProblems {

    private PayoutProblems() {}

    static ProblemException of(PayoutRefusal refusal, Payout payout) {
        return switch (refusal) {
            case NOTHING_TO_RETRY -> ProblemException.actionNotAllowed(payout.state().word());
        };
    }
}
