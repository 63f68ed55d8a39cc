package cn.juhui.order.application;

import cn.juhui.order.application.express.ExpressUses;
import cn.juhui.order.domain.express.ExpressUse;
import cn.juhui.order.domain.express.Party;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

class MemoryExpressGuardTest extends ExpressGuardContract implements ExpressUses {

    private final ConcurrentMap<Party, ExpressUse> kept = new ConcurrentHashMap<>();

    @Override
    protected ExpressUses uses() {
        return this;
    }

    @Override
    public ExpressUse of(Party party) {
        return kept.getOrDefault(party, ExpressUse.NOTHING);
    }

    @Override
    public void change(Party party, UnaryOperator<ExpressUse> change) {
        kept.compute(party, (_, now) -> change.apply(now == null ? ExpressUse.NOTHING : now));
    }
}
