package cn.juhui.refund.adapter.http.statistics;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.request.FromQuery;
import cn.juhui.platform.http.request.OnlyFor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is asked for.
///
/// @param from a day in Beijing or an instant; thirty days before `to` when not said
/// @param to a day, which is included, or an instant, before which it ends; today when not said
/// @param groupBy any of them, several with commas, too; `day` when not said
@FromQuery
record StatisticsQuery(
        @Nullable String from,
        @Nullable String to,
        List<String> groupBy,
        @OnlyFor(Role.OPERATOR) @Nullable String merchantId) {}
