package cn.juhui.refund.application;

import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;

/// An agent accepts or refuses the account that the customer named.
public record VerifyReplacementAccount(Cases cases) {

    public Handled<Refund, Refusal> verify(
            String refundId, Command.VerifyAccount verification, Cause cause) {
        return cases.tell(refundId, verification, cause);
    }
}
