package cn.juhui.order.application.express;

import cn.juhui.order.domain.express.ExpressUse;
import cn.juhui.order.domain.express.Party;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What was refunded at once lately, per customer and per merchant.
public interface ExpressUses {

    /// Those of these, one for each.
    Map<Party, ExpressUse> of(Collection<Party> parties);

    /// Changes them as if nobody else did at the same time; `change` may be called more than once, with what it led to, too, and then leaves that as it is.
    ///
    /// @param change is given one for each party; the same value for no change: then nothing is stored
    void change(Collection<Party> parties, UnaryOperator<Map<Party, ExpressUse>> change);
}
