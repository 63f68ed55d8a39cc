package cn.juhui.standalone.process;

import cn.juhui.order.application.ExpressGuard;
import cn.juhui.order.application.OrderFilter;
import cn.juhui.order.application.OrderQueries;
import cn.juhui.order.application.express.ExpressBlocks;
import cn.juhui.order.application.express.ExpressUses;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.express.ExpressBlock;
import cn.juhui.order.domain.express.ExpressUse;
import cn.juhui.order.domain.express.Party;
import cn.juhui.platform.journal.Stored;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The limits of express refunds over counters in memory; nobody is blocked, and nobody has many orders.
final class Risks implements ExpressUses {

    private final Map<Party, ExpressUse> uses = new HashMap<>();

    static ExpressGuard guard() {
        return new ExpressGuard(new Risks(), new NobodyBlocked(), new NoOrders());
    }

    @Override
    public Map<Party, ExpressUse> of(Collection<Party> parties) {
        var some = new LinkedHashMap<Party, ExpressUse>();
        parties.forEach(party -> some.put(party, uses.getOrDefault(party, ExpressUse.NOTHING)));
        return some;
    }

    @Override
    public void change(Collection<Party> parties, UnaryOperator<Map<Party, ExpressUse>> change) {
        uses.putAll(change.apply(of(parties)));
    }

    private static final class NobodyBlocked implements ExpressBlocks {

        @Override
        public ExpressBlock of(Party party) {
            return new ExpressBlock(party, List.of());
        }

        @Override
        public List<ExpressBlock> of(List<Party> parties) {
            return List.of();
        }

        @Override
        public ExpressBlock add(Party party, ExpressBlock.Decided decision) {
            throw new UnsupportedOperationException("Nobody is blocked here");
        }

        @Override
        public List<ExpressBlock> list(@Nullable Party after, int limit) {
            return List.of();
        }
    }

    private static final class NoOrders implements OrderQueries {

        @Override
        public List<Stored<Order>> list(OrderFilter filter, @Nullable Position after, int limit) {
            return List.of();
        }

        @Override
        public Share latest(Party party, int limit) {
            return new Share(0, 0);
        }
    }
}
