package cn.juhui.order.application;

import cn.juhui.order.application.express.ExpressBlocks;
import cn.juhui.order.domain.express.ExpressBlock;
import cn.juhui.order.domain.express.Party;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The block list, in memory.
final class MemoryBlocks implements ExpressBlocks {

    private final Map<Party, List<ExpressBlock.Decided>> decisions = new HashMap<>();

    @Override
    public ExpressBlock of(Party party) {
        return new ExpressBlock(party, decisions.getOrDefault(party, List.of()));
    }

    @Override
    public List<ExpressBlock> of(List<Party> parties) {
        return parties.stream().filter(decisions::containsKey).map(this::of).toList();
    }

    @Override
    public ExpressBlock add(Party party, ExpressBlock.Decided decision) {
        var all = decisions.computeIfAbsent(party, _ -> new ArrayList<>());
        if (all.stream().noneMatch(one -> Objects.equals(one.cause(), decision.cause()))) {
            all.add(decision);
        }
        return of(party);
    }

    @Override
    public List<ExpressBlock> list(@Nullable Party after, int limit) {
        return decisions.keySet().stream().map(this::of).limit(limit).toList();
    }
}
