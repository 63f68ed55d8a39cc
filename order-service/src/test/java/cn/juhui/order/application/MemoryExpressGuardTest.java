package cn.juhui.order.application;

import cn.juhui.order.application.express.ExpressUses;
import cn.juhui.order.domain.express.ExpressUse;
import cn.juhui.order.domain.express.Party;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

class MemoryExpressGuardTest extends ExpressGuardContract implements ExpressUses {

    private final Map<Party, ExpressUse> kept = new HashMap<>();

    @Override
    protected ExpressUses uses() {
        return this;
    }

    @Override
    public synchronized Map<Party, ExpressUse> of(Collection<Party> parties) {
        var uses = new LinkedHashMap<Party, ExpressUse>();
        parties.forEach(party -> uses.put(party, kept.getOrDefault(party, ExpressUse.NOTHING)));
        return uses;
    }

    @Override
    public synchronized void change(
            Collection<Party> parties, UnaryOperator<Map<Party, ExpressUse>> change) {
        kept.putAll(change.apply(of(parties)));
    }
}
