package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// The customer urges the merchant whose clock ran out.
public record UrgeMerchant(Cases cases) {

    public Handled<Refund, Refusal> urge(String refundId, Cause cause) {
        return cases.tell(refundId, new Command.Urge(), cause);
    }
}
