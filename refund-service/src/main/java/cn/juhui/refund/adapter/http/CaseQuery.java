package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.request.FromQuery;
import cn.juhui.platform.http.request.OnlyFor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The query of lists, counts and exports of cases, as it was sent; [CaseFilters] reads it.
///
/// @param status any of them; several with commas, too
/// @param assigned `me` or `none`
@FromQuery
public record CaseQuery(
        List<String> status,
        @Nullable String orderNo,
        @OnlyFor({Role.AGENT, Role.OPERATOR}) @Nullable String customerId,
        @OnlyFor({Role.AGENT, Role.OPERATOR}) @Nullable String merchantId,
        @Nullable String overdue,
        @Nullable String requestedFrom,
        @Nullable String requestedTo,
        @OnlyFor(Role.AGENT) @Nullable String assigned,
        @OnlyFor({Role.AGENT, Role.OPERATOR}) @Nullable String awaitingConfirmation,
        @OnlyFor({Role.AGENT, Role.OPERATOR}) @Nullable String paidTwice,
        @OnlyFor({Role.AGENT, Role.OPERATOR}) @Nullable String unanswered) {}
