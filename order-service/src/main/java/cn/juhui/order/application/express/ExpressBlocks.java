package cn.juhui.order.application.express;

import cn.juhui.order.domain.express.ExpressBlock;
import cn.juhui.order.domain.express.Party;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The block list of express refunds.
public interface ExpressBlocks {

    /// Never null: without decisions for who was never blocked.
    ExpressBlock of(Party party);

    /// Those of these who were ever blocked.
    List<ExpressBlock> of(List<Party> parties);

    /// Adds a decision, once for each request.
    ///
    /// @return what is decided now
    ExpressBlock add(Party party, ExpressBlock.Decided decision);

    /// Everybody whose last decision is a block, over or not, by kind and id.
    ///
    /// @param after where the page before ended; null for the first page
    List<ExpressBlock> list(@Nullable Party after, int limit);
}
