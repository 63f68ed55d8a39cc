package cn.juhui.order.application.express;

import cn.juhui.order.domain.express.ExpressBlock;
import cn.juhui.order.domain.express.Party;
import cn.juhui.platform.journal.Cause;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// An operator takes somebody out of express refunds, or lets them in again. Refunds that were decided stay decided.
public record SetExpressBlock(ExpressBlocks blocks, Clock clock) {

    /// @param until null for until it is lifted
    /// @param cause a request that was decided before is not decided again
    public ExpressBlock set(
            Party party, boolean blocked, String reason, @Nullable Instant until, Cause cause) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return blocks.add(
                party,
                new ExpressBlock.Decided(blocked, reason, cause.actor(), now, until, cause.id()));
    }
}
