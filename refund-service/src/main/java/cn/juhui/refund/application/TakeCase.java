package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// An agent takes a case, also out of the hands of the merchant.
public record TakeCase(Cases cases) {

    public Handled<Refund, Refusal> take(String refundId, Cause cause) {
        return cases.tell(refundId, new Command.Take(), cause);
    }
}
