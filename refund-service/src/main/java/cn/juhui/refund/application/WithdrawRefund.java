package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// The customer takes the application back, before an approval.
public record WithdrawRefund(Cases cases) {

    public Handled<Refund, Refusal> withdraw(String refundId, Cause cause) {
        return cases.tell(refundId, new Command.Withdraw(), cause);
    }
}
