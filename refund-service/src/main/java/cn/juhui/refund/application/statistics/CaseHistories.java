package cn.juhui.refund.application.statistics;

import cn.juhui.refund.domain.statistics.CaseStep;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What happened in many cases, for who adds it up.
public interface CaseHistories {

    /// The cases applied for in a time.
    ///
    /// @param merchantId only this merchant's; null for all
    /// @param from this instant on
    /// @param to before this instant
    record Period(@Nullable String merchantId, Instant from, Instant to) {}

    /// Counted up to a number.
    long count(Period period, int upTo);

    /// Each case's history, oldest entry first; the cases in any order. They are read one after the other and not kept.
    void each(Period period, Consumer<List<CaseStep>> use);
}
