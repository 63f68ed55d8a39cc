package cn.juhui.order.application.express;

import cn.juhui.order.domain.express.ExpressUse;
import cn.juhui.order.domain.express.Party;
import java.util.function.UnaryOperator;

/// What was refunded at once lately, per customer and per merchant.
public interface ExpressUses {

    ExpressUse of(Party party);

    /// Changes it as if nobody else did at the same time; `change` may be called more than once, with what it led to, too, and then leaves that as it is.
    ///
    /// @param change the same value for no change: then nothing is stored
    void change(Party party, UnaryOperator<ExpressUse> change);
}
